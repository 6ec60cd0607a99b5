/// The names of fields that the protocol's payloads have.
enum FieldName: String, CaseIterable {
  case orderID = "orderId"
  case customerID = "customerId"
  case status, items, total, itemCount, submittedAt, assignedTo, trackingNumber, carrier, reason, cancellationReason
  case timestamp
  case itemID = "itemId"
  case name, quantity, price
  case streamID = "streamId"
  case filters, replayUnavailable, connectionAge, missedEvents, replayingFrom, replayedEvents, resumingLiveStream
  case oldestAvailable
  case requestedID = "requestedId"
  case code, message, recoverable, retryAfter, reconnectAfter

  /// The field of that name, exactly; `nil` for one that the protocol does not name. No `String` is made: this runs for
  /// every field of every event.
  init?(_ name: UnsafeBufferPointer<UInt8>) {
    switch name {
    case "orderId": self = .orderID
    case "itemId": self = .itemID
    case "quantity": self = .quantity
    case "price": self = .price
    case "status": self = .status
    case "timestamp": self = .timestamp
    case "name": self = .name
    case "total": self = .total
    case "itemCount": self = .itemCount
    case "customerId": self = .customerID
    case "items": self = .items
    case "submittedAt": self = .submittedAt
    case "assignedTo": self = .assignedTo
    case "trackingNumber": self = .trackingNumber
    case "carrier": self = .carrier
    case "reason": self = .reason
    case "cancellationReason": self = .cancellationReason
    case "streamId": self = .streamID
    case "filters": self = .filters
    case "replayUnavailable": self = .replayUnavailable
    case "connectionAge": self = .connectionAge
    case "missedEvents": self = .missedEvents
    case "replayingFrom": self = .replayingFrom
    case "replayedEvents": self = .replayedEvents
    case "resumingLiveStream": self = .resumingLiveStream
    case "oldestAvailable": self = .oldestAvailable
    case "requestedId": self = .requestedID
    case "code": self = .code
    case "message": self = .message
    case "recoverable": self = .recoverable
    case "retryAfter": self = .retryAfter
    case "reconnectAfter": self = .reconnectAfter
    default: return nil
    }
  }
}

extension StaticString {
  /// Lets a `switch` over UTF-8 name what it looks for.
  @inline(__always)
  static func ~= (word: StaticString, bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.utf8CodeUnitCount == bytes.count, let base = bytes.baseAddress else { return false }
    return hasSameBytes(UnsafeRawPointer(word.utf8Start), UnsafeRawPointer(base), count: bytes.count)
  }

  /// Compares many bytes at a time; the last ones overlap with those before them.
  @inline(__always)
  private static func hasSameBytes(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer, count: Int) -> Bool {
    // Safe: each load begins within the bytes, and ends within them because there are so many.
    func isSame<Word: FixedWidthInteger & BitwiseCopyable>(_ type: Word.Type, at offset: Int) -> Bool {
      one.loadUnaligned(fromByteOffset: offset, as: type) == other.loadUnaligned(fromByteOffset: offset, as: type)
    }
    if count >= 8 {
      var offset = 0
      while offset < count &- 8 {
        guard isSame(UInt64.self, at: offset) else { return false }
        offset &+= 8
      }
      return isSame(UInt64.self, at: count &- 8)
    }
    if count >= 4 { return isSame(UInt32.self, at: 0) && isSame(UInt32.self, at: count &- 4) }
    return (0..<count).allSatisfy { isSame(UInt8.self, at: $0) }
  }
}
