import DequeModule
import OrderProtocol
import SavedState

/// The newest events about orders, and the replays between them, where nobody saves them: a demo has a past as well.
/// Bounded in number and in size, the oldest go first.
struct RecentJournal: Sendable {
  /// How many there may be, and how many bytes they may have together: ids, types and payloads.
  static let limit = 4000
  static let maximumBytes = 1024 * 1024
  /// A larger event is left out: it would push out all others.
  static let maximumEventBytes = 64 * 1024

  private var records: Deque<JournalRecord> = []
  private var bytes = 0

  mutating func append(_ record: JournalRecord) {
    guard record.orderID != nil || record.isReplay, record.size <= Self.maximumEventBytes else { return }
    records.append(record)
    bytes += record.size
    while records.count > Self.limit || bytes > Self.maximumBytes, let oldest = records.popFirst() {
      bytes -= oldest.size
    }
  }

  /// The newest events of an order, at most `limit`, the oldest first, with the beginnings and ends of replays.
  func timeline(of id: OrderID, limit: Int) -> [JournalRecord] {
    var found: [JournalRecord] = []
    var count = 0
    for record in records.reversed() where record.orderID == nil || record.orderID == id {
      if record.orderID != nil { count += 1 }
      if count > limit { break }
      found.append(record)
    }
    return found.reversed()
  }
}

extension JournalRecord {
  fileprivate var isReplay: Bool { type == "replay-start" || type == "replay-complete" }
}
