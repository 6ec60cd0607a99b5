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
  /// How many bytes each of them has, and all together.
  private var sizes: Deque<Int> = []
  private var bytes = 0

  mutating func append(_ record: consuming JournalRecord) {
    let size = record.size
    guard size <= Self.maximumEventBytes, record.orderID != nil || record.mark != nil else { return }
    records.append(record)
    sizes.append(size)
    bytes += size
    while records.count > Self.limit || bytes > Self.maximumBytes {
      records.removeFirst()
      bytes -= sizes.removeFirst()
    }
  }

  /// The newest events of an order, at most `limit`, the oldest first, with the replays between them.
  func timeline(of id: OrderID, limit: Int) -> [JournalRecord] {
    OrderPast(of: id, in: records, limit: limit).records
  }
}

extension JournalRecord {
  /// How many bytes it has: id, type and payload.
  fileprivate var size: Int { eventID.utf8.count + type.utf8.count + data.utf8.count }
}
