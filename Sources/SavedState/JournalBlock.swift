package import OrderProtocol

/// Events of the journal that were saved together, as the bytes of one row: a row an event would cost more than all else
/// that an event costs.
///
/// Each event is its head, then its texts. The head is seven numbers in LEB128 (seven bits a byte, the lowest first): the
/// length of the order id plus one (0: it has none), of the type, of the event id and of the payload; when it was received,
/// counted from the event before; whether it has a time of its own, and that time, counted from when it was received. Times
/// are in milliseconds, their differences wrap around and have their sign in the lowest bit.
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
  package mutating func append(
    eventID: String, type: String, orderID: OrderID?, receivedAt received: Timestamp, eventTime: Timestamp?,
    data: String
  ) {
    append(orderID.map { UInt64($0.rawValue.utf8.count) + 1 } ?? 0)
    append(UInt64(type.utf8.count))
    append(UInt64(eventID.utf8.count))
    append(UInt64(data.utf8.count))
    append(difference: received.milliseconds &- receivedAt)
    receivedAt = received.milliseconds
    append(eventTime == nil ? 0 : 1)
    if let eventTime { append(difference: eventTime.milliseconds &- receivedAt) }
    if let orderID { append(orderID.rawValue) }
    append(type)
    append(eventID)
    append(data)
    count += 1
    eventBytes &+= JournalRecord.size(eventID.utf8.count, type.utf8.count, data.utf8.count)
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

  private mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  private mutating func append(difference: Int64) { append(UInt64(bitPattern: difference << 1 ^ difference >> 63)) }

  private mutating func append(_ number: UInt64) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}

/// Why the bytes of a block are none.
package struct BrokenBlock: Error {}

/// Reads the bytes of a ``JournalBlock``, which may be damaged or made up, event by event.
package struct JournalBlockReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var receivedAt: Int64 = 0

  /// - Parameter bytes: have to outlive the reader.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The next event where it lies in the block; `nil` at the end.
  package mutating func next() throws(BrokenBlock) -> JournalBlockEvent? {
    guard position < bytes.count else { return nil }
    let orderLength = try number()
    let (typeLength, idLength, dataLength) = (try number(), try number(), try number())
    receivedAt = receivedAt &+ (try difference())
    let received = receivedAt
    let time = try number() == 0 ? nil : received &+ (try difference())
    return JournalBlockEvent(
      orderID: orderLength == 0 ? nil : try text(orderLength - 1), type: try text(typeLength),
      eventID: try text(idLength), data: try text(dataLength), receivedAt: Timestamp(milliseconds: received),
      eventTime: time.map { Timestamp(milliseconds: $0) })
  }

  private mutating func text(_ length: UInt64) throws(BrokenBlock) -> UnsafeBufferPointer<UInt8> {
    guard length <= UInt64(bytes.count - position) else { throw BrokenBlock() }
    defer { position += Int(length) }
    return UnsafeBufferPointer(rebasing: bytes[position..<position + Int(length)])
  }

  private mutating func difference() throws(BrokenBlock) -> Int64 {
    let number = try number()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  private mutating func number() throws(BrokenBlock) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      guard position < bytes.count else { break }
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return number }
    }
    throw BrokenBlock()
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
