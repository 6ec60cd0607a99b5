import SavedState
import Testing

@testable import OrderStore

@Suite("View: choosing a theme")
struct ThemeChoiceTests {
  private static let entries = [
    Choice.Option("a", description: "A"), Choice.Option("b", description: "B"),
    Choice.Option("c", problem: "c.toml:1:1: oops"),
    Choice.Option("d", description: "D"),
  ]

  private func opened(theme: String = "b") -> DashboardState {
    var state = DashboardState(settings: Settings(), theme: theme)
    #expect(reduce(into: &state, action: .command(.nextTheme), at: at(0)) == [.listThemes])
    #expect(state.view.choice == nil)
    #expect(reduce(into: &state, action: .themesListed(Self.entries), at: at(0)) == [])
    return state
  }

  private func press(_ state: inout DashboardState, _ commands: Command...) {
    for command in commands { #expect(reduce(into: &state, action: .command(command), at: at(1)) == []) }
  }

  @Test("the list begins at the theme in use, and the screen shows the one that is chosen")
  func preview() {
    var state = opened()
    #expect(state.view.shownTheme == "b")
    press(&state, .move(.up))
    #expect(state.view.shownTheme == "a")
    press(&state, .move(.up))
    #expect(state.view.shownTheme == "a")
    press(&state, .move(.last))
    #expect(state.view.shownTheme == "d")
    press(&state, .jumpInList("b"))
    #expect(state.view.shownTheme == "b")
    #expect(state.view.choice?.options.map(\.note) == ["", "now", "broken", ""])
    #expect(state.view.theme == "b")
  }

  @Test("T goes round")
  func round() {
    var state = opened()
    var seen: [String] = []
    for _ in 0..<4 {
      press(&state, .nextTheme)
      seen.append(state.view.shownTheme)
    }
    #expect(seen == ["c", "d", "a", "b"])
  }

  @Test("Enter keeps the theme, and it is saved")
  func keep() {
    var state = opened()
    press(&state, .move(.first), .choose)
    #expect(state.view.choice == nil)
    #expect(state.view.theme == "a" && state.view.shownTheme == "a")
    #expect(state.notice?.text == "theme a")
    #expect(state.takeCheckpoint(isComplete: true, at: at(2)).board.view.theme == "a")
  }

  @Test("a look at a theme is not saved")
  func previewIsNotSaved() {
    var state = opened()
    press(&state, .move(.first))
    #expect(state.takeCheckpoint(isComplete: true, at: at(2)).board.view.theme == "b")
  }

  @Test("Esc and q bring the theme before back", arguments: [Command.back, .backOrQuit])
  func drop(command: Command) {
    var state = opened()
    press(&state, .move(.first), command)
    #expect(state.view.choice == nil)
    #expect(state.view.shownTheme == "b")
    #expect(reduce(into: &state, action: .command(.backOrQuit), at: at(1)) == [.quit])
  }

  @Test("a theme that cannot be used is not kept")
  func broken() {
    var state = opened()
    press(&state, .nextTheme, .choose)
    #expect(state.view.choice?.selectedOption?.name == "c")
    #expect(state.view.theme == "b")
    #expect(state.notice?.text == "theme c cannot be used")
  }

  @Test("the selection of orders stays where it is while the list is gone through")
  func selection() {
    var state = opened()
    let before = state.view
    press(&state, .move(.down), .move(.pageDown), .move(.last), .back)
    var after = state.view
    after.theme = before.theme
    #expect(after.selection == before.selection && after.selectionRow == before.selectionRow)
    #expect(after.detailFirstLine == before.detailFirstLine && after.logOffset == before.logOffset)
  }

  @Test("the help lies over the list and closes first; T closes it and begins anew")
  func help() {
    var state = opened()
    press(&state, .move(.first), .toggleHelp, .move(.down))
    #expect(state.view.shownTheme == "a")
    #expect(reduce(into: &state, action: .command(.nextTheme), at: at(1)) == [.listThemes])
    _ = reduce(into: &state, action: .themesListed(Self.entries), at: at(1))
    #expect(!state.view.showsHelp && state.view.shownTheme == "b")
    press(&state, .toggleHelp, .back)
    #expect(state.view.choice != nil)
    press(&state, .back)
    #expect(state.view.choice == nil)
  }

  @Test("from another list, T leads to that of the themes")
  func otherList() {
    var state = DashboardState(settings: Settings(), theme: "b")
    press(&state, .openSortList)
    #expect(state.view.shownTheme == "b")
    #expect(reduce(into: &state, action: .command(.nextTheme), at: at(0)) == [.listThemes])
    _ = reduce(into: &state, action: .themesListed(Self.entries), at: at(0))
    #expect(state.view.choice?.subject == .theme)
  }

  @Test("without any theme, or without the one in use among them, nothing breaks")
  func odd() {
    var state = opened(theme: "gone")
    #expect(state.view.shownTheme == "a")
    press(&state, .back)
    #expect(state.view.shownTheme == "gone")
    _ = reduce(into: &state, action: .themesListed([]), at: at(1))
    #expect(state.view.choice == nil)
    press(&state, .choose)
    #expect(state.view.theme == "gone")
    var none = Choice(.theme, title: "", options: [])
    none.next()
    #expect(none.selectedOption == nil)
  }
}
