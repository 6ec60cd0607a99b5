import Glibc
import TestSupport
import Testing

/// `StateDirectoryTests` say the same of each way to open a state.
@Suite("Promise 16: directories are made 0700 and files 0600, whatever the umask", .serialized)
struct Promise16FileModeTests {
  private static func mode(_ path: String) -> String {
    var status = stat()
    guard lstat(path, &status) == 0 else { return "none" }
    return String(status.st_mode & 0o7777, radix: 8)
  }

  @Test(
    "the state's directories and all that is in them, while it runs and afterwards", arguments: ["000", "022", "777"])
  func state(mask: String) async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let files = try TemporaryFolder()
    let terminal = try PseudoTerminal()
    try await terminal.start(
      "/bin/sh", ["-c", #"umask "$0" && exec "$@""#, mask, BuiltProgram.path("ordertop"), "--url", server.orders],
      environment: PseudoTerminal.environment.merging(["XDG_STATE_HOME": files.path("a/b")]) { $1 })
    try await terminal.output(until: "order-1")
    let folder = BoardFolder(path: files.path("a/b/ordertop"))
    let deadline = ContinuousClock.now + .seconds(30)
    // The database, its log, its index and the lock.
    while folder.names.count < 4, .now < deadline { try await Task.sleep(for: .milliseconds(20)) }
    #expect(folder.names.count >= 4)
    func expectPrivate() {
      for path in ["a", "a/b", "a/b/ordertop"] { #expect(Self.mode(files.path(path)) == "700", "\(path)") }
      for name in folder.names { #expect(Self.mode("\(folder.path)/\(name)") == "600", "\(name)") }
    }
    expectPrivate()
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
    expectPrivate()
  }

  @Test("a recording, and one that takes the place of an older one that others could read")
  func recording() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let files = try TemporaryFolder()
    try files.write("what was recorded before", to: "old.sse")
    chmod(files.path("old.sse"), 0o644)
    for name in ["new.sse", "old.sse"] {
      let program = try ChildProgram(
        "/bin/sh",
        [
          "-c", #"umask 0 && exec "$@""#, "sh", BuiltProgram.path("ordertop"), "record", "--url", server.orders,
          "--output",
          files.path(name), "--max-size", "1K", "--duration", "1", "--force",
        ], environment: ["PATH": "/usr/bin:/bin"])
      #expect(try await program.end() == 0)
      #expect(Self.mode(files.path(name)) == "600")
    }
  }
}
