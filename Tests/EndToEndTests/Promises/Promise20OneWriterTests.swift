import Glibc
import TestSupport
import Testing

@testable import ordertop

/// `StateOpeningTests` say the same of the file itself.
@Suite(
  "Promise 20: one writer at a time, by a lock that goes with its process", .serialized,
  .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct Promise20OneWriterTests {
  @Test(
    "the second shows the live board, says that it does not save, and saves once the first is gone or killed",
    arguments: [SIGTERM, SIGKILL])
  func two(signal: Int32) async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1)) + [.stall],
      LoopbackStep.stream(LoopbackStep.order(1), LoopbackStep.order(2)) + [.stall])
    let folder = try BoardFolder()
    let first = try await folder.watch(server.orders)
    try await folder.saves("order-1")
    let second = try await TmuxScreen.ordertop(["--url", server.orders, "--state-dir", folder.path])
    try await second.shows("NOT SAVED", "another ordertop saves this stream", "order-2", "● LIVE")
    #expect(try await folder.orderIDs() == ["order-1"])
    await first.signal(signal)
    #expect(try await first.end() == (signal == SIGKILL ? .killed(SIGKILL) : .exited(0)))
    try await second.hides("NOT SAVED")
    try await folder.saves("order-2")
    try await second.press("q")
    #expect(try await second.end() == 0)
  }

  @Test("another stream in the same directory is another lock, and no file holds a process id")
  func others() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let folder = try BoardFolder()
    let first = try await folder.watch(server.url("/one"))
    let second = try await folder.watch(server.url("/two"))
    try await folder.saves("order-1", "--url", server.url("/one"))
    try await folder.saves("order-1", "--url", server.url("/two"))
    for name in folder.names {
      #expect(!name.hasSuffix(".pid"))
      if name.hasSuffix("lock") { #expect(try FileContents.read("\(folder.path)/\(name)", limit: 100).isEmpty) }
    }
    for terminal in [first, second] {
      await terminal.signal(SIGTERM)
      #expect(try await terminal.end() == .exited(0))
    }
  }
}
