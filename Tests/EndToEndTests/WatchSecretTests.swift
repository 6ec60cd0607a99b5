import Glibc
import TestSupport
import Testing

/// Promise 23 on the screen.
@Suite struct WatchSecretTests {
  @Test("the token is nowhere on the screen, but who else can read its file is")
  func token() async throws {
    let files = try TemporaryFolder()
    try files.write("secret-1\n", to: "token")
    chmod(files.path("token"), 0o644)
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let terminal = try PseudoTerminal(columns: 160, rows: 48)
    try await terminal.start(
      BuiltProgram.path("ordertop"), ["--url", server.orders, "--token-file", files.path("token")])
    try await terminal.output(until: "can be read by others")
    for key in ["?", "?", "\r"] {
      await terminal.type(key)
      try await Task.sleep(for: .milliseconds(200))
    }
    await terminal.type("Q")
    #expect(try await terminal.end() == .exited(0))
    #expect(server.fields("Authorization", ofRequest: 0) == ["Bearer secret-1"])
    #expect(await terminal.transcript.firstRange(of: Array("secret".utf8)) == nil)
  }
}
