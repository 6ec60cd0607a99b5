import EventStream
import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("What is known of the feed's past")
struct FeedReportTests {
  private func report(_ state: inout DashboardState, at moment: Moment) -> FeedReport? {
    var viewport = Viewport()
    viewport.showsFeed = true
    return state.snapshot(at: moment, viewport: viewport).feed
  }

  private func send(_ state: inout DashboardState, _ action: Action, at seconds: Double) {
    _ = reduce(into: &state, action: action, at: OrderStoreTests.at(seconds))
  }

  private func heartbeat(_ time: Double) -> Action {
    received(("heartbeat", #"{"timestamp":"\#(OrderStoreTests.at(time).wall.iso8601)"}"#))
  }

  @Test("it is only made for the screen that shows it")
  func onDemand() {
    var state = DashboardState(settings: Settings())
    #expect(state.snapshot(at: at(0), viewport: Viewport()).feed == nil)
    #expect(report(&state, at: at(0))?.losses == [])
  }

  @Test("a stretch without a connection is one loss, from the first failure until the stream is open again")
  func losses() {
    var state = state(.stream(.opened(streamID: nil)))
    send(&state, .stream(.lost(reason: "reset")), at: 5)
    send(&state, .stream(.lost(reason: "refused")), at: 7)
    let lost = ConnectionLoss(at: at(5).wall, reason: "refused", count: 2)
    #expect(report(&state, at: at(8))?.losses == [lost])
    send(&state, .stream(.opened(streamID: nil)), at: 9)
    send(&state, .stream(.lost(reason: "again")), at: 20)
    #expect(
      report(&state, at: at(21))?.losses == [
        ConnectionLoss(at: at(5).wall, reason: "refused", count: 2, backAt: at(9).wall),
        ConnectionLoss(at: at(20).wall, reason: "again"),
      ])
  }

  @Test("the newest losses are kept, and no more; a reason of any length is cut")
  func bounded() {
    var state = DashboardState(settings: Settings())
    for number in 0..<200 {
      send(&state, .stream(.lost(reason: "\(number)")), at: Double(number))
      send(&state, .stream(.opened(streamID: nil)), at: Double(number) + 0.5)
    }
    let losses = report(&state, at: at(300))?.losses
    #expect(losses?.count == 50)
    #expect(losses?.last?.reason == "199")
    send(&state, .stream(.lost(reason: String(repeating: "long ", count: 100_000))), at: 300)
    #expect((state.connection.losses.last?.reason.utf8.count ?? 0) < 3000)
  }

  @Test("half of the intervals and 95 of 100 are told, lost connections left out")
  func intervals() {
    var state = state(.stream(.opened(streamID: nil)))
    var time = 0.0
    for number in 0...20 {
      send(&state, heartbeat(time), at: time)
      time += number == 19 ? 50 : 30
    }
    send(&state, .stream(.lost(reason: "reset")), at: time)
    let report = report(&state, at: at(time))
    #expect(report?.intervals.count == 21)
    #expect(report?.intervals.last == .some(nil))
    #expect(report?.medianInterval == 30)
    #expect(report?.longInterval == 30)
    #expect(report?.intervals.compactMap(\.self).max() == 50)
  }

  @Test("least and most lag are told, and when the longest silence ended")
  func clocks() {
    var state = state(.stream(.opened(streamID: nil)))
    send(&state, heartbeat(1), at: 2)
    send(&state, heartbeat(30), at: 29)
    send(&state, heartbeat(40), at: 44)
    let report = report(&state, at: at(50))
    #expect(report?.lagRange == .seconds(-1)...(.seconds(4)))
    #expect(report?.longestSilenceEnd == at(29).wall)
    #expect(report?.sinceEvent == .seconds(6))
    #expect(self.report(&state, at: at(80))?.longestSilenceEnd == nil)
  }

  @Test("clocks that differ are told when they begin to; not while a recording is played")
  func clockDifference() {
    func told(_ lags: [Double], isDemo: Bool = false) -> [String] {
      var state = DashboardState(settings: Settings(isDemo: isDemo))
      for (index, lag) in lags.enumerated() {
        let time = Double(index) * 30
        send(&state, heartbeat(time - lag), at: time)
      }
      return state.log.rows(100, offset: 0).map(\.text)
    }
    #expect(told([0.1, 4.9, -4.9]) == [])
    #expect(told([123, 124, 123]) == ["the server's time is 2 min behind this clock: ages may be long by as much"])
    #expect(
      told([-60, 0, -7]) == [
        "this clock is 60 s behind the server's: ages are short by as much",
        "this clock is 7 s behind the server's: ages are short by as much",
      ])
    #expect(told([123, -60], isDemo: true) == [])
  }

  @Test("a gap that was acknowledged is remembered with when that was")
  func gaps() {
    var state = DashboardState(settings: Settings())
    send(&state, .historyLost(reason: "gone", requestedID: "7"), at: 1)
    send(&state, .command(.acknowledge), at: 3)
    #expect(state.gaps.isEmpty)
    let remembered = report(&state, at: at(4))?.acknowledgedGaps
    #expect(remembered?.map(\.gap.reason) == ["gone"])
    #expect(remembered?.map(\.at) == [at(3).wall])
    for number in 0..<150 {
      send(&state, .historyLost(reason: "\(number)", requestedID: nil), at: 5)
      send(&state, .command(.acknowledge), at: 6)
    }
    #expect(report(&state, at: at(7))?.acknowledgedGaps.count == 100)
    #expect(report(&state, at: at(7))?.acknowledgedGaps.last?.gap.reason == "149")
  }
}
