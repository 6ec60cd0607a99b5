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

  /// As a ``JournalRecord``, without having to make one of every event.
  private struct Event {
    var eventID = ""
    var type = ""
    var orderID: OrderID?
    var receivedAt = Timestamp(milliseconds: 0)
    var eventTime: Timestamp?
    var data = ""

    /// How many bytes it has: id, type and payload.
    var size: Int { eventID.utf8.count + type.utf8.count + data.utf8.count }

    var record: JournalRecord {
      JournalRecord(
        eventID: eventID, type: type, orderID: orderID, receivedAt: receivedAt, eventTime: eventTime, data: data)
    }
  }

  /// The oldest one stands at `start`, and what follows it to the end and round.
  private var ring: [Event] = []
  private var start = 0
  private var count = 0
  private var bytes = 0

  mutating func append(_ record: JournalRecord) {
    append(
      eventID: record.eventID, type: record.type, orderID: record.orderID, receivedAt: record.receivedAt,
      eventTime: record.eventTime, data: record.data)
  }

  mutating func append(
    eventID: String, type: String, orderID: OrderID?, receivedAt: Timestamp, eventTime: Timestamp?, data: String
  ) {
    let event = Event(
      eventID: eventID, type: type, orderID: orderID, receivedAt: receivedAt, eventTime: eventTime, data: data)
    let size = event.size
    guard size <= Self.maximumEventBytes, orderID != nil || event.record.mark != nil else { return }
    if count == Self.limit { dropOldest() }
    if ring.count < Self.limit { ring.append(event) } else { ring[place(count)] = event }
    count += 1
    bytes += size
    while bytes > Self.maximumBytes { dropOldest() }
  }

  private mutating func dropOldest() {
    bytes -= ring[start].size
    ring[start] = Event()
    start = place(1)
    count -= 1
  }

  /// Where the one stands that came so many after the oldest.
  private func place(_ offset: Int) -> Int { (start + offset) % Self.limit }

  /// The newest events of an order, at most `limit`, the oldest first, with the replays between them.
  func timeline(of id: OrderID, limit: Int) -> [JournalRecord] {
    OrderPast(of: id, in: (0..<count).lazy.map { ring[place($0)].record }, limit: limit).records
  }
}
