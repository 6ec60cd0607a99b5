import EventStream
import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("Checkpoints: what has changed since the last one")
struct CheckpointTests {
  private func fresh(_ actions: Action..., retention: Retention = Retention()) -> DashboardState {
    var state = DashboardState(
      settings: Settings(), theme: "", isSaving: true, restoring: nil, retention: retention, at: at(0))
    for action in actions { _ = reduce(into: &state, action: action, at: at(1)) }
    return state
  }

  private func created(_ id: String, firstID: Int = 1) -> Action {
    received(("order-created", #"{"orderId":"\#(id)"}"#), firstID: firstID)
  }

  @Test("an order is taken once, as it is now, and again when it changes again")
  func orders() {
    var state = fresh(created("a"), created("b", firstID: 2), created("a", firstID: 3))
    func taken(isComplete: Bool = false) -> [String] {
      state.takeCheckpoint(isComplete: isComplete, at: at(2)).orders.map { $0.id.rawValue + $0.lastEventID }.sorted()
    }
    #expect(taken() == ["a3", "b2"])
    #expect(taken() == [])
    _ = reduce(into: &state, action: created("b", firstID: 4), at: at(2))
    #expect(taken() == ["b4"])
    #expect(taken(isComplete: true) == ["a3", "b4"])
    _ = reduce(into: &state, action: created("c", firstID: 5), at: at(2))
    #expect(taken(isComplete: true) == ["a3", "b4", "c5"])
    #expect(taken() == [])
  }

  @Test("events go to the journal as they were received, with the order they are about and when they happened")
  func journal() {
    let data = #"{"orderId":"a", "submittedAt":"2024-07-15T14:30:00Z"}"#
    let pair: [(String, String)] = [
      ("order-submitted", data), ("heartbeat", #"{"timestamp":"2024-07-15T14:31:00Z"}"#), ("order-updated", "broken"),
    ]
    var state = fresh(received(pair.map { (type: $0.0, data: $0.1) }, firstID: 5))
    let now = at(1).wall
    #expect(
      state.takeCheckpoint(isComplete: false, at: at(2)).journal == [
        JournalRecord(
          eventID: "5", type: "order-submitted", orderID: OrderID("a"), receivedAt: now,
          eventTime: Timestamp("2024-07-15T14:30:00Z"), data: data),
        JournalRecord(
          eventID: "6", type: "heartbeat", receivedAt: now, eventTime: Timestamp("2024-07-15T14:31:00Z"),
          data: pair[1].1),
        JournalRecord(eventID: "7", type: "order-updated", receivedAt: now, data: "broken"),
      ])
    #expect(state.takeCheckpoint(isComplete: true, at: at(2)).journal == [])
  }

  @Test("nobody saves: nothing is kept for it")
  func off() {
    var state = state(created("a"))
    #expect(state.takeCheckpoint(isComplete: true, at: at(2)).orders == [])
    #expect(state.journal == nil)
    #expect(state.ordersToRecall(for: batch([])) == [])
  }

  @Test("entries of the log are taken when they are new or were repeated")
  func log() {
    func lost(_ reason: String) -> Action { .stream(.lost(reason: reason)) }
    var state = fresh(lost("a"), lost("b"))
    func taken(isComplete: Bool = false) -> [String] {
      state.takeCheckpoint(isComplete: isComplete, at: at(2)).log.map { "\($0.number) \($0.text) \($0.count)" }
    }
    #expect(taken() == ["0 a 1", "1 b 1"])
    #expect(taken() == [])
    _ = reduce(into: &state, action: lost("b"), at: at(2))
    #expect(taken() == ["1 b 2"])
    for action in [lost("b"), lost("c")] { _ = reduce(into: &state, action: action, at: at(2)) }
    #expect(taken() == ["1 b 3", "2 c 1"])
    #expect(taken(isComplete: true) == ["0 a 1", "1 b 3", "2 c 1"])
  }

  @Test("the board's record tells position, counts, gaps, generation and view")
  func record() {
    var state = fresh(
      created("a"), received(("order-shipped", #"{"orderId":"b"}"#), firstID: 2),
      received(("order-updated", #"{"orderId":"c","status":"ON_HOLD"}"#), ("replay-failed", "{}"), firstID: 3),
      .command(.nextSort), .command(.toggleExceptions),
      .themesListed([Choice.Option("paper")]), .command(.choose))
    let board = state.takeCheckpoint(isComplete: false, at: at(2)).board
    #expect(board.savedAt == at(2).wall)
    #expect(board.lastEventID == "4")
    #expect(
      board.counts == ["CREATED": 1, "PENDING": 0, "PROCESSING": 0, "SHIPPED": 1, "CANCELLED": 0, "OTHER": 1])
    #expect(board.unverified == 3)
    #expect(board.generation == 1)
    #expect(board.gaps == state.gaps)
    #expect(board.lastError == at(1).wall)
    #expect(board.shippedLastHour.counts == [1])
    #expect(board.shippedLastHour.newestMinute == at(1).wall.milliseconds / 60_000)
    #expect(board.errorsLastHour.counts == [1])
    #expect(board.connection.eventCount == 4)
    #expect(board.view.sort == "in status")
    #expect(board.view.showsExceptionsOnly)
    #expect(board.view.theme == "paper")
  }

  @Test("the connection is told in the words and times that outlive the program")
  func connection() {
    func saved(_ actions: Action...) -> SavedConnection {
      var state = fresh()
      for action in actions { _ = reduce(into: &state, action: action, at: at(1)) }
      return state.takeCheckpoint(isComplete: false, at: at(4)).board.connection
    }
    #expect(saved().phase == .idle)
    #expect(saved(.stream(.connecting(attempt: 2, lastEventID: ""))).phase == .connecting)
    let opened = Action.stream(.opened(streamID: "s"))
    let live = saved(opened)
    #expect(live.phase == .live)
    #expect(live.openedAt == at(1).wall)
    #expect(live.lastSignOfLife == at(1).wall)
    #expect(live.streamID == "s")
    let replay = saved(opened, received(("replay-start", #"{"missedEvents":3}"#), ("order-updated", "{}")))
    #expect(replay.phase == .replay)
    #expect(replay.replayDone == 1)
    #expect(replay.replayTotal == 3)
    #expect(replay.lastEvent == at(1).wall)
    let retry = saved(.stream(.waiting(.seconds(8), .retry(number: 3, limit: 10, reason: "refused"))))
    #expect(retry.phase == .retry)
    #expect(retry.retryNumber == 3)
    #expect(retry.retryLimit == 10)
    #expect(retry.reason == "refused")
    #expect(retry.waitUntil == at(9).wall)
    #expect(saved(.stream(.waiting(.seconds(8), .announced))).phase == .maintenance)
    let offline = saved(.stream(.waiting(.seconds(30), .offline(attempts: 11, reason: "refused"))))
    #expect(offline.phase == .offline)
    #expect(offline.reason == "refused")
    let stopped = saved(opened, .stream(.ended(.unauthorized(status: 401))))
    #expect(stopped.phase == .stopped)
    #expect(stopped.reason == "not authorised (401)")
    #expect(stopped.openedAt == nil)
    let heartbeat = saved(received(("heartbeat", #"{"timestamp":"2024-07-15T14:00:00Z"}"#)))
    #expect(heartbeat.lastHeartbeat == at(1).wall)
    #expect(heartbeat.lastServerTime == Timestamp("2024-07-15T14:00:00Z"))
    #expect(heartbeat.lag == .seconds(1))
    #expect(heartbeat.heartbeatTimeout == .seconds(60))
  }

  @Test("a closed order does not leave the board before it was taken to be saved, and then nobody forgets it")
  func sweep() {
    let day = 24.0 * 3600
    var state = fresh(received(("order-shipped", #"{"orderId":"a"}"#)))
    _ = reduce(into: &state, action: received(), at: at(day + 60))
    #expect(state.book.count == 1)
    #expect(state.takeCheckpoint(isComplete: false, at: at(day + 61)).orders.count == 1)
    _ = reduce(into: &state, action: received(), at: at(day + 121))
    #expect(state.book.count == 0)
    #expect(state.archivedCount == 1)
    let later = state.takeCheckpoint(isComplete: false, at: at(day + 122))
    #expect(later.orders == [])
    #expect(later.board.agedOut == 1)
    #expect(later.board.counts["SHIPPED"] == 0)
  }

  @Test("where another program saves, nobody waits for a closed order to be taken; what is on the board is still whole")
  func sweepElsewhere() {
    let day = 24.0 * 3600
    for (saving, count) in [(SavingStatus.failing(reason: "disk full"), 2), (.elsewhere(reason: "another"), 1)] {
      var state = fresh(
        received(("order-shipped", #"{"orderId":"a"}"#), ("order-created", #"{"orderId":"b"}"#)), .saving(saving))
      _ = reduce(into: &state, action: received(), at: at(day + 60))
      #expect(state.book.count == count)
      #expect(state.takeCheckpoint(isComplete: true, at: at(day + 61)).orders.count == count)
    }
  }

  @Test("an order that has left the board comes back as it was saved when an event changes it")
  func recall() {
    let day = 24.0 * 3600
    var state = fresh(
      received(("order-shipped", #"{"orderId":"a","carrier":"UPS"}"#), ("order-created", #"{"orderId":"open"}"#)),
      received(("replay-failed", "{}"), firstID: 3))
    let saved = state.takeCheckpoint(isComplete: false, at: at(2)).orders.filter { $0.id == OrderID("a") }
    let change = batch(
      [
        ("a", "updated"), ("a", "updated"), ("open", "updated"), ("new", "created"), ("new", "updated"),
        ("b", "updated"),
      ]
      .map { id, type in
        RandomStream.Sample(event: ServerSentEvent(type: "order-\(type)", data: #"{"orderId":"\#(id)"}"#))
      })
    #expect(state.ordersToRecall(for: change) == [], "nothing has left the board")
    _ = reduce(into: &state, action: received(), at: at(day + 60))
    #expect(state.tallies.unverified == 1)
    #expect(state.ordersToRecall(for: change) == [OrderID("a"), OrderID("b")])
    _ = reduce(into: &state, action: .recalled(saved), at: at(day + 120))
    #expect(state.order("a")?.saved(at: at(day)) == saved.first)
    #expect(state.tallies[.shipped] == 1)
    #expect(state.tallies.unverified == 2)
    #expect(state.tallies.agedOut == 0)
    #expect(state.archivedCount == 0)
    #expect(state.takeCheckpoint(isComplete: false, at: at(day + 121)).orders == [])
    _ = reduce(into: &state, action: .received(change), at: at(day + 121))
    #expect(state.order("a")?.carrier == "UPS")
    #expect(state.order("a")?.firstSeen == at(1).wall)
    #expect(state.order("a")?.isPartial == true)
    #expect(state.order("b")?.isPartial == true)
    // What is on the board is newer than what is saved.
    _ = reduce(into: &state, action: .recalled(saved), at: at(day + 122))
    #expect(state.order("a")?.lastChanged == at(day + 121).wall)
    #expect(state.tallies[.shipped] == 1)
  }

  @Test("an order that is found on the board is still there when the batch about it comes")
  func noSweepBetween() {
    let day = 24.0 * 3600
    var state = fresh(received(("order-shipped", #"{"orderId":"a","carrier":"UPS"}"#)))
    _ = state.takeCheckpoint(isComplete: false, at: at(2))
    state.archivedCount = 1
    let change = received(("order-updated", #"{"orderId":"a","trackingNumber":"1Z"}"#), firstID: 2)
    guard case .received(let batch) = change else { return }
    #expect(state.ordersToRecall(for: batch) == [])
    _ = reduce(into: &state, action: .command(.togglePause), at: at(day + 120))
    _ = reduce(into: &state, action: change, at: at(day + 121))
    #expect(state.order("a")?.carrier == "UPS")
  }
}

@Suite("Events that wait to be saved")
struct UnsavedJournalTests {
  private func record(_ id: Int, bytes: Int = 10) -> JournalRecord {
    JournalRecord(eventID: "\(id)", type: "t", receivedAt: at(0).wall, data: String(repeating: "x", count: bytes))
  }

  @Test("too many: the oldest go first")
  func count() {
    var journal = UnsavedJournal(limit: 100)
    for id in 0..<1000 {
      journal.append(record(id))
      #expect(journal.count >= min(id + 1, 100) && journal.count < 100 + 256)
    }
    #expect(journal.take().records.suffix(100).map(\.eventID) == (900..<1000).map { "\($0)" })
    #expect(journal.count == 0)
    journal.append(record(7))
    #expect(journal.take().records.map(\.data.count) == [10])
    var none = UnsavedJournal(limit: 0)
    none.append(record(1))
    #expect(none.take() == [])
  }

  @Test("too large: the oldest go first, and one that is too large by itself is not kept")
  func bytes() {
    var journal = UnsavedJournal(limit: 1_000_000)
    for id in 0..<40 { journal.append(record(id, bytes: 1024 * 1024)) }
    let kept = journal.take().records
    #expect(kept.map(\.eventID) == (9..<40).map { "\($0)" })
    #expect(kept.allSatisfy { $0.data.utf8.count == 1024 * 1024 })
    journal.append(record(1, bytes: 40 * 1024 * 1024))
    #expect(journal.take() == [])
  }
}

extension UnsavedJournal {
  fileprivate mutating func append(_ record: JournalRecord) {
    record.withTexts { append($0, receivedAt: record.receivedAt, eventTime: record.eventTime) }
  }
}
