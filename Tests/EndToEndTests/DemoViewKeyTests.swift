import TestSupport
import Testing

/// The keys that change what is shown do what their lines in the help say.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct DemoViewKeyTests {
  private let files: TemporaryFolder

  init() throws {
    files = try TemporaryFolder()
    try files.write(SampleRecording.board, to: "board.sse")
  }

  private func board() async throws -> TmuxScreen {
    let screen = try await TmuxScreen.ordertop(["demo", "--recording", files.path("board.sse")])
    try await screen.shows("Orders 50", "shipped", "? help")
    return screen
  }

  @Test("/ filters as one types, Enter keeps, Esc drops, Backspace and Ctrl-U correct")
  func filter() async throws {
    let screen = try await board()
    try await screen.press("/")
    try await screen.type("order-00q")
    try await screen.shows("no order matches the filter")
    try await screen.press("BSpace")
    try await screen.shows("Orders 9 of 50", "/order-00")
    try await screen.press("C-u")
    try await screen.shows("Orders 50")
    try await screen.type("status:pend !order-00")
    try await screen.press("Enter")
    try await screen.shows("Orders 11 of 50", "/status:pend !order-00", "? help")
    try await screen.press("/")
    try await screen.press("Escape")
    try await screen.shows("Orders 50", "? help")
  }

  @Test("s goes through the columns, S turns the order round")
  func sort() async throws {
    let screen = try await board()
    for column in ["in status", "order", "status", "customer", "items", "total", "where", "last change", "worst first"]
    {
      try await screen.press("s")
      try await screen.shows("sorted by \(column)", "─ \(column) ─")
    }
    try await screen.press("s")
    try await screen.press("s")
    try await screen.press("S")
    try await screen.shows("order, reversed", "┬─ order-050 ─")
  }

  @Test("! shows the late and nearly late ones only")
  func exceptions() async throws {
    let screen = try await board()
    try await screen.press("!")
    try await screen.shows("Orders 20 of 50", "exceptions only")
    try await screen.press("!")
    try await screen.shows("Orders 50")
  }

  @Test("p and Space hold the picture and let it go on", arguments: ["p", "Space"])
  func pause(key: String) async throws {
    let change = "event: order-updated\ndata: {\"orderId\":\"order-040\"}"
    let heartbeat = "event: heartbeat\ndata: {\"timestamp\":\"2024-07-15T14:00:00Z\"}"
    try files.write(SampleRecording.board.replacing(heartbeat, with: change), to: "changes.sse")
    let screen = try await TmuxScreen.ordertop(
      ["demo", "--recording", files.path("changes.sse"), "--speed", "20"])
    try await screen.shows("Orders 50", "unacknowledged")
    try await screen.press(key)
    let held = try await screen.shows("PAUSED").row(with: "order-002")
    let later = try await screen.wait(for: "ten events behind") { $0.contains(/PAUSED \+1\d/) }
    #expect(later.contains("held, "))
    #expect(later.row(with: "order-002") == held)
    try await screen.press(key)
    #expect(try await screen.hides("PAUSED").row(with: "order-002") != held)
  }

  @Test("b shows the board and the orders again, also with Escape")
  func bigNumbers() async throws {
    let screen = try await board()
    try await screen.press("b")
    try await screen.shows("!! LATE !!", "OPEN", "OLDEST", "order-001", "b orders")
    try await screen.hides("Orders 50")
    try await screen.press("b")
    try await screen.shows("Orders 50")
    try await screen.press("b")
    try await screen.hides("Orders 50")
    try await screen.press("Escape")
    try await screen.shows("Orders 50")
  }

  @Test("--board starts with the board")
  func startsWithBoard() async throws {
    let screen = try await TmuxScreen.ordertop(["demo", "--recording", files.path("board.sse"), "--board"])
    try await screen.shows("!! LATE !!", "HEARTBEAT", "a recording: board.sse")
    try await screen.press("q")
    try await screen.shows("Orders 50")
  }

  @Test("i and 4 show the feed, which scrolls and closes", arguments: ["i", "4"])
  func feed(key: String) async throws {
    let screen = try await TmuxScreen.ordertop(
      ["demo", "--recording", files.path("board.sse")], columns: 80, rows: 24)
    try await screen.shows("Orders 50", "shipped")
    try await screen.press(key)
    try await screen.shows("─ Feed ─", "live-abc", "heartbeat", "more below")
    try await screen.press("G")
    try await screen.shows("Lost connections", "Gaps", "none since the start")
    try await screen.hides("more below")
    try await screen.press("1")
    try await screen.shows("Orders 50")
    try await screen.press(key)
    try await screen.shows("─ Feed ─")
    try await screen.press(key)
    try await screen.shows("Orders 50")
  }

  @Test("r connects again; R says from when on")
  func reconnect() async throws {
    let screen = try await board()
    try await screen.press("r")
    try await screen.shows("reconnecting")
    try await screen.shows("DEMO 0:00:0", "following")
    try await screen.press("R")
    try await screen.shows("resync from 2024-07-15T1")
  }

  @Test("a acknowledges the selected order's alarm, A everything, gaps too")
  func acknowledge() async throws {
    let gap = #"{"reason":"EVENT_ID_EXPIRED","oldestAvailable":"500","requestedId":"15"}"#
    try files.write(
      SampleRecording.board.replacingFirst(
        ": +10\n", with: SampleRecording.event(1000, "replay-failed", gap) + ": +10\n"),
      to: "gap.sse")
    let screen = try await TmuxScreen.ordertop(["demo", "--recording", files.path("gap.sse")])
    try await screen.shows("GAP", "1 gap in the history", "asked for id 15", "unacknowledged")
    try await screen.press("a")
    try await screen.shows("alarm acknowledged", "GAP")
    try await screen.press("A")
    try await screen.hides("GAP", "1 gap in the history", "!!?")
    try await screen.shows("!a?")
  }
}

extension String {
  /// The line of a screen that holds a text.
  fileprivate func row(with text: String) -> Substring? { split(separator: "\n").first { $0.contains(text) } }

  fileprivate func replacingFirst(_ text: String, with other: String) -> String {
    guard let range = firstRange(of: text) else { return self }
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
