import TestSupport
import Testing

/// The list of themes: what is looked at is what the screen looks like.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct DemoThemeTests {
  private let files: TemporaryFolder

  init() throws {
    files = try TemporaryFolder()
    try files.write(SampleRecording.board, to: "board.sse")
  }

  private func board(columns: Int = 120, rows: Int = 40, _ arguments: String...) async throws -> TmuxScreen {
    let screen = try await TmuxScreen.ordertop(
      ["demo", "--recording", files.path("board.sse")] + arguments, columns: columns, rows: rows,
      environment: ["XDG_CONFIG_HOME": files.path("config")])
    try await screen.wait(for: "a board") { $0.contains("LATE") }
    return screen
  }

  /// Waits until a colour of the 256 is on the screen, or is not.
  private func expect(_ screen: TmuxScreen, background: Int, isThere: Bool) async throws {
    let sequence = "48;5;\(background)"
    let deadline = ContinuousClock.now + .seconds(30)
    while try await screen.styledText().contains(sequence) != isThere {
      try #require(ContinuousClock.now < deadline, "background \(background) is \(isThere ? "not " : "")there")
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  @Test("moving in the list changes the screen, Enter keeps the theme")
  func keep() async throws {
    let screen = try await board()
    try await screen.press("T")
    try await screen.shows("Themes 1 of ", "midnight", "Enter choose", "Orders 50")
    try await screen.press("Down")
    try await screen.shows("Themes 2 of ", "Ink on light paper", "now")
    try await expect(screen, background: 230, isThere: true)
    try await screen.press("Enter")
    try await screen.shows("theme paper", "┬─ order-001 ─")
    try await screen.hides("Themes 2 of ")
    try await expect(screen, background: 230, isThere: true)
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  @Test("what closes the list brings the theme before back", arguments: ["Escape", "q", "BSpace", "Left", "h"])
  func drop(key: String) async throws {
    let screen = try await board()
    try await screen.press("T")
    try await screen.press("T")
    try await expect(screen, background: 230, isThere: true)
    try await screen.press(key)
    try await screen.hides("Themes")
    try await expect(screen, background: 230, isThere: false)
    try await screen.shows("Orders 50")
  }

  @Test("T goes on to the next one, and after the last to the first")
  func round() async throws {
    let screen = try await board()
    try await screen.press("T")
    try await screen.press("End")
    try await screen.press("T")
    try await screen.shows("Themes 1 of ")
    try await screen.press("T")
    try await screen.shows("Themes 2 of ")
  }

  @Test("on one row the name is shown and the theme is seen", arguments: [(20, 1), (20, 2), (40, 3), (40, 6)])
  func small(columns: Int, rows: Int) async throws {
    let screen = try await board(columns: columns, rows: rows)
    try await screen.press("T")
    try await screen.press("T")
    try await screen.shows("paper")
    try await expect(screen, background: 230, isThere: true)
    try await screen.press("Escape")
    try await screen.hides("paper")
    try await expect(screen, background: 230, isThere: false)
  }
}
