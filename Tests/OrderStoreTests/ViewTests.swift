import OrderProtocol
import Testing

@testable import OrderStore

@Suite("View: finding, selecting, freezing")
struct ViewTests {
  /// Orders `o0`…, pending since ever shorter times.
  private func board(_ count: Int, rows: Int = 5) -> DashboardState {
    var state = DashboardState(settings: Settings())
    for index in 0..<count {
      let time = Timestamp(milliseconds: at(0).wall.milliseconds - Int64(count - index) * 60_000)
      let data = #"{"orderId":"o\#(index)","submittedAt":"\#(time.iso8601)","total":\#(index)}"#
      _ = reduce(into: &state, action: received(("order-submitted", data)), at: at(0))
    }
    _ = state.snapshot(at: at(0), viewport: Viewport(orderRows: rows, logRows: 2, showsDetail: true, detailRows: 4))
    return state
  }

  private func shown(_ state: inout DashboardState, at moment: Moment = at(1)) -> [String] {
    list(&state, at: moment).rows.map(\.id.rawValue)
  }

  private func list(_ state: inout DashboardState, at moment: Moment = at(1)) -> OrderList {
    state.snapshot(at: moment, viewport: state.viewport).orders
  }

  private func press(_ state: inout DashboardState, _ commands: Command..., at moment: Moment = at(1)) {
    for command in commands { _ = reduce(into: &state, action: .command(command), at: moment) }
  }

