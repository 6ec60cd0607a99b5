import Glibc
import TestSupport
import Testing

@testable import ordertop

/// `RequestTests` say how the token is sent, `ConfigTests` that a configuration with header values wants to be private.
@Suite("Promise 23: the token is in one header line, and in no argument, screen, log, state or recording", .serialized)
struct Promise23SecretTests {
  private static let secret = "s3cr3t-T0ken.0123456789"
  /// It, and how it would look encoded.
  private static let forms = [secret, "czNjcjN0LVQwa2Vu", "s3cr3t"].map { Array($0.utf8) }

  private func expectNoSecret(
    in bytes: [UInt8], _ place: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(!bytes.isEmpty, "\(place) is empty", sourceLocation: sourceLocation)
    for form in Self.forms { #expect(bytes.firstRange(of: form) == nil, "\(place)", sourceLocation: sourceLocation) }
  }

  @Test("the dashboard: every pane, every file, the command line, also when the server throws it back")
  func dashboard() async throws {
    let folder = try BoardFolder()
    let files = try TemporaryFolder()
    try files.write(Self.secret + "\n", to: "token")
    chmod(files.path("token"), 0o644)
    // What comes back in an order is data like any other; a header is not shown.
    let server = try LoopbackServer(
      LoopbackStep.answer("503 \(Self.secret)", "X-Token: \(Self.secret)"),
      LoopbackStep.stream(LoopbackStep.order(1)) + [.wait(.milliseconds(500)), .reset],
      LoopbackStep.stream(LoopbackStep.order(2)) + [.wait(.milliseconds(500)), .close],
      LoopbackStep.stream(
        LoopbackStep.event(3, "error", #"{"code":"AUTH_EXPIRED","message":"expired","recoverable":false}"#)) + [.stall])
    let watch = try await folder.watch(
      server.orders, "--token-file", files.path("token"), "--retry-base", "0.1", columns: 180, rows: 48)
    try await watch.output(until: "can be read by others (mode 644)")
    let id = try #require(await watch.program)
    try await server.receives(request: 3)
    for key in ["?", "?", "\r", "t", "\u{1B}", "i", "i", "b", "b", "3", "g", "G", "T", "\u{1B}"] {
      await watch.type(key)
      try await Task.sleep(for: .milliseconds(120))
    }
    _ = await watch.takeOutput()
    expectNoSecret(in: Array(ProcessStatus(id).commandLine.utf8), "the command line")
    for name in folder.names where !name.hasSuffix("lock") {
      expectNoSecret(in: try FileContents.read("\(folder.path)/\(name)", limit: 1 << 26), name)
    }
    await watch.type("Q")
    #expect(try await watch.end() == .exited(77))
    expectNoSecret(in: await watch.transcript, "the screen")
    for name in folder.names where !name.hasSuffix("lock") {
      expectNoSecret(in: try FileContents.read("\(folder.path)/\(name)", limit: 1 << 26), name)
    }
    for index in 0...3 {
      #expect(server.fields("Authorization", ofRequest: index) == ["Bearer \(Self.secret)"])
      #expect(server.requests[index].ranges(of: Self.secret).count == 1)
    }
  }

  @Test("tail, record, status, export and config, which prints what is in force", arguments: [true, false])
  func commands(isFile: Bool) async throws {
    let files = try TemporaryFolder()
    try files.write(Self.secret, to: "token")
    let stream = LoopbackStep.stream(LoopbackStep.order(1)) + [.wait(.milliseconds(200)), .reset]
    let token = isFile ? ["--token-file", files.path("token")] : []
    var environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": files.path("home")]
    if !isFile { environment["ORDERTOP_TOKEN"] = Self.secret }
    for command in [["tail"], ["tail", "--format", "jsonl"], ["record", "--output", files.path("orders.sse")]] {
      let server = try LoopbackServer(stream, stream, LoopbackStep.answer("401 Unauthorized"))
      let arguments = command + ["--url", server.orders, "--retry-base", "0.05"] + token
      let program = try ChildProgram.ordertop(arguments, environment: environment)
      _ = try await program.end()
      expectNoSecret(in: await program.errorBytes + program.outputBytes, "\(command[0])")
      #expect(server.requests.count >= 3)
    }
    expectNoSecret(in: try FileContents.read(files.path("orders.sse"), limit: 1 << 20), "the recording")
    try files.write("[stream]\ntoken-file = \"\(files.path("token"))\"\n", to: "config.toml")
    let config = try ChildProgram.ordertop(
      ["config", "--config", files.path("config.toml")], environment: environment)
    #expect(try await config.end() == 0)
    expectNoSecret(in: await config.outputBytes + config.errorBytes, "config")
  }

  @Test(
    "a token that is empty, missing or has a line end inside is refused before anything is sent, and not repeated",
    arguments: ["", " \n", "s3cr3t\r\nX-Injected: 1", "s3cr3t\nx", "s3cr3t\u{1B}[31m", "s3cr3t x", nil])
  func unusable(token: String?) async throws {
    let files = try TemporaryFolder()
    if let token { try files.write(token, to: "token") }
    let server = try LoopbackServer([.request, .stall])
    for command in [["tail"], []] {
      let arguments = command + ["--url", server.orders, "--token-file", files.path("token")]
      let terminal = try PseudoTerminal()
      try await terminal.start(BuiltProgram.path("ordertop"), arguments)
      #expect(try await terminal.end() == .exited(78))
      expectNoSecret(in: await terminal.transcript, "what is said")
    }
    #expect(server.accepted == 0)
  }

  @Test("a token cannot be given where others see it: as an argument, in a URL, in the configuration")
  func refused() async throws {
    let files = try TemporaryFolder()
    try files.write("[stream]\ntoken = \"\(Self.secret)\"\n", to: "config.toml")
    for arguments in [
      ["--token", Self.secret], ["--url", "http://user:\(Self.secret)@127.0.0.1:1/"],
      ["--url", "http://127.0.0.1:1/", "--config", files.path("config.toml")],
    ] {
      let program = try ChildProgram.ordertop(["tail"] + arguments)
      #expect([64, 78].contains(try await program.end()))
      if arguments[0] != "--token" { expectNoSecret(in: await program.errorBytes, "\(arguments[0])") }
    }
  }
}
