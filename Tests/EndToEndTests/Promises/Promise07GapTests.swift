import Glibc
import TestSupport
import Testing

/// `ConnectionTests` say which events make a gap, and how often it is told.
@Suite(
  "Promise 7: a hole in the history keeps the orders, is saved and shown until acknowledged, and marks what may be stale",
  .serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct Promise07GapTests {
  private func dashboard(_ server: LoopbackServer, _ folder: BoardFolder, _ more: String...) async throws -> TmuxScreen
  {
    try await .ordertop(["--url", server.orders, "--state-dir", folder.path, "--retry-base", "0.05"] + more)
  }

  @Test("over a kill and restarts")
  func gap() async throws {
    let failed = #"{"reason":"EVENT_ID_EXPIRED","oldestAvailable":"500","requestedId":"2"}"#
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1), LoopbackStep.order(2)) + [.close],
      LoopbackStep.stream(LoopbackStep.event(1000, "replay-failed", failed), LoopbackStep.order(1001)) + [.stall],
      [.request, .eventStreamHead(), .stall])
    let folder = try BoardFolder()
    let first = try await dashboard(server, folder)
    try await first.shows("GAP", "order-1001")
    try await folder.saves("order-1001")
    let child = try await first.property("#{pane_pid}")
    #expect(try await folder.orderIDs() == ["order-1", "order-1001", "order-2"])
    let gap = try #require(await folder.status()["gap"] as? [String: Any])
    #expect(gap["reason"] as? String == "EVENT_ID_EXPIRED")
    #expect(gap["requestedId"] as? String == "2")
    #expect(gap["oldestAvailable"] as? String == "500")
    #expect((gap["at"] as? String)?.contains("T") == true)
    // The shell of the pane and, in its group, the dashboard.
    kill(-(try #require(pid_t(child))), SIGKILL)

    let second = try await dashboard(server, folder)
    let shown = try await second.shows("GAP", "order-1001", "order-1", "order-2")
    #expect(shown.contains(/\?\s+order-1\s/) && shown.contains(/\?\s+order-2\s/))
    #expect(!shown.contains(/\?\s+order-1001\s/))
    #expect(try await server.position(ofRequest: 2) == "1001")
    try await second.press("a")
    try await second.hides("GAP")
    try await second.press("q")
    #expect(try await second.end() == 0)
    #expect(try await folder.status()["gaps"] as? Int == 0)

    let third = try await dashboard(server, folder)
    try await third.shows("order-1001", "order-2")
    #expect(try await !third.text().contains("GAP"))
  }

  @Test("a fresh start forgets it")
  func fresh() async throws {
    let failed = #"{"reason":"EVENT_ID_EXPIRED","requestedId":"1"}"#
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1)) + [.close],
      LoopbackStep.stream(LoopbackStep.event(1000, "replay-failed", failed)) + [.stall],
      LoopbackStep.stream(LoopbackStep.order(2)) + [.stall])
    let folder = try BoardFolder()
    let first = try await dashboard(server, folder)
    try await first.shows("GAP")
    try await first.press("q")
    #expect(try await first.end() == 0)
    let second = try await dashboard(server, folder, "--fresh")
    try await second.shows("order-2", "● LIVE")
    #expect(try await !second.text().contains("GAP"))
    try await folder.saves("order-2")
    #expect(try await folder.status()["gaps"] as? Int == 0)
  }
}
