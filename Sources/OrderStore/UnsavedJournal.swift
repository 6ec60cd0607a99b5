import OrderProtocol
import SavedState

/// Events that have yet to be taken to be saved, bounded in number and in size: the oldest go first, block by block.
struct UnsavedJournal: Sendable {
  /// How many bytes they may have together, ids, types and payloads.
  static let maximumBytes: Int64 = 32 * 1024 * 1024

  /// How many are kept, if there are so many; a block of them more at most.
  let limit: Int
  private var batch = JournalBatch()

  init(limit: Int) { self.limit = max(0, limit) }

  var count: Int { batch.count }

  /// How many bytes of ids, types and payloads there are.
  var eventBytes: Int64 { batch.eventBytes }

  mutating func append(_ event: EventTexts, receivedAt: Timestamp, eventTime: Timestamp?) {
    batch.append(event, receivedAt: receivedAt, eventTime: eventTime)
    batch.dropOldest(beyond: limit, bytes: Self.maximumBytes)
  }

  /// The newest events of an order, at most `limit`, the oldest first, with the replays between them.
  func timeline(of id: OrderID, limit: Int) -> [JournalRecord] { batch.timeline(of: id, limit: limit) }

  /// Hands out what there is.
  mutating func take() -> JournalBatch {
    defer { batch = JournalBatch() }
    return batch
  }
}
