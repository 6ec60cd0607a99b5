import DequeModule
import EventStream
import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("Connection: what the client and the control events change")
struct ConnectionTests {
  private let opened = Action.stream(.opened(streamID: "live-1"))

  @Test("connecting")
  func connecting() {
    expect(.stream(.connecting(attempt: 2, lastEventID: "7")), from: state()) { state in
      state.connection.phase = .connecting(attempt: 2)
      state.connection.startedAt = .seconds(10)
    }
  }

  @Test("opening for the first time is no reconnection, opening again is one")
  func opening() {
    expect(opened, from: state()) { state in
      state.connection.phase = .live
      state.connection.openedAt = .seconds(10)
      state.connection.streamID = "live-1"
      state.connection.lastSignOfLife = .seconds(10)
      state.connection.hasOpened = true
      state.log.append(.opened(streamID: "live-1"), at: at(10).wall)
    }
    let again = state(opened, .stream(.lost(reason: "reset")), opened)
    #expect(again.connection.reconnects == 1)
    #expect(again.connection.longestSilence == .seconds(2))
  }

  @Test("a lost connection ends a replay, keeps orders, and marks the heartbeat history once")
  func lost() {
    let replaying = state(opened, received(("replay-start", #"{"missedEvents":3}"#)))
    expect(.stream(.lost(reason: "reset")), from: replaying) { state in
      state.connection.replay = nil
      state.connection.brokenReplay = 0
      state.connection.openedAt = nil
      state.connection.intervals = [nil]
      state.connection.losses = [ConnectionLoss(at: at(10).wall, reason: "reset")]
      state.log.append(.lost(reason: "reset"), at: at(10).wall)
    }
    let twice = state(opened, .stream(.lost(reason: "a")), .stream(.waiting(.seconds(1), .announced)))
    #expect(twice.connection.intervals == [nil])
  }

  @Test("a wait counts down")
  func waiting() {
    var state = state(.stream(.waiting(.seconds(7), .retry(number: 3, limit: 10, reason: "refused"))))
    let snapshot = state.snapshot(at: at(2), viewport: Viewport())
    #expect(snapshot.phase == .waiting(remaining: .seconds(5), .retry(number: 3, limit: 10, reason: "refused")))
    let late = state.snapshot(at: at(60), viewport: Viewport())
    #expect(late.phase == .waiting(remaining: .zero, .retry(number: 3, limit: 10, reason: "refused")))
  }

  @Test("going offline is told once, however many attempts fail, and again only after events have come or a new run")
  func offline() {
    func failure(_ attempts: Int) -> [Action] {
      [
        .stream(.connecting(attempt: attempts - 1, lastEventID: "")), .stream(.lost(reason: "refused")),
        .stream(.waiting(.seconds(30), .offline(attempts: attempts, reason: "refused"))),
      ]
    }
    var state = state(opened)
    func told() -> Int { state.log.rows(99, offset: 0).filter { $0.title == "offline" }.count }
    for action in failure(11) + failure(12) + failure(13) { _ = reduce(into: &state, action: action, at: at(1)) }
    #expect(told() == 1)
    _ = reduce(into: &state, action: opened, at: at(2))
    for action in failure(14) { _ = reduce(into: &state, action: action, at: at(3)) }
    #expect(told() == 1)
    for action in [opened, received(("heartbeat", "{}"))] + failure(11) {
      _ = reduce(into: &state, action: action, at: at(4))
    }
    #expect(told() == 2)
    // A new run counts its retries afresh.
    let retry = Action.stream(.waiting(.seconds(2), .retry(number: 1, limit: 10, reason: "refused")))
    for action in [.stream(.ended(.unauthorized(status: 401))), retry] + failure(11) {
      _ = reduce(into: &state, action: action, at: at(5))
    }
    #expect(told() == 3)
  }

  @Test("offline, stale, a gap and an end by error call somebody; what the program or the server planned does not")
  func alarms() {
    func alarms(_ event: ClientEvent) -> Int {
      var state = state(.stream(event))
      return state.snapshot(at: at(1), viewport: Viewport()).alarms
    }
    #expect(alarms(.waiting(.seconds(30), .offline(attempts: 11, reason: "refused"))) == 1)
    #expect(alarms(.stale(after: .seconds(60))) == 1)
    #expect(alarms(.ended(.unauthorized(status: 401))) == 1)
    #expect(alarms(.ended(.noContent)) == 0)
    #expect(alarms(.lost(reason: "reset")) == 0)
    #expect(alarms(.waiting(.seconds(60), .announced)) == 0)
    #expect(state(received(("replay-failed", "{}"))).tallies.alarms == 1)
  }

  @Test("alarms that come in a flood call somebody every ten seconds at most")
  func alarmFlood() {
    var state = state(opened)
    for tick in 0..<250 {
      _ = reduce(into: &state, action: received(("replay-failed", "{}")), at: at(Double(tick) / 10))
    }
    #expect(state.tallies.alarms == 3)
  }

  @Test("the filters that the server applies are told when they are news")
  func filters() {
    let filtered = received(("connected", #"{"streamId":"s","filters":{"customerId":"cust-123"}}"#))
    let state = state(filtered, filtered, received(("connected", #"{"streamId":"s"}"#)))
    #expect(
      state.log.rows(9, offset: 0).map(\.text) == [
        #"the server filters by customerId "cust-123""#, "the server filters no more",
      ])
  }

  @Test("a heartbeat moves the gauge and tells the lag; bytes without one move only the sign of life")
  func heartbeats() {
    var state = state(
      opened, received(("heartbeat", #"{"timestamp":"2024-07-15T14:00:00Z"}"#)), received(),
      received(("heartbeat", #"{"timestamp":"2024-07-15T14:00:02.500Z"}"#)), received())
    let gauge = state.snapshot(at: at(10), viewport: Viewport(historyLength: 10)).gauge
    #expect(gauge.sinceHeartbeat == .seconds(7))
    #expect(gauge.sinceSignOfLife == .seconds(6))
    #expect(gauge.intervals == [2])
    #expect(gauge.lag == .milliseconds(500))
    #expect(gauge.staleFor == nil)
    #expect(gauge.longestSilence == .seconds(6))
  }

  @Test("silence over the timeout is stale, in every phase but the end")
  func staleness() {
    var live = state(opened)
    #expect(live.snapshot(at: at(60), viewport: Viewport()).gauge.staleFor == nil)
    #expect(live.snapshot(at: at(61), viewport: Viewport()).gauge.staleFor == .seconds(61))
    var connecting = state(.stream(.connecting(attempt: 0, lastEventID: "")))
    #expect(connecting.snapshot(at: at(61), viewport: Viewport()).gauge.staleFor == .seconds(61))
    var stopped = state(opened, .stream(.ended(.noContent)))
    #expect(stopped.snapshot(at: at(99), viewport: Viewport()).gauge.staleFor == nil)
  }

  @Test("a replay shows its progress, and ends without a gap when it adds up")
  func replay() {
    var state = state(
      opened,
      received(
        ("replay-start", #"{"missedEvents":3,"replayingFrom":"15"}"#), ("order-updated", #"{"orderId":"a"}"#),
        ("heartbeat", "{}"), ("order-updated", "broken")))
    #expect(state.snapshot(at: at(3), viewport: Viewport()).phase == .replaying(done: 2, total: 3))
    let rest = received(("order-updated", #"{"orderId":"a"}"#), ("replay-complete", #"{"replayedEvents":3}"#))
    _ = reduce(into: &state, action: rest, at: at(4))
    #expect(state.snapshot(at: at(5), viewport: Viewport()).phase == .live)
    #expect(state.gaps == [])
  }

  @Test("a replay that does not add up is a gap")
  func shortReplay() {
    let state = state(
      opened, received(("replay-start", "{}"), ("order-updated", #"{"orderId":"a"}"#)),
      received(("replay-complete", #"{"replayedEvents":3}"#)))
    #expect(state.gaps.map(\.reason) == ["the replay did not add up: 3 announced, 1 seen"])
  }

  @Test("a stream that ends for good during a replay leaves a gap")
  func endedReplay() {
    #expect(state(opened, received(("replay-start", "{}")), .stream(.ended(.noContent))).gaps.count == 1)
    #expect(state(opened, received(("replay-start", "{}")), .stream(.lost(reason: "reset"))).gaps == [])
  }

  @Test("a replay that broke off is a gap if the stream ends before it has gone on, and only then")
  func brokenReplay() {
    let replaying = received(("replay-start", "{}"), ("order-updated", #"{"orderId":"a"}"#))
    let lost = Action.stream(.lost(reason: "reset"))
    let over = Action.stream(.ended(.retriesExhausted(attempts: 11, reason: "refused")))
    let retry = Action.stream(.waiting(.seconds(2), .retry(number: 1, limit: 10, reason: "reset")))
    let broken = state(opened, replaying, lost, retry, opened, lost, over)
    #expect(broken.gaps.map(\.reason) == ["the stream ended during a replay, after 1 events"])
    let resumed = state(opened, replaying, lost, retry, opened, received(("replay-start", "{}")), lost, retry, opened)
    #expect(resumed.gaps == [])
    #expect(state(opened, replaying, lost, retry, opened, received(("heartbeat", "{}")), lost, over).gaps == [])
    #expect(state(opened, replaying, lost, over, opened, lost, over).gaps.count == 1)
  }

  @Test("replay-failed keeps the orders, unverified until an event touches them, and is told once per connection")
  func replayFailed() {
    var state = state(
      received(
        ("order-created", #"{"orderId":"a"}"#), ("order-created", #"{"orderId":"b"}"#),
        ("heartbeat", #"{"timestamp":"2024-07-15T13:00:00Z"}"#)), opened,
      received(
        ("connected", #"{"timestamp":"2024-07-15T14:00:00Z"}"#),
        ("replay-failed", #"{"reason":"EVENT_ID_EXPIRED","oldestAvailable":"500","requestedId":"15"}"#),
        ("connected", #"{"replayUnavailable":true}"#), firstID: 1000))
    #expect(
      state.gaps == [
        Gap(
          at: at(2).wall, reason: "EVENT_ID_EXPIRED", requestedID: "15", oldestAvailable: "500",
          trustedUntil: Timestamp("2024-07-15T13:00:00Z"))
      ])
    #expect(state.tallies.unverified == 2)
    #expect(state.connection.lastEventID == "1002")
    let touch = received(("order-updated", #"{"orderId":"b"}"#), ("order-created", #"{"orderId":"c"}"#))
    _ = reduce(into: &state, action: touch, at: at(3))
    let rows = state.snapshot(at: at(3), viewport: Viewport(orderRows: 9)).orders.rows
    #expect(rows.filter(\.isUnverified).map(\.id.rawValue) == ["a"])
    #expect(state.tallies.unverified == 1)
  }

  @Test("replayUnavailable alone is the same hole; replay-failed after it adds what is missing")
  func replayUnavailable() {
    let unavailable = received(("connected", #"{"timestamp":"2024-07-15T15:00:00Z","replayUnavailable":true}"#))
    let heartbeat = received(("heartbeat", #"{"timestamp":"2024-07-15T13:00:00Z"}"#))
    let told = Timestamp("2024-07-15T13:00:00Z")
    let alone = state(opened, heartbeat, .stream(.lost(reason: "reset")), opened, unavailable, unavailable)
    #expect(alone.gaps == [Gap(at: at(4).wall, reason: "replay unavailable", trustedUntil: told)])
    let failed = received(("replay-failed", #"{"reason":"OLD","oldestAvailable":"500","requestedId":"15"}"#))
    let both = state(opened, heartbeat, .stream(.lost(reason: "reset")), opened, unavailable, failed)
    #expect(
      both.gaps == [
        Gap(at: at(4).wall, reason: "OLD", requestedID: "15", oldestAvailable: "500", trustedUntil: told)
      ])
    #expect(both.tallies.errorsLastHour.total(at: .seconds(9)) == 1)
    let again = state(opened, unavailable, .stream(.lost(reason: "reset")), opened, failed)
    #expect(again.gaps.count == 2)
  }

  @Test("a gap stays until it is acknowledged, and a resync asks from the last time the server told before it")
  func gapHandling() {
    let later = #"{"timestamp":"2024-07-15T15:00:00Z"}"#
    let gap = state(
      opened, received(("heartbeat", #"{"timestamp":"2024-07-15T13:00:00Z"}"#)), opened,
      received(("replay-failed", "{}")),
      received(("heartbeat", later)))
    var acknowledged = gap
    #expect(reduce(into: &acknowledged, action: .command(.acknowledge), at: at(9)) == [])
    #expect(acknowledged.gaps == [])
    var resynced = gap
    #expect(
      reduce(into: &resynced, action: .command(.resync), at: at(9)) == [.resync(since: "2024-07-15T13:00:00Z")])
    var unknown = state(opened)
    #expect(reduce(into: &unknown, action: .command(.resync), at: at(9)) == [])
    #expect(unknown.notice != nil)
    var unheard = state(opened, received(("replay-failed", "{}")), received(("heartbeat", later)))
    #expect(reduce(into: &unheard, action: .command(.resync), at: at(9)) == [])
  }

  @Test("an error event is logged, calls somebody, and changes nothing else")
  func fault() {
    let fault = StreamFault(
      code: "RATE_LIMITED", message: "Too many connections", isRecoverable: true, retryAfter: .seconds(30))
    let data = #"{"code":"RATE_LIMITED","message":"Too many connections","recoverable":true,"retryAfter":30}"#
    expect(received(("error", data)), from: state()) { state in
      state.log.append(.fault(fault), at: at(10).wall)
      state.tallies.errorsLastHour.add(at: .seconds(10))
      state.tallies.lastError = at(10).wall
      state.tallies.alarms = 1
      state.calls.troubles = 1
      state.calls.add(.error, isOrder: false, settings: state.settings.alarms) {
        AlarmNotification(.error, sentence: "")
      }
      _ = state.calls.takeBell(isCatchingUp: false, settings: state.settings.alarms, at: .seconds(10))
      state.connection.lastSignOfLife = .seconds(10)
      state.connection.lastEventID = "1"
      state.connection.lastEvent = .seconds(10)
      state.connection.eventCount = 1
      state.connection.rate.add(1, at: .seconds(10))
    }
  }

  @Test("an event over the size limit costs one log entry, which is an error, and moves the position")
  func oversized() {
    var batch = EventBatch(lastEventID: "9")
    batch.oversized = [OversizedEvent(lastEventID: "9", type: "order-created")]
    let state = state(opened, .received(ReceivedBatch(batch)))
    #expect(state.log.newest(.warning)?.text == "order-created was over the size limit and skipped")
    #expect(state.tallies.errorsLastHour.total(at: .seconds(2)) == 1)
    #expect(state.connection.lastEventID == "9")
  }

  @Test("an unknown event type is mentioned once, and never more than 32 of them")
  func unknownTypes() {
    var state = state(received(("order-paused", "{}"), ("order-paused", "{}")))
    #expect(state.log.count == 1)
    for index in 0..<100 { _ = reduce(into: &state, action: received(("type\(index)", "{}")), at: at(3)) }
    #expect(state.log.count == 32)
  }

  @Test("the log keeps 1,000 entries of 500 characters, and counts repetitions")
  func logBounds() {
    var log = EventLog()
    for index in 0..<1500 {
      log.append(.lost(reason: "\(index) " + String(repeating: "x", count: 100_000)), at: at(0).wall)
    }
    #expect(log.count == 1000)
    #expect(log.rows(1, offset: 0).first?.text.count == 500)
    for _ in 0..<5 { log.append(.lost(reason: "same"), at: at(1).wall) }
    #expect(log.rows(1, offset: 0).first?.count == 5)
    #expect(log.count == 1000)
  }

  @Test("a recording that starts again empties the board and keeps the view")
  func restarted() {
    var state = state(received(("order-created", #"{"orderId":"a"}"#)), .command(.nextSort))
    _ = reduce(into: &state, action: .restarted, at: at(5))
    #expect(state.book.count == 0)
    #expect(state.view.sort == .age)
    #expect(state.log.count == 1)
  }
}
