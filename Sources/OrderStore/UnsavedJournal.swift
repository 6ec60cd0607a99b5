import DequeModule
import OrderProtocol
import SavedState

/// Events that have yet to be taken to be saved, bounded in number and in size: the oldest go first.
struct UnsavedJournal: Sendable {
  /// How many bytes they may have together, ids, types and payloads.
  static let maximumBytes = 32 * 1024 * 1024

  /// How many there may be.
  let limit: Int
  private var records: Deque<JournalRecord> = []
  private var bytes = 0

  init(limit: Int) { self.limit = max(0, limit) }

  var count: Int { records.count }

  mutating func append(_ record: JournalRecord) {
    records.append(record)
    bytes += record.size
    while records.count > limit || bytes > Self.maximumBytes, let oldest = records.popFirst() { bytes -= oldest.size }
  }

  /// The newest events of an order, at most `limit`, the oldest first.
  func timeline(of id: OrderID, limit: Int) -> [JournalRecord] {
    var found: [JournalRecord] = []
    for record in records.reversed() where record.orderID == id {
      if found.count == limit { break }
      found.append(record)
    }
    return found.reversed()
  }

  /// Hands out what there is, the oldest first.
  mutating func take() -> [JournalRecord] {
    defer {
      records.removeAll(keepingCapacity: records.count < 10_000)
      bytes = 0
    }
    return Array(records)
  }
}

extension JournalRecord {
  /// How many bytes it has: id, type and payload.
  var size: Int { eventID.utf8.count + type.utf8.count + data.utf8.count }
}
