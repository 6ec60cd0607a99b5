import EventStream
import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("Alarms: over a restart")
struct AlarmSavingTests {
  private var model = SavedModel()

  private func send(_ state: inout DashboardState, _ actions: Action..., at seconds: Double) {
    for action in actions { _ = reduce(into: &state, action: action, at: at(seconds)) }
  }

  /// Orders that are late at 300 s, saved.
  private mutating func board(_ ids: [String]) -> DashboardState {
    var state = DashboardState(restoring: nil, at: at(0))
    send(&state, .stream(.opened(streamID: nil)), at: 0)
    send(&state, received(ids.map { ("order-created", #"{"orderId":"\#($0)"}"#) }), at: 0)
    model.write(state.takeCheckpoint(isComplete: false, at: at(1)))
    send(&state, .timePassed, at: 300)
    return state
  }

  private func restarted(at seconds: Double, settings: Settings = Settings()) -> DashboardState {
    DashboardState(restoring: model, settings: settings, at: at(seconds))
  }

  private func press(_ command: Command, on id: String, _ state: inout DashboardState, at seconds: Double) {
    state.view.selection = OrderID(id)
    send(&state, .command(command), at: seconds)
  }

  @Test("what is raised is not saved, and raised again, with one ring; what somebody did about it is kept")
  mutating func survives() {
    var state = board(["new", "acked", "shelved", "cleared", "gone"])
    #expect(state.tallies.orderAlarms.newLate == 5)
    #expect(state.saveUrgency(after: .timePassed) == nil)
    #expect(state.takeCheckpoint(isComplete: false, at: at(301)).orders == [])
    press(.acknowledge, on: "acked", &state, at: 302)
    press(.shelve, on: "shelved", &state, at: 303)
    send(
      &state,
      received(
        ("order-updated", #"{"orderId":"cleared","status":"PROCESSING"}"#),
        ("order-cancelled", #"{"orderId":"gone"}"#), firstID: 50), at: 304)
    let checkpoint = state.takeCheckpoint(isComplete: false, at: at(305))
    #expect(Set(checkpoint.orders.map(\.id.rawValue)) == ["acked", "shelved", "cleared", "gone"])
    model.write(checkpoint)
    send(&state, .timePassed, at: 334)
    #expect(state.saveUrgency(after: .timePassed) == nil)

    var again = restarted(at: 400)
    #expect(again.takeCheckpoint(isComplete: false, at: at(400)).orders == [])
    func states() -> [AlarmState?] {
      ["new", "acked", "shelved", "cleared", "gone"].map { again.order($0)?.alarm?.state }
    }
    #expect(states() == [nil, .acknowledged, .shelved, .cleared, .new])
    #expect(again.order("acked")?.alarm == state.order("acked")?.alarm)
    send(&again, .timePassed, at: 401)
    #expect(again.order("new")?.alarm == nil, "the stream has not told yet whether it is still late")
    send(&again, .stream(.opened(streamID: nil)), received(("heartbeat", "{}"), firstID: 60), .timePassed, at: 402)
    #expect(states() == [.new, .acknowledged, .shelved, .cleared, .new])
    #expect(again.tallies.alarms == 1)
    send(&again, .timePassed, at: 1202)
    #expect(again.order("shelved")?.alarm?.state == .shelved)
    send(&again, .timePassed, at: 1203)
    #expect(again.order("shelved")?.alarm?.state == .new && again.tallies.alarms == 2)
  }

  @Test("a server that cannot be reached holds no alarm back")
  mutating func unreachable() {
    _ = board(["o"])
    var again = restarted(at: 400)
    send(&again, .stream(.connecting(attempt: 0, lastEventID: "1")), .timePassed, at: 401)
    #expect(again.order("o")?.alarm == nil)
    let retry = WaitReason.retry(number: 1, limit: 10, reason: "refused")
    send(&again, .stream(.waiting(.seconds(2), retry)), .timePassed, at: 402)
    #expect(again.order("o")?.alarm?.state == .new && again.tallies.alarms == 1)
  }

  @Test("an alarm whose order is late no more, by other limits or another clock, goes the usual way")
  mutating func otherLimits() {
    var state = board(["o"])
    press(.acknowledge, on: "o", &state, at: 302)
    model.write(state.takeCheckpoint(isComplete: false, at: at(303)))
    var settings = Settings()
    settings.limits[.created] = AgeLimits.Steps(late: .seconds(9999))
    var again = restarted(at: 400, settings: settings)
    #expect(again.order("o")?.alarm?.state == .acknowledged)
    send(&again, .timePassed, at: 430)
    #expect(again.order("o")?.alarm == nil && again.tallies.orderAlarms == AlarmCounts())
  }

  @Test("nothing is put off for longer than the settings say, whatever was saved")
  func cappedShelving() {
    for until in [Timestamp(milliseconds: .max), Timestamp(milliseconds: .min), at(5).wall] {
      var saved = SavedAlarm(.late, .acknowledged, since: Timestamp(milliseconds: .min), status: nil)
      saved.shelvedUntil = until
      let alarm = OrderAlarm(saved, atMost: .seconds(900), at: at(100))
      #expect(alarm.shelvedUntil.map { $0 >= .seconds(100) && $0 <= .seconds(1000) } == true)
    }
  }
}
