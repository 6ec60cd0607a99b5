import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("Events of orders where nobody saves")
struct RecentJournalTests {
  private func record(_ number: Int, order: Int? = 1, type: String = "order-updated", bytes: Int = 10) -> JournalRecord
  {
    JournalRecord(
      eventID: "\(number)", type: type, orderID: order.map { OrderID("o-\($0)") }, receivedAt: at(0).wall,
      data: String(repeating: "x", count: bytes))
  }

  private func journal(_ records: [JournalRecord]) -> RecentJournal {
    var journal = RecentJournal()
    for record in records { journal.append(record) }
    return journal
  }

  private func ids(_ journal: RecentJournal, order: Int = 1, limit: Int = 100) -> [String] {
    journal.timeline(of: OrderID("o-\(order)"), limit: limit).map(\.eventID)
  }

  @Test("an order has its own events, the oldest first, and the replays between them")
  func order() {
    let journal = journal([
      record(1), record(2, order: 2), record(3, order: nil, type: "replay-start"), record(4),
      record(5, order: nil, type: "replay-complete"), record(6, order: nil, type: "heartbeat"), record(7),
    ])
    #expect(ids(journal) == ["1", "3", "4", "5", "7"])
    #expect(ids(journal, order: 2) == ["2"])
    #expect(ids(journal, order: 3) == [])
  }

  @Test("of many events the newest are told; replays do not count")
  func limit() {
    let journal = journal([record(1), record(2), record(3, order: nil, type: "replay-start"), record(4)])
    #expect(ids(journal, limit: 2) == ["2", "3", "4"])
    #expect(ids(journal, limit: 0) == [])
  }

  @Test("the oldest go when there are too many, in number or in bytes")
  func bounds() {
    let many = journal((1...RecentJournal.limit + 5).map { record($0) })
    #expect(ids(many, limit: .max).count == RecentJournal.limit)
    #expect(ids(many, limit: .max).first == "6")
    let size = 60_000
    let large = journal((1...100).map { record($0, bytes: size) })
    #expect(ids(large).count == RecentJournal.maximumBytes / (size + 20))
    #expect(ids(large).last == "100")
  }

  @Test("in whatever order small and large ones come, the newest are kept that fit")
  func mixture() {
    var random = SeededRandom(seed: 3)
    var journal = RecentJournal()
    var model: [JournalRecord] = []
    for number in 1...20_000 {
      let largest = number % 6000 < 3000 ? 20 : 2000
      let record = record(number, bytes: Int.random(in: 0...largest, using: &random))
      journal.append(record)
      model.append(record)
      guard number % 997 == 0 else { continue }
      var bytes = 0
      let kept = model.suffix(RecentJournal.limit).reversed().prefix {
        bytes += $0.eventID.utf8.count + $0.type.utf8.count + $0.data.utf8.count
        return bytes <= RecentJournal.maximumBytes
      }
      #expect(ids(journal, limit: .max) == kept.reversed().map(\.eventID))
    }
  }

  @Test("one huge event does not push out all others")
  func huge() {
    #expect(ids(journal([record(1), record(2, bytes: 2_000_000), record(3)])) == ["1", "3"])
  }

  @Test("a state that is not saved keeps them, and a recording that starts again forgets them")
  func kept() {
    var state = state(
      received(
        ("order-created", #"{"orderId":"o-1","status":"CREATED","timestamp":"2024-07-15T13:00:00Z"}"#),
        ("heartbeat", "{}"), ("order-shipped", #"{"orderId":"o-1"}"#)))
    let events = state.timeline(of: OrderID("o-1"), limit: 10)
    #expect(events.map(\.type) == ["order-created", "order-shipped"])
    #expect(events.first?.receivedAt == at(0).wall)
    #expect(events.first?.eventTime == Timestamp("2024-07-15T13:00:00Z"))
    #expect(events.last?.data == #"{"orderId":"o-1"}"#)
    _ = reduce(into: &state, action: .restarted, at: at(20))
    #expect(state.timeline(of: OrderID("o-1"), limit: 10) == [])
  }

  @Test("a state that is saved tells those that nobody has taken yet")
  func untaken() {
    var state = DashboardState(settings: Settings(), theme: "", isSaving: true, restoring: nil, at: at(0))
    for number in 1...3 {
      _ = reduce(
        into: &state,
        action: received(
          ("order-updated", #"{"orderId":"o-1","total":\#(number)}"#), ("order-updated", #"{"orderId":"o-2"}"#),
          firstID: number * 10), at: at(Double(number)))
    }
    #expect(state.timeline(of: OrderID("o-1"), limit: 2).map(\.eventID) == ["20", "30"])
    _ = state.takeCheckpoint(isComplete: false, at: at(5))
    #expect(state.timeline(of: OrderID("o-1"), limit: 2) == [])
    #expect(state.recent.timeline(of: OrderID("o-1"), limit: 2) == [])
  }
}
