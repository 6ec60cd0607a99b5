import TestSupport
import Testing

/// `TLSTests` and `CertificateAuthoritiesTests` say the same of the transport alone.
@Suite(
  "Promise 25: TLS is verified always; a failure names the certificate and sends nothing", .serialized,
  .enabled(if: TLSFront.isInstalled, "needs nghttpx and openssl (packages nghttp2-proxy and openssl)"))
struct Promise25TLSTests {
  private let server: LoopbackServer

  init() throws { server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall]) }

  private static let environment = ["ORDERTOP_TOKEN": "secret", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]

  enum Wrong: CaseIterable, Sendable { case unknownAuthority, otherAuthority, otherName, expired }

  @Test("a wrong certificate is named, tried again, and nothing of the request gets through", arguments: Wrong.allCases)
  func wrong(wrong: Wrong) async throws {
    let certificate = try TestCertificate(
      for: wrong == .otherName ? "DNS:orders.example.test" : "IP:127.0.0.1", days: wrong == .expired ? -1 : 2)
    let front = try await TLSFront(certificate, before: server)
    let other = try TestCertificate()
    let authority =
      switch wrong {
      case .unknownAuthority: [String]()
      case .otherAuthority: ["--cacert", other.authority]
      default: ["--cacert", certificate.authority]
      }
    let program = try ChildProgram.ordertop(
      ["tail", "--url", front.url("/live"), "--max-retries", "1", "--retry-base", "0.05"] + authority,
      environment: Self.environment)
    #expect(try await program.end() == 69)
    withExtendedLifetime((certificate, other)) {}
    let said = await program.errorLines
    let lines = said.filter { $0.contains("the certificate of 127.0.0.1 is ") }
    #expect(lines.count == 2, "\(said)")
    let reason =
      switch wrong {
      case .unknownAuthority, .otherAuthority: "not trusted: unable to get local issuer certificate"
      case .otherName: "for another name"
      case .expired: "not trusted: certificate has expired"
      }
    #expect(lines.allSatisfy { $0.contains(reason) }, "\(lines)")
    #expect(server.accepted == 0)
    #expect(await program.outputBytes.isEmpty)
  }

  @Test("--cacert adds an authority")
  func added() async throws {
    let certificate = try TestCertificate()
    let front = try await TLSFront(certificate, before: server)
    let program = try ChildProgram.ordertop(
      ["tail", "--url", front.url("/live"), "--cacert", certificate.authority], environment: Self.environment)
    try await program.output(has: "order-1")
    #expect(server.fields("Authorization", ofRequest: 0) == ["Bearer secret"])
  }

  @Test("nothing turns it off: no option, no variable, no file of curl's; and no .netrc adds to the request")
  func unswitchable() async throws {
    let certificate = try TestCertificate()
    let front = try await TLSFront(certificate, before: server)
    let home = try TemporaryFolder()
    try home.write("insecure\ncacert = \(certificate.authority)\n", to: ".curlrc")
    try home.write("machine 127.0.0.1 login somebody password netrc-secret\n", to: ".netrc")
    let environment = ["HOME": String(home.path("").dropLast()), "PATH": "/usr/bin:/bin", "CURL_INSECURE": "1"]
    for option in ["--insecure", "-k", "--no-verify", "--tls-insecure"] {
      let program = try ChildProgram.ordertop(
        ["tail", "--url", front.url("/live"), option], environment: environment)
      #expect(try await program.end() == 64, "\(option)")
    }
    let program = try ChildProgram.ordertop(
      ["tail", "--url", front.url("/live"), "--max-retries", "0"], environment: environment)
    #expect(try await program.end() == 69)
    #expect(server.accepted == 0)
    let plain = try ChildProgram.ordertop(["tail", "--url", server.orders], environment: environment)
    try await plain.output(has: "order-1")
    #expect(server.fields("Authorization", ofRequest: 0).isEmpty)
    #expect(!server.requests.joined().contains("netrc"))
  }
}
