import EventStream
import OrderProtocol
import Testing

@testable import OrderStore

@Suite("How many orders will be late")
struct LateForecastTests {
  private func send(_ state: inout DashboardState, _ actions: Action..., at seconds: Double) {
    for action in actions { _ = reduce(into: &state, action: action, at: at(seconds)) }
  }

  /// Orders may be `PENDING` for an hour, and nothing else has a limit.
  private static let settings: Settings = {
    var limits = AgeLimits()
    limits[.pending] = AgeLimits.Steps(late: .seconds(3600))
    return Settings(limits: limits)
  }()

  private func order(_ number: Int, _ status: String) -> Action {
    received(("order-updated", #"{"orderId":"o\#(number)","status":"\#(status)"}"#), firstID: number * 7 + status.count)
  }

  private func forecast(_ state: inout DashboardState, at seconds: Double) -> LateForecast? {
    state.snapshot(at: at(seconds), viewport: Viewport(orderRows: 5)).counts.lateForecast
  }

  /// A state that has been live for so long, one order coming each minute; `leaving` of them leave again at once.
  private func live(minutes: Int, leaving: Bool, settings: Settings = settings) -> DashboardState {
    var state = DashboardState(settings: settings)
    send(&state, .stream(.opened(streamID: nil)), at: 0)
    for second in 0..<minutes * 60 {
      if second % 60 == 30 { send(&state, order(second / 60, "PENDING"), at: Double(second)) }
      if leaving, second % 60 == 31 { send(&state, order(second / 60, "PROCESSING"), at: Double(second)) }
      send(&state, .timePassed, at: Double(second))
    }
    return state
  }

  @Test("at a full quarter of an hour, 20 minutes ahead at the least: those that will be due if none leaves")
  func standstill() {
    var state = live(minutes: 50, leaving: false)
    // 14:50; at 15:15 those from before 14:15 are late: 14:00:30 to 14:14:30.
    #expect(forecast(&state, at: 3000) == LateForecast(count: 15, at: at(4500).wall))
    // 14:55:01; 15:15 is less than 20 minutes away.
    #expect(forecast(&state, at: 3301) == LateForecast(count: 30, at: at(5400).wall))
  }

  @Test("those that leave at the pace of the last hour are served in time, the oldest first")
  func pace() {
    var state = live(minutes: 50, leaving: false)
    for number in 0..<10 { send(&state, order(number, "PROCESSING"), at: 2990) }
    // 10 of 50 minutes: in 25 minutes 5 more will have left.
    #expect(forecast(&state, at: 3000)?.count == 0)
  }

  @Test("where the limit is shorter than the outlook, orders that are still to come will be late as well")
  func arrivals() {
    var limits = AgeLimits()
    limits[.pending] = AgeLimits.Steps(late: .seconds(300))
    var state = live(minutes: 30, leaving: false, settings: Settings(limits: limits))
    // 14:30: 30 are there; by 15:00 another 30 will come, 25 of them before 14:55.
    #expect(forecast(&state, at: 1800) == LateForecast(count: 55, at: at(3600).wall))
    state = live(minutes: 30, leaving: true, settings: Settings(limits: limits))
    #expect(forecast(&state, at: 1800)?.count == 0)
  }

  @Test("nothing is foretold before five minutes were watched, and neither replays nor silences are")
  func unknown() {
    var state = live(minutes: 4, leaving: false)
    #expect(forecast(&state, at: 240) == nil)
    send(&state, .stream(.lost(reason: "reset")), .stream(.waiting(.seconds(5), .announced)), at: 240)
    for second in 241..<1000 { send(&state, .timePassed, at: Double(second)) }
    send(&state, .stream(.opened(streamID: nil)), received(("replay-start", "{}"), firstID: 8000), at: 1000)
    for number in 100..<1000 { send(&state, order(number, "PENDING"), order(number, "PROCESSING"), at: 1001) }
    send(&state, .timePassed, at: 1100)
    #expect(forecast(&state, at: 1100) == nil)
    send(&state, received(("replay-complete", "{}"), firstID: 9000), at: 1100)
    for second in 1100..<1170 { send(&state, .timePassed, at: Double(second)) }
    // Those of 14:00 to 14:03 are late at 14:45 in no case, and at 15:15 in each.
    #expect(forecast(&state, at: 1170)?.count == 0)
    #expect(forecast(&state, at: 3000)?.count == 4)
  }

  @Test("without limits nothing is late, and a clock at its end is no trap")
  func extremes() {
    var state = DashboardState(settings: Settings(limits: AgeLimits()))
    send(&state, .stream(.opened(streamID: nil)), .timePassed, at: 0)
    send(&state, .timePassed, at: 1000)
    #expect(forecast(&state, at: 1000)?.count == 0)
    for milliseconds in [Int64.max, .min, -1] {
      let moment = Moment(monotonic: .seconds(1000), wall: Timestamp(milliseconds: milliseconds))
      _ = state.snapshot(at: moment, viewport: Viewport()).counts.lateForecast
    }
  }
}
