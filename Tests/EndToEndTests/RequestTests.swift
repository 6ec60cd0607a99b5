import Glibc
import TestSupport
import Testing

/// What is asked of a server, and what is told to nobody.
@Suite(.serialized) struct RequestTests {
  private func tail(
    _ server: LoopbackServer, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> ChildProgram {
    try .ordertop(
      ["tail", "--url", server.url("/v1/orders/live?tenant=7"), "--retry-base", "0.05"] + arguments,
      environment: environment)
  }

  @Test("filters are percent-encoded and added to the URL's own query, header fields are sent")
  func filters() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let program = try tail(
      server,
      [
        "--customer-id", "a b&c=d/é#", "--order-id", "order+1", "--event-types", "order-created,order-shipped",
        "--since", "2024-07-15T14:00:00+02:00", "--header", "X-Tenant: a: b", "--header", "X-Other:c",
      ])
    try await program.output(has: "order-1")
    let target = server.target(ofRequest: 0)
    #expect(target.hasPrefix("/v1/orders/live?tenant=7&customerId=a%20b%26c%3Dd/%C3%A9%23&orderId=order%2B1&"))
    #expect(target.contains("&eventTypes=order-created,order-shipped&since=2024-07-15T14:00:00%2B02:00"))
    #expect(server.fields("X-Tenant", ofRequest: 0) == ["a: b"])
    #expect(server.fields("X-Other", ofRequest: 0) == ["c"])
    #expect(server.fields("Accept", ofRequest: 0) == ["text/event-stream"])
    #expect(server.fields("Cache-Control", ofRequest: 0) == ["no-cache"])
    #expect(server.fields("Authorization", ofRequest: 0) == [])
  }

  @Test("--last-event-id is where it starts")
  func lastEventID() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(8)) + [.stall])
    let program = try tail(server, ["--last-event-id", "id-7 é", "--since", "2024-07-15T14:00:00Z"])
    try await program.output(has: "order-8")
    #expect(server.fields("Last-Event-ID", ofRequest: 0) == ["id-7 é"])
    #expect(!server.target(ofRequest: 0).contains("since"))
  }

  @Test("the token of the file is in the header alone, and read again for each connection")
  func token() async throws {
    let files = try TemporaryFolder()
    try files.write("secret-1\n", to: "token")
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1)) + [.wait(.seconds(1))],
      LoopbackStep.stream(LoopbackStep.order(2)) + [.stall])
    let program = try tail(server, ["--token-file", files.path("token")])
    try await program.output(has: "order-1")
    #expect(!ProcessStatus(program.id).commandLine.contains("secret"))
    try files.write("secret-2\r\n", to: "token")
    try await program.output(has: "order-2")
    #expect(server.fields("Authorization", ofRequest: 0) == ["Bearer secret-1"])
    #expect(server.fields("Authorization", ofRequest: 1) == ["Bearer secret-2"])
    #expect(await !(program.errorText + program.outputText).contains("secret"))
  }

  @Test("the token of the environment is sent")
  func environment() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let program = try ChildProgram.ordertop(
      ["tail"], environment: ["ORDERTOP_TOKEN": "secret", "ORDERTOP_URL": server.orders])
    try await program.output(has: "order-1")
    #expect(server.fields("Authorization", ofRequest: 0) == ["Bearer secret"])
  }

  @Test("a token that comes through a pipe is read once and sent with each connection")
  func pipe() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1)), LoopbackStep.stream(LoopbackStep.order(2)) + [.stall])
    let script = #""$0" tail --url "$1" --retry-base 0.05 --token-file <(echo secret)"#
    let program = try ChildProgram(
      "/bin/bash", ["-c", script, BuiltProgram.path("ordertop"), server.orders], environment: ["PATH": "/bin"])
    try await program.output(has: "order-2")
    #expect(server.fields("Authorization", ofRequest: 0) == ["Bearer secret"])
    #expect(server.fields("Authorization", ofRequest: 1) == ["Bearer secret"])
  }

  @Test("a token file that others can read is told")
  func openFile() async throws {
    let files = try TemporaryFolder()
    try files.write("secret", to: "token")
    chmod(files.path("token"), 0o644)
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let program = try tail(server, ["--token-file", files.path("token")])
    try await program.errors(have: "can be read by others (mode 644)")
  }

  @Test("a redirect to the same origin gets token and header fields, another one does not")
  func redirects() async throws {
    let other = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let server = try LoopbackServer(
      LoopbackStep.answer("307 Temporary Redirect", "Location: /elsewhere"),
      LoopbackStep.answer("302 Found", "Location: \(other.orders)"))
    let program = try tail(
      server, ["--header", "X-Tenant: a"], environment: ["ORDERTOP_TOKEN": "secret"])
    try await program.output(has: "order-1")
    #expect(server.target(ofRequest: 1) == "/elsewhere")
    #expect(server.fields("Authorization", ofRequest: 1) == ["Bearer secret"])
    #expect(server.fields("X-Tenant", ofRequest: 1) == ["a"])
    #expect(other.fields("Authorization", ofRequest: 0) == [])
    #expect(other.fields("X-Tenant", ofRequest: 0) == [])
    #expect(other.requests.first?.contains("secret") == false)
  }
}
