import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("View: mouse and copying")
struct PointingTests {
  /// Orders `o00`…, sorted by their ids, ten rows on the screen.
  private func board(_ count: Int = 30) -> DashboardState {
    var state = DashboardState(settings: Settings())
    for index in 0..<count {
      let data = #"{"orderId":"o\#(index < 10 ? "0" : "")\#(index)","customerId":"c1","total":\#(index)}"#
      _ = reduce(into: &state, action: received(("order-created", data)), at: at(0))
    }
    press(&state, .sort(by: .order))
    look(&state)
    return state
  }

  @discardableResult
  private func look(_ state: inout DashboardState) -> Snapshot {
    state.snapshot(
      at: at(1),
      viewport: Viewport(
        orderRows: 10, logRows: 3, showsDetail: true, detailRows: 4, lastDetailLine: 6, helpRows: 20,
        lastHelpLine: 40))
  }

  @discardableResult
  private func press(_ state: inout DashboardState, _ commands: Command...) -> [Effect] {
    commands.flatMap { reduce(into: &state, action: .command($0), at: at(1)) }
  }

  private func rows(_ state: inout DashboardState) -> (first: String?, selected: String?) {
    let list = look(&state).orders
    return (list.rows.first?.id.rawValue, list.selectedRow.map { list.rows[$0].id.rawValue })
  }

  @Test("a click selects an order, which stays in its row; another opens it")
  func pick() {
    var state = board()
    press(&state, .scroll(.orders, lines: 5))
    press(&state, .pick(OrderID("o08"), row: 3))
    #expect(rows(&state) == ("o05", "o08"))
    #expect(!state.view.showsDetailOnly)
    press(&state, .pick(OrderID("o08"), row: 3))
    #expect(state.view.showsDetailOnly)
  }

  @Test("a click on the selected order from another pane brings the focus back, and no more")
  func focus() {
    var state = board()
    press(&state, .focus(.log), .pick(OrderID("o00"), row: 0))
    #expect(state.view.focus == .orders)
    #expect(!state.view.showsDetailOnly)
    #expect(state.view.selection == nil)
    press(&state, .pick(OrderID("o00"), row: 0))
    #expect(state.view.showsDetailOnly)
  }

  @Test("a click on an order that has left the list meanwhile selects nothing")
  func gone() {
    var state = board()
    press(&state, .startFilter, .typeInFilter("o"), .typeInFilter("1"), .acceptFilter)
    press(&state, .pick(OrderID("o05"), row: 2), .pick(OrderID("nobody"), row: 3))
    #expect(rows(&state).selected == "o10")
  }

  @Test("the wheel moves the rows, and takes the selection along only when it would leave the screen")
  func wheel() {
    var state = board()
    press(&state, .pick(OrderID("o05"), row: 5), .scroll(.orders, lines: 3))
    #expect(rows(&state) == ("o03", "o05"))
    press(&state, .scroll(.orders, lines: 3))
    #expect(rows(&state) == ("o06", "o06"))
    press(&state, .scroll(.orders, lines: -3))
    #expect(rows(&state) == ("o03", "o06"))
    for _ in 0..<20 { press(&state, .scroll(.orders, lines: 3)) }
    #expect(rows(&state).first == "o20")
    for _ in 0..<20 { press(&state, .scroll(.orders, lines: -3)) }
    #expect(rows(&state) == ("o00", "o09"))
    press(&state, .scroll(.orders, lines: .min), .scroll(.orders, lines: .max), .scroll(.log, lines: .max))
    #expect(rows(&state).first == "o10")
  }

  @Test("the wheel scrolls a pane without giving it the focus")
  func otherPanes() {
    var state = board()
    for index in 0..<20 { _ = reduce(into: &state, action: .warned(title: "\(index)", text: ""), at: at(1)) }
    look(&state)
    press(&state, .scroll(.log, lines: -3), .scroll(.detail, lines: 2))
    #expect(look(&state).log.below == 3)
    #expect(state.view.detailFirstLine == 2)
    #expect(state.view.focus == .orders)
    press(&state, .toggleHelp, .scroll(.log, lines: 3), .scroll(nil, lines: 2))
    #expect(state.view.helpFirstLine == 5)
    #expect(state.view.logOffset == 3)
  }

  @Test("a click on a line of a list selects it, another one chooses it")
  func list() {
    var state = board()
    press(&state, .openSortList, .pickInList(4), .pickInList(99), .pickInList(-1))
    #expect(state.view.choice?.selected == 4)
    press(&state, .pickInList(4))
    #expect(state.view.choice == nil)
    #expect(state.view.sort == SortColumn.allCases[4])
  }

  @Test("y copies the id of the selected order, exactly, Y the order")
  func copy() {
    var state = board(3)
    _ = reduce(into: &state, action: received(("order-created", #"{"orderId":"\u001b]0;x","total":1.50}"#)), at: at(0))
    press(&state, .pick(OrderID("o01"), row: 1))
    #expect(press(&state, .copyID) == [.copy(.id(OrderID("o01")))])
    press(&state, .openDetail)
    guard case .copy(.order(let order))? = press(&state, .copyAll).first else { return #expect(Bool(false)) }
    #expect(order.id == OrderID("o01"))
    #expect(order.customerID == "c1")
    press(&state, .back, .sort(by: .total), .move(.first))
    press(&state, .startFilter, .typeInFilter("]"), .acceptFilter)
    #expect(press(&state, .copyID) == [.copy(.id(OrderID("\u{1B}]0;x")))])
  }

  @Test("in the log both copy the newest line on the screen")
  func copyLine() {
    var state = board(1)
    for index in 0..<9 { _ = reduce(into: &state, action: .warned(title: "\(index)", text: "t"), at: at(1)) }
    press(&state, .focus(.log), .scroll(.log, lines: -2))
    let expected = LogRow(at: at(1).wall, level: .warning, title: "6", text: "t")
    #expect(press(&state, .copyID) == [.copy(.logLine(expected))])
    #expect(press(&state, .copyAll) == [.copy(.logLine(expected))])
  }

  @Test("where there is nothing to copy, it says so")
  func nothing() {
    var state = board(0)
    #expect(press(&state, .copyID) == [])
    #expect(look(&state).notice == "nothing to copy")
    press(&state, .focus(.log))
    #expect(press(&state, .copyAll) == [])
  }

  @Test("a held board copies what it shows")
  func held() {
    var state = board(1)
    press(&state, .togglePause)
    _ = reduce(into: &state, action: received(("order-updated", #"{"orderId":"o00","total":99}"#)), at: at(1))
    guard case .copy(.order(let order))? = press(&state, .copyAll).first else { return #expect(Bool(false)) }
    #expect(order.total == DecimalNumber(0))
  }

  @Test("what the outside has done is told for a while")
  func told() {
    var state = board(1)
    _ = reduce(into: &state, action: .told("copied o00"), at: at(1))
    #expect(look(&state).notice == "copied o00")
    #expect(state.snapshot(at: at(60), viewport: Viewport()).notice == nil)
  }
}
