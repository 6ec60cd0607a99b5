import Glibc
import TestSupport
import Testing

/// What a dashboard finds of the one before it; promises 16 to 20 are about trouble with it.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct SavedStateTests {
  private let folder: TemporaryFolder
  private let server: LoopbackServer

  init() throws {
    folder = try TemporaryFolder()
    let connected = LoopbackStep.event(1, "connected", #"{"streamId":"live-abc123"}"#)
    server = try LoopbackServer(
      LoopbackStep.stream(connected, LoopbackStep.order(2), LoopbackStep.order(3)) + [.stall],
      LoopbackStep.stream(LoopbackStep.order(4)) + [.stall])
  }

  private func watch(_ arguments: String...) async throws -> TmuxScreen {
    try await .ordertop(["--url", server.orders, "--state-dir", folder.path("state")] + arguments)
  }

  /// Runs the dashboard until the two orders of the first connection are there, and quits it.
  private func saveTwoOrders() async throws {
    let screen = try await watch()
    try await screen.shows("● LIVE", "order-3")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  @Test("a board on the wall is one again after a restart")
  func board() async throws {
    let screen = try await watch("--board")
    try await screen.shows("● LIVE", "OPEN", "HEARTBEAT", "2 created")
    try await screen.press("Q")
    #expect(try await screen.end() == 0)
    let again = try await watch()
    try await again.shows("OPEN", "HEARTBEAT", "b orders")
  }

  @Test("a restart shows the saved orders and asks for what followed")
  func resumes() async throws {
    try await saveTwoOrders()
    let screen = try await watch()
    try await screen.shows("● LIVE", "order-2", "order-3", "order-4")
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == ["3"])
    #expect(try await !screen.text().contains("GAP"))
  }

  @Test("a fresh start forgets them, and another position than the saved one is a gap")
  func startsElsewhere() async throws {
    try await saveTwoOrders()
    let other = try await watch("--last-event-id", "77")
    try await other.shows("GAP", "order-2", "order-4", "saved position was 3")
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == ["77"])
    try await other.press("q")
    #expect(try await other.end() == 0)
    let fresh = try await watch("--fresh")
    try await fresh.shows("● LIVE", "order-4", "Orders 1")
    #expect(server.fields("Last-Event-ID", ofRequest: 2) == [])
  }

  @Test("a directory that is taken from under a running dashboard is made again, with everything in it")
  func movedMeanwhile() async throws {
    let screen = try await watch()
    try await screen.shows("● LIVE", "order-3")
    #expect(rename(folder.path("state"), folder.path("gone")) == 0)
    try await screen.press("r")
    try await screen.shows("order-4")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
    let again = try await watch()
    try await again.shows("order-2", "order-3", "order-4")
    #expect(server.fields("Last-Event-ID", ofRequest: 2) == ["4"])
  }

  @Test("a fresh start instead of a damaged state misses nothing, and keeps the file")
  func damagedFresh() async throws {
    try await saveTwoOrders()
    let file = try StateFileOnDisk(in: BoardFolder(path: folder.path("state")))
    file.overwrite(at: 0, with: Array(repeating: 0xA5, count: 4096))
    let screen = try await watch("--fresh")
    let text = try await screen.shows("● LIVE", "order-4", "it was damaged and is kept as")
    #expect(!text.contains("GAP"))
  }
}
