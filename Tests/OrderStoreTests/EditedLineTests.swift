import Testing

@testable import OrderStore

@Suite("A line being typed")
struct EditedLineTests {
  private func press(_ state: inout DashboardState, _ commands: Command...) {
    for command in commands { _ = reduce(into: &state, action: .command(command), at: at(1)) }
  }

  private func type(_ state: inout DashboardState, _ text: String) {
    for character in text { press(&state, .typeInFilter(character)) }
  }

  @Test("changes happen at the cursor")
  func cursor() {
    var state = DashboardState(settings: Settings())
    press(&state, .startFilter)
    type(&state, "age>1m")
    press(&state, .editLine(.left))
    type(&state, "0é")
    #expect(state.view.filterBeingEdited == "age>10ém")
    press(&state, .deleteInFilter, .editLine(.start), .editLine(.left), .editLine(.deleteAfter))
    #expect(state.view.filterBeingEdited == "ge>10m")
    type(&state, "a")
    press(&state, .editLine(.end), .editLine(.right), .editLine(.deleteAfter))
    type(&state, "!")
    #expect(state.view.filterBeingEdited == "age>10m!")
    #expect(state.view.behindCursor == 0)
  }

  @Test("a word goes with the blanks behind it; all before the cursor goes, and nothing behind it")
  func deletion() {
    var state = DashboardState(settings: Settings())
    press(&state, .startFilter)
    type(&state, "status:pend  age>10m  ")
    press(&state, .editLine(.deleteWord))
    #expect(state.view.filterBeingEdited == "status:pend  ")
    press(&state, .editLine(.deleteWord), .editLine(.deleteWord))
    #expect(state.view.filterBeingEdited == "")
    type(&state, "one two")
    press(&state, .editLine(.left), .editLine(.left), .editLine(.left), .clearFilterLine)
    #expect(state.view.filterBeingEdited == "two")
    press(&state, .deleteInFilter, .editLine(.deleteWord))
    #expect(state.view.filterBeingEdited == "two")
    press(&state, .editLine(.end), .clearFilterLine)
    #expect(state.view.filterBeingEdited == "")
  }

  @Test("a line takes so many characters and no more")
  func limit() {
    var state = DashboardState(settings: Settings())
    press(&state, .startFilter)
    type(&state, String(repeating: "x", count: ViewState.filterLimit + 5))
    #expect(state.view.filterBeingEdited?.count == ViewState.filterLimit)
  }

  @Test("without a line nothing changes")
  func noLine() {
    var state = DashboardState(settings: Settings())
    press(
      &state, .typeInFilter("x"), .deleteInFilter, .editLine(.deleteWord), .olderFilter, .newerFilter, .acceptSearch)
    #expect(state.view == ViewState())
  }

  @Test("a filter that is edited again begins with its cursor at the end")
  func again() {
    var state = DashboardState(settings: Settings())
    press(&state, .startFilter)
    type(&state, "ab")
    press(&state, .editLine(.start), .acceptFilter, .startFilter)
    type(&state, "c")
    #expect(state.view.filterBeingEdited == "abc")
  }
}

@Suite("Filters of before")
struct FilterHistoryTests {
  private func state(_ filters: String...) -> DashboardState {
    var state = DashboardState(settings: Settings())
    for filter in filters {
      press(&state, .cancelFilter, .startFilter)
      for character in filter { press(&state, .typeInFilter(character)) }
      press(&state, .acceptFilter)
    }
    return state
  }

  private func press(_ state: inout DashboardState, _ commands: Command...) {
    for command in commands { _ = reduce(into: &state, action: .command(command), at: at(1)) }
  }

  @Test("Up goes back through them, Down forth again and to what was typed")
  func upAndDown() {
    var state = state("one", "two", "", "three")
    var seen: [String?] = []
    press(&state, .cancelFilter, .startFilter, .typeInFilter("x"))
    for command in [
      Command.olderFilter, .olderFilter, .olderFilter, .olderFilter, .newerFilter, .newerFilter, .newerFilter,
      .newerFilter,
    ] {
      press(&state, command)
      seen.append(state.view.filterBeingEdited)
    }
    #expect(seen == ["three", "two", "one", "one", "two", "three", "x", "x"])
  }

  @Test("the filter in force is not met again first")
  func current() {
    var state = state("one", "two")
    press(&state, .startFilter, .olderFilter)
    #expect(state.view.filterBeingEdited == "one")
    press(&state, .newerFilter, .newerFilter)
    #expect(state.view.filterBeingEdited == "two")
  }

  @Test("each is remembered once, and only so many")
  func bounded() {
    var state = state("one", "two", "one")
    press(&state, .cancelFilter, .startFilter, .olderFilter, .olderFilter, .olderFilter)
    #expect(state.view.filterBeingEdited == "two")
    var history = FilterHistory()
    for number in 0..<200 { history.add("\(number)") }
    #expect(history.filters.count == FilterHistory.limit && history.filters.last == "199")
  }

  @Test("without any, Up and Down change nothing")
  func none() {
    var history = FilterHistory()
    #expect(history.older("x") == "x")
    #expect(history.newer("y") == "y")
  }
}
