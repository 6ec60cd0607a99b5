import TestSupport
import Testing

/// The keys that move, open and close do what their lines in the help say.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct DemoKeyTests {
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

  @Test("the keys that move select another order, and the detail follows")
  func move() async throws {
    let screen = try await board()
    // 24 orders fit.
    let steps: [(keys: [String], order: String)] = [
      (["Down"], "002"), (["j"], "003"), (["k"], "002"), (["Up"], "001"), (["Up"], "001"), (["PPage"], "001"),
      (["NPage"], "025"), (["C-b"], "001"), (["C-f"], "025"), (["C-u"], "013"), (["C-d"], "025"), (["G"], "050"),
      (["k", "k"], "048"), (["g"], "001"), (["End"], "050"), (["Home"], "001"),
    ]
    for (keys, order) in steps {
      for key in keys { try await screen.press(key) }
      try await screen.shows("┬─ order-\(order) ─")
    }
  }

  @Test("Tab, Shift-Tab, 1, 2 and 3 choose the pane that the keys act on")
  func panes() async throws {
    let screen = try await board()
    try await screen.press("Tab")
    try await screen.press("End")
    try await screen.shows("Thing 60", "┬─ order-001 ─")
    try await screen.press("Tab")
    try await screen.press("g")
    try await screen.shows("newer below")
    try await screen.press("Tab")
    try await screen.press("Down")
    try await screen.shows("order-002 ─")
    try await screen.press("BTab")
    try await screen.press("G")
    try await screen.shows("following")
    try await screen.press("1")
    try await screen.press("Up")
    try await screen.shows("┬─ order-001 ─")
    try await screen.press("2")
    try await screen.press("G")
    try await screen.shows("Thing 60")
    try await screen.press("3")
    try await screen.press("k")
    try await screen.shows("1 newer below")
  }

  @Test("Enter opens the detail, and many keys close it", arguments: ["Escape", "BSpace", "C-h", "Left", "h", "q"])
  func detail(key: String) async throws {
    let screen = try await board()
    try await screen.press("Enter")
    try await screen.hides("Orders 50")
    try await screen.shows("cust-1", "Thing 1")
    try await screen.press(key)
    try await screen.shows("Orders 50", "┬─ order-001 ─")
  }

  @Test("? and F1 show the help, which scrolls and closes", arguments: ["?", "F1"])
  func help(key: String) async throws {
    let screen = try await board()
    try await screen.press(key)
    try await screen.shows("Keys and marks", "more below")
    try await screen.press("G")
    try await screen.shows("The picture is held")
    try await screen.press(key)
    try await screen.hides("Keys and marks")
    try await screen.press(key)
    try await screen.shows("Keys and marks")
    try await screen.press("q")
    try await screen.shows("Orders 50")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  @Test("Q, F10 and Ctrl-C quit at once, from everywhere", arguments: ["Q", "F10", "C-c"])
  func quit(key: String) async throws {
    let screen = try await board()
    try await screen.press("Enter")
    try await screen.press("?")
    try await screen.shows("Keys and marks")
    try await screen.press(key)
    #expect(try await screen.end() == 0)
  }
}
