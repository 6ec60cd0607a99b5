import TestSupport
import Testing

@Suite("Promise 24: redirects are followed by us: five at most, the secrets to the same origin only", .serialized)
struct Promise24RedirectTests {
  private static let token = ["ORDERTOP_TOKEN": "secret", "PATH": "/usr/bin:/bin"]

  private func tail(_ url: String, _ more: String...) throws -> ChildProgram {
    try .ordertop(
      ["tail", "--url", url, "--header", "X-Tenant: shop", "--retry-base", "0.05", "--max-retries", "1"] + more,
      environment: Self.token)
  }

  private static func redirect(_ target: String, _ status: String = "302 Found") -> [LoopbackStep] {
    LoopbackStep.answer(status, "Location: \(target)")
  }

  @Test("five are followed, the sixth ends it", arguments: [5, 6])
  func chain(length: Int) async throws {
    let server = try LoopbackServer { number in
      number < length ? Self.redirect("/step-\(number)") : LoopbackStep.stream(LoopbackStep.order(1)) + [.stall]
    }
    let program = try tail(server.orders)
    if length == 5 {
      try await program.output(has: "order-1")
      #expect(server.target(ofRequest: 5) == "/step-4")
      #expect(server.fields("Authorization", ofRequest: 5) == ["Bearer secret"])
    } else {
      #expect(try await program.end() == 76)
      #expect(await program.errorText.contains("more than 5 redirects"))
      #expect(server.accepted == 6)
    }
  }

  @Test(
    "another origin gets neither token nor header, nor does the first one when it is led back to",
    arguments: ["301", "302", "303", "307", "308"])
  func origins(status: String) async throws {
    let back = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let other = try LoopbackServer(Self.redirect("\(back.orders)", "\(status) Moved"))
    let first = try LoopbackServer(
      Self.redirect("/same", "\(status) Moved"), Self.redirect(other.orders, "\(status) Moved"))
    let program = try tail(first.orders)
    try await program.output(has: "order-1")
    for index in 0...1 {
      #expect(first.fields("Authorization", ofRequest: index) == ["Bearer secret"])
      #expect(first.fields("X-Tenant", ofRequest: index) == ["shop"])
    }
    for server in [other, back] {
      #expect(server.fields("Authorization", ofRequest: 0).isEmpty)
      #expect(server.fields("X-Tenant", ofRequest: 0).isEmpty)
      #expect(server.fields("Accept", ofRequest: 0) == ["text/event-stream"])
      #expect(!server.requests.joined().contains("secret"))
      #expect(server.requests.first?.hasPrefix("GET ") == true)
    }
  }

  @Test("led away and back to the first origin, the secrets stay away")
  func ledBack() async throws {
    // The first server is known only once it is there.
    let other = try LoopbackServer([
      .request,
      .answer { request in
        let target = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        return [
          .send(
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:\(target.dropFirst())/back\r\nContent-Length: 0\r\n\r\n"),
          .close,
        ]
      },
    ])
    let first = try LoopbackServer([
      .request,
      .answer { request in
        if request.contains("/back") { return [.eventStreamHead(), .send(LoopbackStep.order(1)), .stall] }
        let port = request.split(separator: "\r\n").first { $0.hasPrefix("Host:") }?.split(separator: ":").last ?? ""
        return [
          .send("HTTP/1.1 302 Found\r\nLocation: \(other.url("/\(port)"))\r\nContent-Length: 0\r\n\r\n"), .close,
        ]
      },
    ])
    let program = try tail(first.orders)
    try await program.output(has: "order-1")
    #expect(first.fields("Authorization", ofRequest: 0) == ["Bearer secret"])
    #expect(first.target(ofRequest: 1) == "/back")
    #expect(first.fields("Authorization", ofRequest: 1).isEmpty)
    #expect(first.fields("X-Tenant", ofRequest: 1).isEmpty)
  }

  @Test(
    "other schemes, and what is no URL, end it",
    arguments: [
      "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "dict://127.0.0.1/x", "javascript:alert(1)",
      "ws://127.0.0.1/x", "http://", "http://user:secret@127.0.0.1/", "http://127.0.0.1:99999/", "//", "",
    ])
  func schemes(target: String) async throws {
    let server = try LoopbackServer(Self.redirect(target))
    let program = try tail(server.orders)
    #expect(try await program.end() == 76)
    #expect(server.accepted == 1)
    #expect(await program.outputBytes.isEmpty)
    #expect(await !program.errorText.contains("secret@"))
  }

  @Test("from https to http ends it", .enabled(if: TLSFront.isInstalled, "needs nghttpx and openssl"))
  func downgrade() async throws {
    let plain = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let server = try LoopbackServer(Self.redirect(plain.orders))
    let certificate = try TestCertificate()
    let front = try await TLSFront(certificate, before: server)
    let program = try tail(front.url("/live"), "--cacert", certificate.authority)
    #expect(try await program.end() == 76)
    withExtendedLifetime(certificate) {}
    let said = await program.errorText
    #expect(said.contains("redirected from https to http"), "\(said)")
    #expect(plain.accepted == 0)
  }

  @Test("the next reconnection starts at the original URL")
  func original() async throws {
    let server = try LoopbackServer(
      Self.redirect("/elsewhere"), LoopbackStep.stream(LoopbackStep.order(1)) + [.close],
      LoopbackStep.stream(LoopbackStep.order(2)) + [.stall])
    let program = try tail(server.orders)
    try await program.output(has: "order-2")
    #expect((0...2).map { server.target(ofRequest: $0) } == ["/v1/orders/live", "/elsewhere", "/v1/orders/live"])
  }
}
