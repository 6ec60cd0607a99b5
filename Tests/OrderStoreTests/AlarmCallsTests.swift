import EventStream
import OrderProtocol
import Testing

@testable import OrderStore

@Suite("Alarms: the bell, the command, and what is not about an order")
struct AlarmCallsTests {
  private func send(_ state: inout DashboardState, _ actions: Action..., at seconds: Double) {
    for action in actions { _ = reduce(into: &state, action: action, at: at(seconds)) }
  }

  private let offline = Action.stream(.waiting(.seconds(30), .offline(attempts: 11, reason: "refused")))
  private let stale = Action.stream(.stale(after: .seconds(60)))

  private func cancelled(_ id: Int) -> Action {
    received(
      ("order-created", #"{"orderId":"o\#(id)"}"#), ("order-cancelled", #"{"orderId":"o\#(id)"}"#), firstID: id * 2)
  }

  @Test("the bell rings at once, and for what comes within ten seconds once more, later")
  func waiting() {
    var state = state()
    send(&state, cancelled(1), at: 100)
    #expect(state.tallies.alarms == 1)
    send(&state, cancelled(2), cancelled(3), at: 103)
    for seconds in [104.0, 109.9] { send(&state, .timePassed, at: seconds) }
    #expect(state.tallies.alarms == 1)
    for seconds in [110.0, 111, 130] { send(&state, .timePassed, at: seconds) }
    #expect(state.tallies.alarms == 2)
  }

  @Test("a silence within a replay rings at once, and what the replay brought when it is over")
  func silenceInReplay() {
    var state = state(received(("replay-start", "{}")))
    send(&state, cancelled(5), stale, at: 100)
    #expect(state.tallies.alarms == 1)
    send(&state, .timePassed, at: 120)
    #expect(state.tallies.alarms == 1)
    send(&state, received(("replay-complete", "{}"), firstID: 99), at: 121)
    #expect(state.tallies.alarms == 2)
  }

  @Test("nobody is called for what everybody has acknowledged")
  func silenced() {
    var state = state()
    send(&state, cancelled(1), at: 100)
    send(&state, cancelled(2), at: 103)
    send(&state, .command(.acknowledgeAll), at: 104)
    send(&state, .timePassed, at: 120)
    #expect(state.tallies.alarms == 1)
  }

  @Test("the bell may be off, rarer, and for some events alone")
  func settings() {
    func rings(_ change: (inout AlarmSettings) -> Void) -> Int {
      var settings = Settings()
      change(&settings.alarms)
      var state = DashboardState(settings: settings)
      for second in 0..<30 { send(&state, cancelled(second + 1), at: Double(second)) }
      send(&state, offline, at: 60)
      return state.tallies.alarms
    }
    #expect(rings { _ in } == 4)
    #expect(rings { $0.ringsBell = false } == 0)
    #expect(rings { $0.bellInterval = .seconds(100) } == 1)
    #expect(rings { $0.events = [.stale] } == 1)
    #expect(rings { $0.events = [.shipped] } == 0)
  }

  @Test("offline, silence and errors are to be acknowledged: a does it where no order's alarm is in the way, A always")
  func troubles() {
    var state = state()
    send(&state, stale, offline, at: 1)
    send(&state, cancelled(1), received(("replay-failed", "{}"), firstID: 9), at: 2)
    func unacknowledged() -> Int { state.snapshot(at: at(3), viewport: Viewport(orderRows: 4)).unacknowledged }
    #expect(unacknowledged() == 4)
    send(&state, .command(.acknowledge), at: 3)
    #expect(unacknowledged() == 3 && state.gaps.count == 1)
    send(&state, .command(.acknowledge), at: 4)
    #expect(unacknowledged() == 0 && state.gaps.isEmpty)
    #expect(state.notice?.text == "gap and errors acknowledged")
    send(&state, stale, cancelled(2), received(("replay-failed", "{}"), firstID: 19), at: 5)
    #expect(unacknowledged() == 3)
    send(&state, .command(.acknowledgeAll), at: 6)
    #expect(unacknowledged() == 0)
    send(&state, .command(.acknowledgeAll), at: 7)
    #expect(state.notice?.text == "nothing to acknowledge")
  }

  @Test(
    "the command is told of what the settings name, together what belongs together, and not before the end of a replay")
  func command() {
    var settings = Settings()
    settings.alarms.command = ["tell"]
    settings.alarms.events = [.cancelled, .shipped, .stale]
    var state = DashboardState(settings: settings)
    func told(_ seconds: Double) -> [String] {
      let effects = reduce(into: &state, action: .timePassed, at: at(seconds))
      guard case .notify(let told)? = effects.first else { return [] }
      return told.map { "\($0.event) \($0.orderID?.rawValue ?? "-") \($0.status?.word ?? "-") \($0.text)" }
    }
    send(&state, cancelled(1), received(("replay-failed", "{}"), firstID: 3), at: 1)
    #expect(told(2) == ["cancelled o1 CANCELLED o1 cancelled"])
    #expect(told(3) == [])
    let shipped = #"{"orderId":"s","carrier":"UPS","trackingNumber":"1Z"}"#
    send(&state, stale, received(("order-shipped", shipped), firstID: 4), cancelled(5), cancelled(6), at: 4)
    #expect(
      told(5) == [
        "stale - - stale: nothing received for 60 s", "shipped s SHIPPED s shipped UPS 1Z",
        "cancelled o5 CANCELLED 2 orders cancelled",
      ])
    send(&state, received(("replay-start", "{}"), firstID: 20), cancelled(11), at: 6)
    #expect(told(7) == [])
    send(&state, received(("replay-complete", "{}"), firstID: 40), at: 8)
    #expect(told(9) == ["cancelled o11 CANCELLED o11 cancelled"])
    settings.alarms.command = []
    state = DashboardState(settings: settings)
    send(&state, cancelled(1), at: 1)
    #expect(told(2) == [])
  }

  @Test("a shipped order is told in a word, not over another word, not all the time, and not in a replay")
  func shipped() {
    var state = state()
    func ship(_ id: Int, at seconds: Double) -> String? {
      send(
        &state, received(("order-shipped", #"{"orderId":"o\#(id)","carrier":"UPS"}"#), firstID: id), at: seconds)
      return state.notice?.text
    }
    #expect(ship(1, at: 10) == "o1 shipped UPS")
    #expect(ship(2, at: 15) == "o1 shipped UPS", "too soon")
    #expect(ship(3, at: 20) == "o3 shipped UPS")
    send(&state, .command(.reverseSort), at: 30)
    #expect(ship(4, at: 31)?.hasPrefix("sorted by") == true)
    send(&state, received(("replay-start", "{}"), firstID: 5), at: 40)
    #expect(ship(6, at: 41)?.hasPrefix("sorted by") == true)
    #expect(state.tallies.alarms == 0)
  }
}
