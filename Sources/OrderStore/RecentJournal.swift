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

  /// Everything about an event but its texts, and how many bytes each of those has.
  private struct Head {
    let eventID: Int
    let type: Int
    /// `nil`: it is about none.
    let orderID: Int?
    let data: Int
    let receivedAt: Timestamp
    let eventTime: Timestamp?

    /// What counts: id, type and payload.
    var size: Int { eventID + type + data }

    /// What its texts take up.
    var length: Int { size + (orderID ?? 0) }
  }

  /// The oldest first.
  private var heads: Deque<Head> = []
  /// The texts of all, one after the other, after those of events that are gone: to let go of the bytes here costs less
  /// than to let go of a string that was last used thousands of events ago.
  private var texts: [UInt8] = []
  private var textsGone = 0
  private var size = 0

  mutating func append(_ record: JournalRecord) {
    record.withTexts { append($0, receivedAt: record.receivedAt, eventTime: record.eventTime) }
  }

  mutating func append(_ event: EventTexts, receivedAt: Timestamp, eventTime: Timestamp?) {
    let head = Head(
      eventID: event.eventID.count, type: event.type.count, orderID: event.orderID?.count, data: event.data.count,
      receivedAt: receivedAt, eventTime: eventTime)
    guard head.size <= Self.maximumEventBytes, event.orderID != nil || isMark(event.type) else { return }
    heads.append(head)
    texts.append(contentsOf: event.eventID)
    texts.append(contentsOf: event.type)
    if let orderID = event.orderID { texts.append(contentsOf: orderID) }
    texts.append(contentsOf: event.data)
    size += head.size
    while heads.count > Self.limit || size > Self.maximumBytes { dropOldest() }
  }

  private func isMark(_ type: UnsafeBufferPointer<UInt8>) -> Bool {
    JournalRecord(eventID: "", type: String(utf8: type), receivedAt: Timestamp(milliseconds: 0), data: "").mark != nil
  }

  private mutating func dropOldest() {
    let head = heads.removeFirst()
    size -= head.size
    textsGone += head.length
    guard textsGone > texts.count / 2 else { return }
    texts.removeFirst(textsGone)
    textsGone = 0
  }

  private var records: [JournalRecord] {
    var rest = texts[textsGone...]
    func next(_ count: Int) -> String {
      defer { rest = rest.dropFirst(count) }
      return String(decoding: rest.prefix(count), as: UTF8.self)
    }
    return heads.map { head in
      JournalRecord(
        eventID: next(head.eventID), type: next(head.type), orderID: head.orderID.map { OrderID(next($0)) },
        receivedAt: head.receivedAt, eventTime: head.eventTime, data: next(head.data))
    }
  }

  /// The newest events of an order, at most `limit`, the oldest first, with the replays between them.
  func timeline(of id: OrderID, limit: Int) -> [JournalRecord] {
    OrderPast(of: id, in: records, limit: limit).records
  }
}
