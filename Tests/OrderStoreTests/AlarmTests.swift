import EventStream
import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("Alarms: of orders, by time and by events")
struct AlarmTests {
  private func send(_ state: inout DashboardState, _ actions: Action..., at seconds: Double) {
    for action in actions { _ = reduce(into: &state, action: action, at: at(seconds)) }
  }

  /// One order, created at the beginning: late from 300 s on.
  private func one(settings: Settings = Settings()) -> DashboardState {
    var state = DashboardState(settings: settings)
    send(&state, .stream(.opened(streamID: nil)), received(("order-created", #"{"orderId":"o"}"#)), at: 0)
    return state
  }

  private func updated(_ id: String, _ status: String) -> Action {
    received(("order-updated", #"{"orderId":"\#(id)","status":"\#(status)"}"#), firstID: .random(in: 100...1_000_000))
  }

  private func alarm(_ state: DashboardState, _ id: String = "o") -> AlarmState? { state.order(id)?.alarm?.state }

  /// Unacknowledged late, acknowledged, cleared, shelved; rings.
  private func counts(_ state: DashboardState) -> [Int] {
    let counts = state.tallies.orderAlarms
    return [counts.newLate, counts.acknowledged, counts.cleared, counts.shelved, state.tallies.alarms]
  }

  @Test("an order comes to be late by time alone, and rings once")
  func byTime() {
    var state = one()
    for seconds in [1.0, 60, 299] { send(&state, .timePassed, at: seconds) }
    #expect(counts(state) == [0, 0, 0, 0, 0])
    send(&state, .timePassed, at: 301)
    #expect(counts(state) == [1, 0, 0, 0, 1])
    #expect(state.order("o")?.alarm?.since == at(300).wall)
    for seconds in stride(from: 302.0, to: 400, by: 1) { send(&state, .timePassed, at: seconds) }
    #expect(counts(state) == [1, 0, 0, 0, 1])
  }

  @Test("an order that is late already when it is heard of raises the alarm with the next second")
  func byEvent() {
    var state = one()
    send(&state, received(("order-submitted", #"{"orderId":"p","submittedAt":"2024-07-15T13:00:00Z"}"#)), at: 1)
    #expect(alarm(state, "p") == nil && state.tallies.alarms == 0)
    send(&state, .timePassed, at: 2)
    #expect(alarm(state, "p") == .new && state.tallies.alarms == 1)
    #expect(state.order("p")?.alarm?.since == Timestamp("2024-07-15T13:10:00Z"))
  }

  @Test("a status in which an order was long ago, and which is over when time passes, calls nobody")
  func longAgo() {
    var state = one()
    send(
      &state,
      received(
        ("order-submitted", #"{"orderId":"p","submittedAt":"2024-07-15T13:00:00Z"}"#),
        ("order-shipped", #"{"orderId":"p","carrier":"UPS"}"#)), at: 1)
    for seconds in [2.0, 40, 80] { send(&state, .timePassed, at: seconds) }
    #expect(alarm(state, "p") == nil)
    #expect(counts(state) == [0, 0, 0, 0, 0])
  }

  @Test("a acknowledges; the order goes on, and late in its next status it is a new alarm")
  func nextStatus() {
    var state = one()
    send(&state, .timePassed, at: 300)
    send(&state, .command(.acknowledge), at: 301)
    #expect(counts(state) == [0, 1, 0, 0, 1])
    send(&state, updated("o", "PENDING"), at: 310)
    #expect(counts(state) == [0, 0, 0, 0, 1])
    send(&state, .timePassed, at: 909)
    #expect(counts(state) == [0, 0, 0, 0, 1])
    send(&state, .timePassed, at: 910)
    #expect(counts(state) == [1, 0, 0, 0, 2])
  }

  @Test("shipped before anybody saw that it was late, an order is kept for somebody to see")
  func cleared() {
    var state = one()
    send(&state, .timePassed, at: 300)
    send(&state, updated("o", "SHIPPED"), at: 310)
    #expect(counts(state) == [0, 0, 1, 0, 1])
    send(&state, .timePassed, at: 4000)
    #expect(alarm(state) == .cleared)
    send(&state, .command(.acknowledge), at: 4001)
    #expect(counts(state) == [0, 0, 0, 0, 1])
    #expect(state.notice?.text == "o: alarm acknowledged")
  }

  @Test("z puts an alarm off for 15 minutes; still late, it calls again; z before that takes it back quietly")
  func shelving() {
    var state = one()
    send(&state, .command(.shelve), at: 1)
    #expect(state.notice?.text == "no alarm to shelve")
    send(&state, .timePassed, at: 300)
    send(&state, .command(.shelve), at: 310)
    #expect(counts(state) == [0, 0, 0, 1, 1])
    #expect(state.notice?.text == "o: shelved for 15 min")
    send(&state, .command(.shelve), at: 320)
    #expect(counts(state) == [1, 0, 0, 0, 1])
    send(&state, .command(.shelve), at: 330)
    send(&state, .timePassed, at: 1229)
    #expect(counts(state) == [0, 0, 0, 1, 1])
    send(&state, .timePassed, at: 1230)
    #expect(counts(state) == [1, 0, 0, 0, 2])
  }

  @Test("a clock that is set back ends alarms, and moves no shelving")
  func clockSetBack() {
    func earlier(_ seconds: Double) -> Moment {
      Moment(monotonic: .seconds(seconds), wall: Timestamp(milliseconds: at(seconds).wall.milliseconds - 3_600_000))
    }
    var state = one()
    send(&state, received(("order-created", #"{"orderId":"p"}"#), firstID: 7), at: 1)
    send(&state, .timePassed, at: 310)
    #expect(counts(state) == [2, 0, 0, 0, 1])
    _ = state.snapshot(at: at(310), viewport: Viewport(orderRows: 5))
    send(&state, .command(.shelve), at: 310)
    for seconds in [311.0, 340, 341, 342] { _ = reduce(into: &state, action: .timePassed, at: earlier(seconds)) }
    #expect(alarm(state, "o") == nil, "shelved and gone")
    #expect(alarm(state, "p") == .cleared)
  }

  @Test("a cancellation has to be acknowledged; one of an order that nobody knew has not")
  func cancellation() {
    var state = one()
    send(
      &state, received(("order-cancelled", #"{"orderId":"o","reason":"no stock"}"#), firstID: 5),
      received(("order-cancelled", #"{"orderId":"unheard"}"#), firstID: 6), at: 5)
    #expect(alarm(state) == .new && alarm(state, "unheard") == nil)
    #expect(state.tallies.orderAlarms.newCancelled == 1 && state.tallies.alarms == 1)
    send(&state, received(("order-cancelled", #"{"orderId":"o"}"#), firstID: 8), .timePassed, at: 4000)
    #expect(alarm(state) == .new && state.tallies.alarms == 1)
    let rows = state.snapshot(at: at(4000), viewport: Viewport(orderRows: 5)).orders.rows
    #expect(rows.map(\.id.rawValue) == ["o", "unheard"])
    #expect(rows.first?.alarm == ShownAlarm(.new, isCancellation: true, since: at(5).wall))
    send(&state, .command(.acknowledge), .timePassed, at: 4001)
    #expect(alarm(state) == nil && state.tallies.orderAlarms == AlarmCounts())
  }

  @Test("what a replay brings rings once, when it is over")
  func replay() {
    var state = one()
    send(&state, received(("replay-start", #"{"missedEvents":2}"#), firstID: 10), at: 400)
    for number in 0..<40 {
      send(
        &state,
        received(
          ("order-created", #"{"orderId":"r\#(number)","timestamp":"2024-07-15T12:00:00Z"}"#),
          ("order-cancelled", #"{"orderId":"r\#(number)"}"#), firstID: 100 + number * 2), .timePassed,
        at: 401 + Double(number))
    }
    #expect(state.tallies.alarms == 0 && alarm(state, "r3") == .new)
    #expect(alarm(state) == nil, "it may have been shipped long ago")
    send(&state, received(("replay-complete", #"{"replayedEvents":80}"#), firstID: 900), .timePassed, at: 450)
    #expect(state.tallies.alarms == 1 && alarm(state) == .new)
    for seconds in [461.0, 480, 500] { send(&state, .timePassed, at: seconds) }
    #expect(state.tallies.alarms == 2, "once more for the one that is late")
  }

  @Test("an order that is created once more keeps its alarm")
  func createdAgain() {
    var state = one()
    send(&state, .timePassed, at: 300)
    send(&state, .command(.acknowledge), at: 301)
    send(&state, received(("order-created", #"{"orderId":"o","total":7}"#), firstID: 9), .timePassed, at: 302)
    #expect(state.order("o")?.total != nil)
    #expect(counts(state) == [0, 1, 0, 0, 1])
  }

  @Test("thousands that come to be late at once ring once, and are told as one")
  func flood() {
    var settings = Settings()
    settings.alarms.command = ["tell"]
    var state = DashboardState(settings: settings)
    let events = (0..<5000).map { ("order-created", #"{"orderId":"o\#($0)"}"#) }
    send(&state, received(events), at: 0)
    let effects = reduce(into: &state, action: .timePassed, at: at(300))
    #expect(state.tallies.orderAlarms.newLate == 5000 && state.tallies.alarms == 1)
    guard case .notify(let told)? = effects.first else {
      Issue.record("nobody is told")
      return
    }
    #expect(told.map(\.text) == ["5000 orders late"] && effects.count == 1)
    #expect(reduce(into: &state, action: .timePassed, at: at(320)) == [])
    #expect(state.tallies.alarms == 1)
    send(&state, .command(.acknowledgeAll), at: 321)
    #expect(counts(state) == [0, 5000, 0, 0, 1])
    #expect(state.notice?.text == "5000 acknowledged")
  }

  @Test(
    "the worst come first: unacknowledged, acknowledged, cancelled, nearly late, cleared, the rest; shelved ones sink")
  func order() {
    var state = DashboardState(settings: Settings())
    func created(_ id: String, _ seconds: Double) {
      send(&state, received(("order-created", #"{"orderId":"\#(id)"}"#), firstID: id.utf8.count * 100), at: seconds)
    }
    for (index, id) in ["new", "acked", "shelved", "cleared", "gone"].enumerated() { created(id, Double(index)) }
    send(&state, .timePassed, at: 304)
    state.view.selection = OrderID("acked")
    send(&state, .command(.acknowledge), at: 305)
    state.view.selection = OrderID("shelved")
    send(&state, .command(.shelve), at: 306)
    send(&state, updated("cleared", "PENDING"), at: 307)
    send(&state, received(("order-cancelled", #"{"orderId":"gone"}"#), firstID: 990), at: 308)
    created("soon-late", 309)
    created("shipped-one", 310)
    send(&state, updated("shipped-one", "SHIPPED"), at: 311)
    created("fresh-order", 500)
    send(&state, .timePassed, at: 560)
    func ids() -> [String] {
      state.snapshot(at: at(560), viewport: Viewport(orderRows: 20)).orders.rows.map(\.id.rawValue)
    }
    #expect(
      ids() == ["new", "acked", "gone", "soon-late", "cleared", "fresh-order", "shelved", "shipped-one"])
    send(&state, .command(.toggleExceptions), at: 560)
    #expect(ids() == ["new", "acked", "gone", "soon-late", "cleared", "shelved"])
  }

  @Test("limits of statuses that the protocol does not name age, sort and count like all others")
  func otherStatuses() {
    var settings = Settings()
    settings.limits[.other("ON_HOLD")] = AgeLimits.Steps(late: .seconds(100))
    var state = DashboardState(settings: settings)
    send(&state, updated("h", "ON_HOLD"), received(("order-created", #"{"orderId":"c"}"#)), at: 0)
    func counts(_ seconds: Double) -> [Int] {
      let counts = state.snapshot(at: at(seconds), viewport: Viewport(orderRows: 5)).counts
      return [counts.warning, counts.late, counts.lateOther, counts.other]
    }
    #expect(counts(79) == [0, 0, 0, 1])
    #expect(counts(80) == [1, 0, 0, 1])
    #expect(counts(100) == [0, 1, 1, 1])
    send(&state, .timePassed, at: 100)
    #expect(alarm(state, "h") == .new)
    let rows = state.snapshot(at: at(101), viewport: Viewport(orderRows: 5)).orders.rows
    #expect(rows.map(\.id.rawValue) == ["h", "c"] && rows.first?.overdue == .seconds(1))
  }

  @Test("the limit of all the rest holds for whatever status a server makes up, in one forecast and one list")
  func restOfStatuses() {
    var settings = Settings()
    settings.limits[AgeLimits.rest] = AgeLimits.Steps(late: .seconds(100))
    settings.limits[.other("QUICK")] = AgeLimits.Steps(late: .seconds(10))
    settings.limits.exempt(.other("FREE"))
    var state = DashboardState(settings: settings)
    let others = ["ON_HOLD", "PACKED", "QUICK", "FREE", "SHIPPED"].map { updated("in-\($0)", $0) }
    for action in others { send(&state, action, at: 0) }
    send(&state, updated("in-ON_HOLD", "QUALITY_CHECK"), at: 50)
    func counts(_ seconds: Double) -> [Int] {
      let counts = state.snapshot(at: at(seconds), viewport: Viewport(orderRows: 9)).counts
      return [counts.warning, counts.late, counts.lateOther]
    }
    #expect(counts(9) == [1, 0, 0])
    #expect(counts(79) == [0, 1, 1])
    #expect(counts(100) == [0, 2, 2])
    #expect(counts(149) == [1, 2, 2])
    for seconds in [149.0, 151] { send(&state, .timePassed, at: seconds) }
    #expect(
      ["PACKED", "ON_HOLD", "QUICK", "FREE", "SHIPPED"].map { alarm(state, "in-\($0)") } == [
        .new, .new, .new, nil, nil,
      ])
    let snapshot = state.snapshot(at: at(160), viewport: Viewport(orderRows: 9))
    #expect(
      snapshot.counts.worst == LimitedOrder(id: OrderID("in-QUICK"), status: .other("QUICK"), overdue: .seconds(150)))
    #expect(snapshot.orders.rows.prefix(3).map(\.overdue) == [.seconds(150), .seconds(60), .seconds(10)])
    send(&state, updated("in-QUICK", "SHIPPED"), at: 160)
    let next = state.snapshot(at: at(160), viewport: Viewport(orderRows: 9)).counts.worst
    #expect(next == LimitedOrder(id: OrderID("in-PACKED"), status: .other("PACKED"), overdue: .seconds(60)))
  }

  @Test(
    "what the screen calls late can be acknowledged and shelved at once, also during a replay",
    arguments: [false, true])
  func atOnce(isReplaying: Bool) {
    let late = received(("order-submitted", #"{"orderId":"p","submittedAt":"2024-07-15T13:00:00Z"}"#), firstID: 50)
    for (command, expected) in [
      (Command.acknowledge, AlarmState.acknowledged), (.acknowledgeAll, .acknowledged), (.shelve, .shelved),
    ] {
      var state = DashboardState(settings: Settings())
      send(&state, .stream(.opened(streamID: nil)), at: 0)
      if isReplaying { send(&state, received(("replay-start", #"{"missedEvents":5}"#), firstID: 1), at: 0) }
      send(&state, late, at: 0.1)
      #expect(state.snapshot(at: at(0.2), viewport: Viewport(orderRows: 5)).orders.rows.first?.severity == .late)
      let effects = reduce(into: &state, action: .command(command), at: at(0.3))
      #expect(alarm(state, "p") == expected, "\(command)")
      #expect(effects == [], "nobody is called who is there")
      send(&state, .timePassed, at: 1)
      #expect(alarm(state, "p") == expected && state.tallies.alarms == 0)
    }
  }

  @Test("a means the order that is to be seen: not one behind the feed or a filter, and on the board the worst")
  func seen() {
    var state = one()
    send(&state, received(("order-created", #"{"orderId":"p"}"#), firstID: 7), at: 2)
    send(&state, .timePassed, at: 310)
    _ = state.snapshot(at: at(310), viewport: Viewport(orderRows: 5))
    state.view.selection = OrderID("p")
    send(&state, .command(.toggleFeed), .command(.acknowledge), at: 311)
    #expect(state.notice?.text == "nothing to acknowledge")
    state.view.filter = "nothing"
    send(&state, .command(.toggleFeed), .command(.acknowledge), .command(.shelve), at: 312)
    #expect(state.notice?.text == "no alarm to shelve" && counts(state) == [2, 0, 0, 0, 1])
    send(&state, .command(.toggleBoard), .command(.acknowledge), at: 313)
    #expect(alarm(state, "o") == .acknowledged && alarm(state, "p") == .new)
    state.view.filter = ""
    send(&state, .command(.toggleBoard), .command(.acknowledge), at: 314)
    #expect(alarm(state, "p") == .acknowledged)
  }

  @Test("while the picture is held, alarms are acknowledged on it too")
  func held() {
    var state = one()
    send(&state, .timePassed, at: 300)
    _ = state.snapshot(at: at(300), viewport: Viewport(orderRows: 5))
    send(&state, .command(.togglePause), .command(.acknowledge), updated("o", "PENDING"), at: 301)
    let row = state.snapshot(at: at(302), viewport: Viewport(orderRows: 5)).orders.rows.first
    #expect(row?.status == .created && row?.alarm?.state == .acknowledged)
  }

  @Test("a cancelled order stays until somebody has acknowledged that, however old it is")
  func leaving() {
    var state = one(settings: Settings(closedRetention: .seconds(100)))
    send(&state, received(("order-cancelled", #"{"orderId":"o"}"#), firstID: 5), at: 5)
    send(&state, .command(.shelve), at: 6)
    send(&state, received(firstID: 9), .timePassed, at: 2000)
    #expect(alarm(state) == .new && state.tallies.agedOut == 0)
    send(&state, .command(.acknowledge), at: 2001)
    send(&state, received(firstID: 10), at: 2061)
    #expect(state.order("o") == nil && state.tallies.orderAlarms == AlarmCounts() && state.tallies.agedOut == 1)
  }

  @Test("where nobody ever acknowledges, the oldest of more than a thousand leave")
  func neverAcknowledged() {
    var state = DashboardState(settings: Settings(closedRetention: .seconds(100)))
    for number in 0..<1200 {
      let id = #"{"orderId":"o\#(number)"}"#
      send(
        &state, received(("order-created", id), ("order-cancelled", id), firstID: number * 2), at: Double(number) / 30)
    }
    #expect(state.tallies.orderAlarms.newCancelled == 1200)
    send(&state, received(firstID: 9000), at: 5000)
    #expect(state.tallies.orderAlarms.newCancelled == 1000 && state.book.count == 1000)
    #expect(state.order("o199") == nil && alarm(state, "o200") == .new)
    send(&state, received(firstID: 9001), at: 6000)
    #expect(state.book.count == 1000 && state.tallies.agedOut == 200)
  }
}