  @Test("worst first: the order closest to or furthest over its limit, then closed ones, newest first")
  func worstFirst() {
    var state = state(
      received(("order-shipped", #"{"orderId":"shipped"}"#), ("order-created", #"{"orderId":"created"}"#)),
      received(
        ("order-updated", #"{"orderId":"hold","status":"ON_HOLD"}"#),
        ("order-submitted", #"{"orderId":"late","submittedAt":"2024-07-15T13:00:00Z"}"#)),
      received(
        ("order-updated", #"{"orderId":"work","status":"PROCESSING"}"#), ("order-cancelled", #"{"orderId":"gone"}"#)))
    let rows = state.snapshot(at: at(5), viewport: Viewport(orderRows: 9)).orders.rows
    #expect(rows.map(\.id.rawValue) == ["late", "created", "work", "hold", "gone", "shipped"])
    #expect(rows.first?.severity == .late)
    #expect(rows.first?.overdue == .seconds(50 * 60 + 5))
  }

  @Test("an order that comes to warn or to be late moves up by itself, also among those with less time left")
  func movesUpWithAge() {
    var state = state(
      received(
        ("order-created", #"{"orderId":"short"}"#),
        ("order-updated", #"{"orderId":"long","status":"PROCESSING","timestamp":"2024-07-15T13:25:00Z"}"#)))
    // `long` may take 45 minutes and has had 35 of them; from 36 on it warns. `short` has 5 minutes left.
    func order(_ seconds: Double) -> [String] {
      state.snapshot(at: at(seconds), viewport: Viewport(orderRows: 5)).orders.rows.map(\.id.rawValue)
    }
    #expect(order(1) == ["short", "long"])
    #expect(order(59) == ["short", "long"])
    #expect(order(60) == ["long", "short"])
    #expect(order(239) == ["long", "short"])
    #expect(order(240) == ["short", "long"])
    #expect(order(2) == ["short", "long"], "the clock was set back")
  }

  @Test("late and warning counts need no event to happen")
  func ageing() {
    var state = state(received(("order-created", #"{"orderId":"o"}"#)))
    func counts(_ seconds: Double) -> [Int] {
      let counts = state.snapshot(at: at(seconds), viewport: Viewport()).counts
      return [counts.warning, counts.late, counts.lateCreated]
    }
    #expect(counts(239) == [0, 0, 0])
    #expect(counts(240) == [1, 0, 0])
    #expect(counts(299) == [1, 0, 0])
    #expect(counts(300) == [0, 1, 1])
  }

  @Test("the selection follows its order, and stays on its place on the glass")
  func followsOrder() {
    var state = board(20)
    press(&state, .move(.down), .move(.down))
    #expect(shown(&state) == ["o0", "o1", "o2", "o3", "o4"])
    #expect(list(&state).selectedRow == 2)
    let older = received(("order-submitted", #"{"orderId":"first","submittedAt":"2020-01-01T00:00:00Z"}"#))
    _ = reduce(into: &state, action: older, at: at(1))
    #expect(list(&state).selectedRow == 2)
    #expect(shown(&state) == ["o0", "o1", "o2", "o3", "o4"])
    #expect(list(&state).firstRow == 1)
    #expect(state.view.selection == OrderID("o2"))
  }

  @Test("with nothing selected the first row is, whichever order it shows")
  func firstRow() {
    var state = board(3)
    #expect(list(&state).selectedRow == 0)
    let older = received(("order-submitted", #"{"orderId":"first","submittedAt":"2020-01-01T00:00:00Z"}"#))
    _ = reduce(into: &state, action: older, at: at(1))
    #expect(shown(&state).first == "first")
    #expect(list(&state).selectedRow == 0)
    #expect(state.snapshot(at: at(1), viewport: state.viewport).detail?.row.id == OrderID("first"))
  }

  @Test("movement by line, page, half page and to both ends stays on the list")
  func movement() {
    var state = board(20)
    func after(_ movement: Command.Movement) -> String? {
      press(&state, .move(movement))
      _ = list(&state)
      return state.view.selection?.rawValue
    }
    #expect(after(.up) == "o0")
    #expect(after(.pageDown) == "o5")
    #expect(after(.halfPageDown) == "o7")
    #expect(after(.last) == "o19")
    #expect(shown(&state) == ["o15", "o16", "o17", "o18", "o19"])
    #expect(after(.down) == "o19")
    #expect(after(.pageUp) == "o14")
    #expect(after(.halfPageUp) == "o12")
    #expect(after(.first) == nil)
    #expect(shown(&state).first == "o0")
    var empty = DashboardState(settings: Settings())
    press(&empty, .move(.down), .move(.last), .openDetail)
    #expect(empty.view.selection == nil)
    #expect(!empty.view.showsDetailOnly)
  }

  @Test("detail and help scroll no further than to their last page, and come back from it at once")
  func scrolling() {
    var state = board(3)
    let viewport = Viewport(
      orderRows: 5, showsDetail: true, detailRows: 4, lastDetailLine: 7, helpRows: 6, lastHelpLine: 20)
    _ = state.snapshot(at: at(1), viewport: viewport)
    press(&state, .openDetail, .move(.pageDown))
    #expect(state.view.detailFirstLine == 4)
    press(&state, .move(.last), .move(.down))
    #expect(state.view.detailFirstLine == 7)
    press(&state, .move(.up))
    #expect(state.view.detailFirstLine == 6)
    press(&state, .move(.first), .move(.up))
    #expect(state.view.detailFirstLine == 0)
    press(&state, .toggleHelp, .move(.pageDown), .move(.halfPageDown))
    #expect(state.view.helpFirstLine == 9)
    press(&state, .move(.last), .move(.pageDown), .move(.up))
    #expect(state.view.helpFirstLine == 19)
  }

  @Test("scrolling beyond an end that is not known yet goes on from there")
  func unknownEnd() {
    var state = board(3)
    press(&state, .openDetail, .move(.last), .move(.down), .move(.pageDown), .move(.up), .move(.first))
    #expect(state.view.detailFirstLine == 0)
  }

  @Test("a selected order that leaves the list hands the selection to its place")
  func selectionLeaves() {
    var state = board(10)
    press(&state, .move(.down), .move(.down))
    _ = list(&state)
    press(&state, .startFilter)
    for character in "!id:o2" { press(&state, .typeInFilter(character)) }
    #expect(list(&state).selectedRow == 2)
    #expect(state.view.selection == OrderID("o3"))
  }

  @Test("sorting goes through the columns, both ways, ties by order id")
  func sorting() {
    var state = board(3)
    for (column, expected) in [
      (SortColumn.age, ["o0", "o1", "o2"]), (.order, ["o0", "o1", "o2"]), (.status, ["o0", "o1", "o2"]),
      (.customer, ["o0", "o1", "o2"]), (.items, ["o0", "o1", "o2"]), (.total, ["o2", "o1", "o0"]),
      (.place, ["o0", "o1", "o2"]), (.changed, ["o0", "o1", "o2"]), (.worstFirst, ["o0", "o1", "o2"]),
    ] {
      press(&state, .nextSort)
      #expect(state.view.sort == column)
      #expect(shown(&state) == expected, "\(column)")
    }
    press(&state, .reverseSort)
    #expect(shown(&state) == ["o2", "o1", "o0"])
  }

  @Test("exceptions only shows late orders and nearly late ones, as time goes by")
  func exceptions() {
    var state = board(12)
    press(&state, .toggleExceptions)
    #expect(shown(&state) == ["o0", "o1", "o2", "o3", "o4"])
    #expect(list(&state, at: at(1)).matching == 5)
    #expect(list(&state, at: at(61)).matching == 6)
  }

  @Test("a frozen view keeps rows, values and ages, and counts what it does not show")
  func pause() {
    var state = board(3)
    press(&state, .togglePause, at: at(1))
    let before = list(&state, at: at(1))
    let news = received(
      ("order-shipped", #"{"orderId":"o0"}"#), ("order-submitted", #"{"orderId":"new"}"#),
      ("order-updated", #"{"orderId":"o1","total":99}"#))
    _ = reduce(into: &state, action: news, at: at(2))
    // Not a change of the board.
    _ = reduce(into: &state, action: received(("heartbeat", "{}")), at: at(2))
    let during = list(&state, at: at(30))
    #expect(during.rows == before.rows)
    #expect(during.behind == 3)
    press(&state, .nextSort, .reverseSort, at: at(31))
    #expect(shown(&state, at: at(31)) == ["o2", "o1", "o0"])
    press(&state, .nextSort, at: at(31))
    while state.view.sort != .worstFirst { press(&state, .nextSort, at: at(31)) }
    press(&state, .togglePause, at: at(32))
    let after = list(&state, at: at(32))
    #expect(after.rows.map(\.id.rawValue) == ["o1", "o2", "new", "o0"])
    #expect(after.rows.first?.total == Stated(DecimalNumber(99)))
    #expect(after.behind == 0)
  }

  @Test("an order that takes the place of one that has left under a frozen view is found once the view goes on")
  func pauseAndLeave() {
    let day = 24.0 * 3600
    var state = state(received(("order-shipped", #"{"orderId":"gone"}"#), ("order-created", #"{"orderId":"open"}"#)))
    state.viewport.orderRows = 5
    #expect(shown(&state) == ["open", "gone"])
    press(&state, .togglePause, at: at(1))
    _ = reduce(into: &state, action: received(), at: at(day + 60))
    #expect(shown(&state, at: at(day + 60)) == ["open", "gone"])
    _ = reduce(into: &state, action: received(("order-shipped", #"{"orderId":"after"}"#)), at: at(day + 61))
    #expect(shown(&state, at: at(day + 61)) == ["open", "gone"])
    press(&state, .togglePause, at: at(day + 62))
    #expect(shown(&state, at: at(day + 62)) == ["open", "after"])
  }

  @Test("back closes what was opened last; q quits only when nothing is open")
  func back() {
    var state = board(3)
    press(&state, .openDetail, .toggleHelp, .startFilter)
    #expect(reduce(into: &state, action: .command(.backOrQuit), at: at(1)) == [])
    #expect(state.view.filterBeingEdited == nil)
    #expect(reduce(into: &state, action: .command(.backOrQuit), at: at(1)) == [])
    #expect(!state.view.showsHelp)
    #expect(reduce(into: &state, action: .command(.back), at: at(1)) == [])
    #expect(!state.view.showsDetailOnly)
    state.view.filter = "x"
    #expect(reduce(into: &state, action: .command(.back), at: at(1)) == [])
    #expect(state.view.filter == "")
    #expect(reduce(into: &state, action: .command(.backOrQuit), at: at(1)) == [.quit])
  }

  @Test("beside a list in which nothing was found no order is shown, and the selected one again when it is found again")
  func nothingFound() {
    var state = board(3)
    press(&state, .move(.down))
    let viewport = Viewport(orderRows: 5, showsDetail: true, detailRows: 4)
    #expect(state.snapshot(at: at(1), viewport: viewport).detail?.row.id == OrderID("o1"))
    state.view.filter = "nobody"
    #expect(state.snapshot(at: at(1), viewport: viewport).detail == nil)
    state.view.filter = ""
    #expect(state.snapshot(at: at(1), viewport: viewport).detail?.row.id == OrderID("o1"))
  }

  @Test("the timeline follows its end, scrolls back from there, and is closed before the detail under it")
  func timeline() {
    var state = board(3)
    var viewport = Viewport(orderRows: 5, showsDetail: true, detailRows: 4)
    press(&state, .openDetail, .toggleTimeline)
    #expect(state.view.showsTimeline && state.view.selection == OrderID("o0"))
    press(&state, .move(.up), .move(.up))
    #expect(state.view.timelineOffset == 2, "how far it goes is not known yet")
    (viewport.timelineRows, viewport.lastTimelineLine) = (4, 7)
    _ = state.snapshot(at: at(1), viewport: viewport)
    press(&state, .move(.pageUp))
    #expect(state.view.timelineOffset == 6)
    press(&state, .move(.pageUp))
    #expect(state.view.timelineOffset == 7)
    press(&state, .move(.down), .move(.halfPageDown))
    #expect(state.view.timelineOffset == 4)
    press(&state, .move(.last), .move(.down))
    #expect(state.view.timelineOffset == 0)
    press(&state, .move(.first), .backOrQuit)
    #expect(!state.view.showsTimeline && state.view.showsDetailOnly)
    press(&state, .toggleTimeline)
    #expect(state.view.timelineOffset == 0)
    press(&state, .toggleTimeline)
    #expect(!state.view.showsTimeline && state.view.showsDetailOnly)
    var empty = DashboardState(settings: Settings())
    press(&empty, .toggleTimeline)
    #expect(!empty.view.showsTimeline)
  }

  @Test("commands for the outside become effects")
  func effects() {
    var state = board(1)
    for (command, effect) in [
      (Command.quit, Effect.quit), (.reconnect, .reconnect), (.nextTheme, .listThemes), (.redraw, .redraw),
      (.suspend, .suspend),
    ] {
      #expect(reduce(into: &state, action: .command(command), at: at(1)) == [effect])
    }
  }

  @Test("the focus goes round the panes that are on the screen")
  func focus() {
    var state = board(1)
    var seen: [Pane] = []
    for _ in 0..<4 {
      seen.append(state.view.focus)
      press(&state, .focusNext)
    }
    #expect(seen == [.orders, .detail, .log, .orders])
    _ = state.snapshot(at: at(1), viewport: Viewport(orderRows: 3))
    press(&state, .focus(.orders), .focusPrevious)
    #expect(state.view.focus == .orders)
  }

  @Test("a log that was scrolled back stands still while entries come, and never shows fewer than a page of them")
  func scrolledLog() {
    var state = board(0)
    func warn(_ text: String) { _ = reduce(into: &state, action: .warned(title: "w", text: text), at: at(1)) }
    func rows(_ count: Int = 3) -> [String] {
      state.snapshot(at: at(1), viewport: Viewport(logRows: count)).log.rows.map(\.text)
    }
    for index in 0..<9 { warn("\(index)") }
    #expect(rows() == ["6", "7", "8"])
    press(&state, .focus(.log), .move(.up), .move(.up))
    #expect(rows() == ["4", "5", "6"])
    warn("9")
    warn("9")
    #expect(rows() == ["4", "5", "6"])
    press(&state, .move(.first))
    for index in 10..<2000 { warn("\(index)") }
    #expect(rows() == ["1000", "1001", "1002"])
    #expect(rows(5) == ["1000", "1001", "1002", "1003", "1004"])
  }

  @Test("a clock that is set back puts orders back where they were, from a minute on")
  func clockSetBack() {
    var state = state(
      received(
        ("order-created", #"{"orderId":"short"}"#),
        ("order-updated", #"{"orderId":"long","status":"PROCESSING","timestamp":"2024-07-15T13:25:00Z"}"#)))
    func order(_ wall: Double) -> [String] {
      let moment = Moment(monotonic: .seconds(200), wall: at(wall).wall)
      return state.snapshot(at: moment, viewport: Viewport(orderRows: 5)).orders.rows.map(\.id.rawValue)
    }
    // `long` warns from 60 s on.
    #expect(order(70) == ["long", "short"])
    #expect(order(40) == ["long", "short"])
    #expect(order(5) == ["short", "long"])
  }

  @Test("an order that leaves the board is no longer unverified")
  func unverifiedAgeOut() {
    var state = state(received(("order-shipped", #"{"orderId":"a"}"#)), received(("replay-failed", "{}")))
    #expect(state.tallies.unverified == 1)
    _ = reduce(into: &state, action: received(), at: at(24.0 * 3600 + 60))
    #expect(state.book.count == 0)
    #expect(state.tallies.unverified == 0)
  }

  @Test("closed orders leave the board a day after we last heard of them, and are counted")
  func ageOut() {
    var state = state(
      received(("order-shipped", #"{"orderId":"a"}"#), ("order-cancelled", #"{"orderId":"b"}"#)),
      received(("order-created", #"{"orderId":"open"}"#)))
    let day = 24.0 * 3600
    _ = reduce(into: &state, action: received(), at: at(day - 1))
    #expect(state.book.count == 3)
    _ = reduce(into: &state, action: received(), at: at(day + 60))
    #expect(state.book.count == 1)
    #expect(state.tallies.agedOut == 2)
    #expect(state.tallies[.shipped] == 0)
    #expect(shown(&state) == [])
    state.viewport.orderRows = 5
    #expect(shown(&state, at: at(day + 61)) == ["open"])
    _ = reduce(into: &state, action: received(("order-created", #"{"orderId":"next"}"#)), at: at(day + 62))
    #expect(shown(&state, at: at(day + 63)).sorted() == ["next", "open"])
  }
}

@Suite("Sorted slots")
struct SortedSlotsTests {
  @Test("many orders with equal keys, and others between them, are sorted by what breaks their ties")
  func ties() {
    var sorted = SortedSlots()
    let rank = { (slot: OrderBook.Slot) in (slot &* 7919) % 1009 }
    for slot in OrderBook.Slot(0)..<1000 { sorted.file(slot, under: slot % 10 == 0 ? Double(slot) : Double(slot % 3)) }
    var asked = 0
    sorted.settle {
      rank($0) < rank($1)
    } knownBy: { slot in
      asked += 1
      return TieKey(text: nil, isTextReversed: false, id: OrderID(String(1_000_000 + rank(slot))), isIDReversed: false)
    }
    let key = { (slot: OrderBook.Slot) in slot % 10 == 0 ? Double(slot) : Double(slot % 3) }
    #expect(sorted.slots == (0..<1000).sorted { (key($0), rank($0)) < (key($1), rank($1)) })
    #expect((900...910).contains(asked), "only those with equal keys are looked at: \(asked)")
  }

  @Test("after any changes the list is what sorting from scratch gives")
  func property() {
    var random = SystemRandomNumberGenerator()
    var keys: [Int32: Double] = [:]
    var ranks: [Int32: Int] = [:]
    var sorted = SortedSlots()
    func breaksTie(_ one: Int32, _ other: Int32) -> Bool {
      let mine = ranks[one] ?? 0
      let theirs = ranks[other] ?? 0
      return mine == theirs ? one < other : mine < theirs
    }
    func precedes(_ one: Int32, _ other: Int32) -> Bool {
      let mine = keys[one] ?? -1
      let theirs = keys[other] ?? -1
      return mine == theirs ? breaksTie(one, other) : mine < theirs
    }
    for _ in 0..<300 {
      for _ in 0..<Int.random(in: 0..<20, using: &random) {
        let slot = Int32.random(in: 0..<60, using: &random)
        let isMoved = Bool.random(using: &random)
        if isMoved { ranks[slot] = Int.random(in: 0..<3, using: &random) }
        if Bool.random(using: &random) {
          keys[slot] = Bool.random(using: &random) ? Double(Int.random(in: 0..<30, using: &random)) : nil
        }
        sorted.file(slot, under: keys[slot], isMoved: isMoved)
      }
      sorted.settle(breakingTies: breaksTie)
      #expect(sorted.slots == keys.keys.sorted(by: precedes))
      for (index, slot) in sorted.slots.enumerated() {
        #expect(sorted.position(of: slot, breakingTies: breaksTie) == index)
      }
      #expect(sorted.position(of: 61, breakingTies: breaksTie) == nil)
      let middle = sorted.slots.count / 2
      if let pivot = sorted.slots.dropFirst(middle).first, let key = keys[pivot] {
        #expect(sorted.leadingCount { $0 < key } == sorted.slots.prefix { (keys[$0] ?? 0) < key }.count)
      }
    }
  }
}
