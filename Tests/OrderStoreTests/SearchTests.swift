import OrderProtocol
import Testing

@testable import OrderStore

@Suite("Search")
struct SearchTests {
  private let viewport = Viewport(orderRows: 5, logRows: 3, showsDetail: true, detailRows: 4)

  /// Orders `o00`…, by id; each seventh holds a `Lamp`.
  private func board(_ count: Int = 30) -> DashboardState {
    var state = DashboardState(settings: Settings())
    for index in 0..<count {
      let name = index % 7 == 3 ? "Lamp" : "Chair"
      let data = #"{"orderId":"o\#(index < 10 ? "0" : "")\#(index)","items":[{"itemId":"i","name":"\#(name)"}]}"#
      _ = reduce(into: &state, action: received(("order-created", data)), at: at(0))
    }
    state.view.sort = .order
    _ = state.snapshot(at: at(0), viewport: viewport)
    return state
  }

  private func press(_ state: inout DashboardState, _ commands: Command...) {
    for command in commands {
      _ = reduce(into: &state, action: .command(command), at: at(1))
      _ = state.snapshot(at: at(1), viewport: viewport)
    }
  }

  private func search(_ state: inout DashboardState, _ text: String) {
    press(&state, .startSearch)
    for character in text { press(&state, .typeInFilter(character)) }
  }

  private func notice(_ state: inout DashboardState) -> String? {
    state.snapshot(at: at(1), viewport: viewport).notice
  }

  @Test("the selection goes to the next match as one types, and back as one deletes")
  func typing() {
    var state = board()
    press(&state, .move(.down))
    search(&state, "lamp")
    #expect(state.view.selection == OrderID("o03"))
    press(&state, .clearFilterLine)
    #expect(state.view.selection == OrderID("o01"))
    for character in "o2" { press(&state, .typeInFilter(character)) }
    #expect(state.view.selection == OrderID("o20"))
    press(&state, .typeInFilter("x"))
    #expect(state.view.selection == OrderID("o01"))
    #expect(state.view.isSearchFailing)
    press(&state, .deleteInFilter)
    #expect(state.view.selection == OrderID("o20") && !state.view.isSearchFailing)
  }

  @Test("Enter stays there; Esc goes back to where it began, on the glass as well")
  func ends() {
    var state = board()
    press(&state, .move(.down), .move(.down))
    let before = state.view
    search(&state, "o17")
    press(&state, .cancelSearch)
    #expect(state.view == before)
    search(&state, "o17")
    press(&state, .back)
    #expect(state.view == before)
    search(&state, "o17")
    press(&state, .acceptSearch)
    #expect(state.view.selection == OrderID("o17"))
    #expect(state.view.search == "o17" && state.view.searchBeingEdited == nil)
  }

  @Test("n and N go from match to match, round at the ends, which is said")
  func nextAndPrevious() {
    var state = board()
    search(&state, "LAMP")
    press(&state, .acceptSearch)
    var seen: [String?] = []
    var notices: [String?] = []
    for command in [Command.findNext, .findNext, .findNext, .findNext, .findPrevious, .findPrevious] {
      press(&state, command)
      seen.append(state.view.selection?.rawValue)
      notices.append(notice(&state))
      state.notice = nil
    }
    #expect(seen == ["o10", "o17", "o24", "o03", "o24", "o17"])
    #expect(notices == [nil, nil, nil, "wrapped", "wrapped", nil])
  }

  @Test("a match on the screen is selected where it stands; one beyond it comes to the middle")
  func placing() {
    var state = board()
    search(&state, "o03")
    var list = state.snapshot(at: at(1), viewport: viewport).orders
    #expect((list.firstRow, list.selectedRow) == (0, 3))
    press(&state, .acceptSearch)
    search(&state, "o17")
    list = state.snapshot(at: at(1), viewport: viewport).orders
    #expect((list.firstRow, list.selectedRow) == (15, 2))
  }

  @Test("only what the filter lets through is found")
  func filtered() {
    var state = board()
    state.view.filter = "!o03 !o10"
    _ = state.snapshot(at: at(1), viewport: viewport)
    search(&state, "lamp")
    #expect(state.view.selection == OrderID("o17"))
    #expect(state.view.filter == "!o03 !o10")
  }

  @Test("what is nowhere is said")
  func nowhere() {
    var state = board()
    press(&state, .findNext)
    #expect(notice(&state) == "nothing was searched for yet")
    search(&state, "sofa")
    press(&state, .acceptSearch)
    #expect(notice(&state) == "not found: sofa")
    state.notice = nil
    press(&state, .findPrevious)
    #expect(notice(&state) == "not found: sofa")
    #expect(state.view.selection == nil)
    var empty = DashboardState(settings: Settings())
    search(&empty, "x")
    press(&empty, .acceptSearch, .findNext)
    #expect(empty.view.selection == nil)
  }

  @Test("Esc forgets the search before the filter")
  func forgetting() {
    var state = board()
    state.view.filter = "o"
    search(&state, "lamp")
    press(&state, .acceptSearch, .back)
    #expect(state.view.search == "" && state.view.filter == "o")
    press(&state, .back)
    #expect(state.view.filter == "")
  }

  @Test("in the log it leads to older entries, which come into sight")
  func log() {
    var state = board(1)
    for index in 0..<20 {
      _ = reduce(
        into: &state, action: .warned(title: index % 6 == 0 ? "Odd" : "even", text: "\(index)"), at: at(1))
    }
    press(&state, .focus(.log))
    func found() -> String? {
      state.snapshot(at: at(1), viewport: viewport).log.rows.first { $0.isFound }?.text
    }
    search(&state, "odd")
    #expect(found() == "18")
    press(&state, .acceptSearch, .findNext)
    #expect(found() == "12")
    #expect(state.view.logOffset > 0)
    press(&state, .findNext, .findNext)
    #expect(found() == "0")
    press(&state, .findNext)
    #expect(found() == "18" && notice(&state) == "wrapped")
    press(&state, .findPrevious)
    #expect(found() == "0")
    press(&state, .back)
    #expect(found() == nil)
    #expect(state.view.selection == nil)
  }

  @Test("a found entry that has left the log is searched for no more")
  func logEntryGone() {
    var state = board(1)
    func warn(_ text: String) { _ = reduce(into: &state, action: .warned(title: "w", text: text), at: at(1)) }
    warn("needle")
    press(&state, .focus(.log))
    search(&state, "needle")
    press(&state, .acceptSearch)
    #expect(state.view.foundLogEntry != nil)
    for index in 0..<(EventLog.limit + 10) { warn("\(index)") }
    press(&state, .findNext)
    #expect(notice(&state) == "not found: needle")
  }
}
