import Testing

@testable import OrderStore

@Suite("A list to choose from")
struct ChoiceTests {
  private func choice(_ names: String..., selected: Int = 0) -> Choice {
    Choice(.sort, title: "t", options: names.map { Choice.Option($0) }, selected: selected)
  }

  private func press(_ state: inout DashboardState, _ commands: Command...) {
    for command in commands { _ = reduce(into: &state, action: .command(command), at: at(1)) }
  }

  @Test("a letter goes to the next line that begins with it, and round")
  func jump() {
    var list = choice("where", "total", "worst", "Zwei", "über")
    var seen: [Int] = []
    for letter in "wwwtzÜx" as String {
      list.jump(to: letter)
      seen.append(list.selected)
    }
    #expect(seen == [2, 0, 2, 1, 3, 4, 4])
  }

  @Test("movement stays on the list, also on an empty one")
  func movement() {
    var list = choice("a", "b", "c", selected: 7)
    #expect(list.selected == 0)
    for (movement, line) in [
      (Command.Movement.up, 0), (.down, 1), (.pageDown, 2), (.down, 2), (.first, 0), (.last, 2), (.halfPageUp, 0),
    ] {
      list.move(movement)
      #expect(list.selected == line, "\(movement)")
    }
    var empty = choice()
    empty.move(.last)
    empty.jump(to: "a")
    #expect(empty.selected == 0)
  }

  @Test("the columns to sort by: the one in force is selected, Enter chooses, and turns it round if it is the same")
  func sort() {
    var state = DashboardState(settings: Settings())
    press(&state, .openSortList)
    #expect(state.view.choice?.options.map(\.name) == SortColumn.allCases.map(\.rawValue))
    #expect(state.view.choice?.selected == 0)
    press(&state, .jumpInList("t"), .choose)
    #expect(state.view.choice == nil)
    #expect(state.view.sort == .total && !state.view.isReversed)
    press(&state, .openSortList)
    #expect(state.view.choice?.options[6] == Choice.Option("total", note: "now"))
    press(&state, .choose)
    #expect(state.view.sort == .total && state.view.isReversed)
    press(&state, .openSortList)
    #expect(state.view.choice?.options[6].note == "now, reversed")
  }

  @Test("the list takes the movements, and closes without a choice")
  func closing() {
    var state = DashboardState(settings: Settings())
    press(&state, .openSortList, .move(.down), .back)
    #expect(state.view.choice == nil && state.view.sort == .worstFirst && state.view.selection == nil)
    press(&state, .openSortList, .toggleHelp, .backOrQuit)
    #expect(state.view.choice != nil && !state.view.showsHelp)
    #expect(reduce(into: &state, action: .command(.backOrQuit), at: at(1)) == [])
    #expect(state.view.choice == nil)
    press(&state, .choose, .jumpInList("t"))
    #expect(state.view == ViewState())
  }
}
