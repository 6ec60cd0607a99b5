package import OrderProtocol

/// Events of the journal that were saved together, as the bytes of one row: a row an event would cost more than all else
/// that an event costs.
///
/// Each event is its head, then its texts. The head is seven packed numbers: the length of the order id plus one (0: it has
/// none), of the type, of the event id and of the payload; when it was received, counted from the event before; whether it
/// has a time of its own, and that time, counted from when it was received. Times are in milliseconds, their differences
/// wrap around.
package struct JournalBlock: Equatable, Sendable {
  /// A block is closed when it has so many events, or so many bytes.
  static let largestCount = 256
  static let largestSize = 64 * 1024

  package private(set) var bytes: [UInt8] = []
  package private(set) var count = 0
  /// What its events count against the bounds of the journal; see ``JournalRecord/size``.
  package private(set) var eventBytes: Int64 = 0
  private var receivedAt: Int64 = 0

  package init() {}

  /// - Parameter size: how many bytes it may come to have.
  init(likely size: Int) { bytes.reserveCapacity(size) }

  package var isFull: Bool { count >= Self.largestCount || bytes.count >= Self.largestSize }

  /// Appends an event; see ``JournalRecord`` for its parts.
  package mutating func append(_ event: EventTexts, receivedAt received: Timestamp, eventTime: Timestamp?) {
    var head = PackedHead()
    head.append(event.orderID.map { UInt64($0.count) + 1 } ?? 0)
    head.append(UInt64(event.type.count))
    head.append(UInt64(event.eventID.count))
    head.append(UInt64(event.data.count))
    head.append(received.milliseconds &- receivedAt)
    receivedAt = received.milliseconds
    head.append(UInt64(eventTime == nil ? 0 : 1))
    if let eventTime { head.append(eventTime.milliseconds &- receivedAt) }
    bytes.append(head)
    if let orderID = event.orderID { bytes.append(contentsOf: orderID) }
    bytes.append(contentsOf: event.type)
    bytes.append(contentsOf: event.eventID)
    bytes.append(contentsOf: event.data)
    count += 1
    eventBytes &+= event.size
  }

  /// Hands over the events, the oldest first, where they lie.
  package func withEvents<Value>(_ body: ([JournalBlockEvent]) throws -> Value) rethrows -> Value {
    try bytes.withUnsafeBufferPointer { bytes in
      var reader = JournalBlockReader(bytes)
      var events: [JournalBlockEvent] = []
      events.reserveCapacity(count)
      while let event = try? reader.next() { events.append(event) }
      return try body(events)
    }
  }
}

/// Reads the bytes of a ``JournalBlock``, which may be damaged or made up, event by event.
package struct JournalBlockReader {
  private var packed: PackedReader
  private var receivedAt: Int64 = 0

  /// - Parameter bytes: have to outlive the reader.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) { packed = PackedReader(bytes) }

  /// The next event where it lies in the block; `nil` at the end.
  package mutating func next() throws(BrokenBytes) -> JournalBlockEvent? {
    guard !packed.isAtEnd else { return nil }
    let orderLength = try packed.number()
    let (typeLength, idLength, dataLength) = (try packed.number(), try packed.number(), try packed.number())
    receivedAt = receivedAt &+ (try packed.signedNumber())
    let received = receivedAt
    let time = try packed.number() == 0 ? nil : received &+ (try packed.signedNumber())
    return JournalBlockEvent(
      orderID: orderLength == 0 ? nil : try packed.bytes(orderLength - 1), type: try packed.bytes(typeLength),
      eventID: try packed.bytes(idLength), data: try packed.bytes(dataLength),
      receivedAt: Timestamp(milliseconds: received),
      eventTime: time.map { Timestamp(milliseconds: $0) })
  }
}

/// One event of a block. Its texts are good for as long as the block's bytes are.
package struct JournalBlockEvent {
  package var orderID: UnsafeBufferPointer<UInt8>?
  package var type: UnsafeBufferPointer<UInt8>
  package var eventID: UnsafeBufferPointer<UInt8>
  package var data: UnsafeBufferPointer<UInt8>
  package var receivedAt: Timestamp
  package var eventTime: Timestamp?

  /// As ``JournalRecord/size``.
  package var size: Int64 { JournalRecord.size(eventID.count, type.count, data.count) }

  package var record: JournalRecord {
    JournalRecord(
      eventID: String(decoding: eventID, as: UTF8.self), type: String(decoding: type, as: UTF8.self),
      orderID: orderID.map { OrderID(String(decoding: $0, as: UTF8.self)) }, receivedAt: receivedAt,
      eventTime: eventTime, data: String(decoding: data, as: UTF8.self))
  }
}
