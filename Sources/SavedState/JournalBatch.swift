package import OrderProtocol

/// Events that are saved together, the oldest first, in the form in which they are saved: to put an event of the stream
/// aside costs no more than to copy its bytes.
package struct JournalBatch: Sendable {
  /// Each has events; only the newest may be one that is not full.
  package private(set) var blocks: [JournalBlock] = []
  package private(set) var count = 0
  /// What the events count against the bounds of the journal; see ``JournalRecord/size``.
  package private(set) var eventBytes: Int64 = 0

  package init() {}

  package init(_ records: some Sequence<JournalRecord>) {
    for record in records { append(record) }
  }

  package var isEmpty: Bool { count == 0 }

  /// All events, the oldest first.
  package var records: [JournalRecord] { blocks.flatMap { $0.withEvents { $0.map(\.record) } } }

  package mutating func append(_ record: JournalRecord) {
    record.withTexts { append($0, receivedAt: record.receivedAt, eventTime: record.eventTime) }
  }

  /// Appends an event; see ``JournalRecord`` for its parts.
  package mutating func append(_ event: EventTexts, receivedAt: Timestamp, eventTime: Timestamp?) {
    if blocks.last?.isFull ?? true {
      blocks.append(JournalBlock(likely: min(blocks.last?.bytes.count ?? 0, JournalBlock.largestSize)))
    }
    blocks[blocks.count - 1].append(event, receivedAt: receivedAt, eventTime: eventTime)
    count += 1
    eventBytes &+= event.size
  }

  /// Appends what came later.
  package mutating func append(contentsOf later: JournalBatch) {
    blocks += later.blocks
    count += later.count
    eventBytes &+= later.eventBytes
  }

  /// Drops the oldest blocks: all without which there are still so many events, and as many as the bytes are too many.
  package mutating func dropOldest(beyond events: Int, bytes: Int64) {
    guard count > events || eventBytes > bytes else { return }
    var dropped = 0
    while dropped < blocks.count, eventBytes > bytes || count - blocks[dropped].count >= events {
      count -= blocks[dropped].count
      eventBytes &-= blocks[dropped].eventBytes
      dropped += 1
    }
    blocks.removeFirst(dropped)
  }

  /// The newest events of an order, at most `limit`, the oldest first, with the replays between them.
  package func timeline(of id: OrderID, limit: Int) -> [JournalRecord] {
    var past = OrderPast(of: id, limit: limit)
    let filter = JournalFilter(id)
    for block in blocks.reversed() {
      let wantsMore = block.withEvents { events in
        events.reversed().allSatisfy { !filter.admits($0) || past.add($0.record) }
      }
      guard wantsMore else { break }
    }
    return past.records
  }
}

extension JournalBatch: Equatable {
  /// However they are cut into blocks.
  package static func == (one: JournalBatch, other: JournalBatch) -> Bool { one.records == other.records }
}

extension JournalBatch: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JournalRecord...) { self.init(elements) }
}
