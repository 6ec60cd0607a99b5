import TestSupport
import Testing

/// The keys that find orders and look closer at one do what their lines in the help say.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct DemoFindKeyTests {
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

  @Test("a filter may name fields and quote texts; what is no condition is told at once")
  func filterWords() async throws {
    let screen = try await board()
    try await screen.press("F4")
    try await screen.type("total>abc")
    try await screen.shows("no number: abc", "Orders 50")
    try await screen.press("C-w")
    try await screen.type("statsu:x")
    try await screen.shows("no field statsu; status?")
    try await screen.press("C-u")
    try await screen.type("carrier:ups tracking:1z4")
    try await screen.shows("Orders 9 of 50")
    try await screen.press("C-u")
    try await screen.type("item:\"thing 60\"")
    try await screen.shows("Orders 1 of 50")
    try await screen.press("Enter")
    try await screen.shows("? help")
  }

  @Test("the cursor moves in the filter line, and Up and Down bring filters back")
  func filterLine() async throws {
    let screen = try await board()
    try await screen.press("/")
    try await screen.type("oder-00")
    try await screen.press("Home", "Right")
    try await screen.type("r")
    try await screen.shows("Orders 9 of 50", "/order-00")
    try await screen.press("Enter")
    try await screen.shows("? help")
    try await screen.press("/", "C-u")
    try await screen.type("status:ship")
    try await screen.press("Enter")
    try await screen.shows("Orders 10 of 50", "? help")
    try await screen.press("/", "Up")
    try await screen.shows("/order-00", "Orders 9 of 50")
    try await screen.press("Down")
    try await screen.shows("/status:ship", "Orders 10 of 50")
    try await screen.press("Escape")
    try await screen.shows("Orders 50", "? help")
  }

  @Test("f finds as one types, Enter stays, n and N go on, Esc goes back")
  func search() async throws {
    let screen = try await board()
    try await screen.press("f")
    try await screen.type("1z45")
    try await screen.shows("find: 1z45", "┬─ order-045 ─")
    try await screen.type("x")
    try await screen.shows("find: 1z45x", "not found", "┬─ order-001 ─")
    try await screen.press("Escape")
    try await screen.shows("┬─ order-001 ─", "? help")
    try await screen.press("F3")
    try await screen.type("1Z4")
    try await screen.press("Enter")
    try await screen.shows("? help", "┬─ order-041 ─")
    try await screen.press("n")
    try await screen.shows("┬─ order-042 ─")
    try await screen.press("N", "N")
    try await screen.shows("┬─ order-049 ─", "wrapped", "Orders 50")
  }

  @Test("f in the log leads to an entry")
  func searchLog() async throws {
    let screen = try await board()
    try await screen.press("3", "f")
    try await screen.type("order-041")
    try await screen.press("Enter")
    try await screen.shows("order-041 UPS 1Z41", "newer below")
  }

  @Test("o shows the columns; a letter and Enter choose one, twice turns it round", arguments: ["o", "F6"])
  func sortList(key: String) async throws {
    let screen = try await board()
    try await screen.press(key)
    try await screen.shows("─ Sort by ─", "last change", "Enter choose")
    try await screen.press("t", "Enter")
    try await screen.shows("sorted by total", "┬─ order-050 ─")
    try await screen.press(key, "Enter")
    try await screen.shows("total, reversed", "┬─ order-001 ─")
    try await screen.press(key, "Down", "Escape")
    try await screen.hides("Sort by")
    try await screen.shows("─ total, reversed ─")
  }

  @Test("t shows the past of the selected order on the whole screen; t and Esc close it", arguments: ["t", "Escape"])
  func timeline(closing: String) async throws {
    let screen = try await board()
    try await screen.press("f")
    try await screen.type("1z47")
    try await screen.press("Enter", "t")
    try await screen.hides("Events & errors")
    try await screen.shows("order-047 ─ Timeline from 2024-07-15", "PROCESSING 10:0", "▇  SHIPPED", "shipped UPS 1Z47")
    try await screen.press(closing)
    try await screen.shows("Events & errors", "┬─ order-047 ─")
  }
}
