import OrderProtocol
import SavedState

/// Events that have yet to be taken to be saved, bounded in number and in size: the oldest go first.
struct UnsavedJournal: Sendable {
  /// How many bytes they may have together, ids, types and payloads.
  static let maximumBytes = 32 * 1024 * 1024

  /// How many there may be.
  let limit: Int
  private var records: [JournalRecord] = []
  /// Where the oldest one that counts is.
  private var start = 0
  private var bytes = 0

  init(limit: Int) { self.limit = max(0, limit) }

  var count: Int { records.count - start }

  mutating func append(_ record: JournalRecord) {
    bytes += record.size
    records.append(record)
    while count > limit || bytes > Self.maximumBytes, start < records.count {
      bytes -= records[start].size
      records[start].data = ""
      start += 1
    }
    // What was left out goes as soon as it is half of all, so that an event costs the same however many there are.
    if start > 0, start * 2 >= records.count {
      records.removeFirst(start)
      start = 0
    }
  }

  /// The newest events of an order, at most `limit`, the oldest first, with the replays between them.
  func timeline(of id: OrderID, limit: Int) -> [JournalRecord] {
    OrderPast(of: id, in: records[start...], limit: limit).records
  }

  /// Hands out what there is, the oldest first.
  mutating func take() -> [JournalRecord] {
    defer {
      records = []
      start = 0
      bytes = 0
    }
    if start > 0 { records.removeFirst(start) }
    return records
  }
}

extension JournalRecord {
  /// How many bytes it has: id, type and payload.
  var size: Int { eventID.utf8.count + type.utf8.count + data.utf8.count }
}
