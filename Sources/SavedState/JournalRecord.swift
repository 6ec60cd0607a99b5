package import OrderProtocol

/// One event of the stream as the journal keeps it.
package struct JournalRecord: Equatable, Sendable {
  /// The last event ID at its dispatch.
  package var eventID: String
  package var type: String
  /// The order it is about; `nil` for events that are about none, or do not say which.
  package var orderID: OrderID?
  /// On our clock.
  package var receivedAt: Timestamp
  /// When the server says it happened, where it says so.
  package var eventTime: Timestamp?
  /// The payload, exactly as it was received.
  package var data: String

  package init(
    eventID: String, type: String, orderID: OrderID? = nil, receivedAt: Timestamp, eventTime: Timestamp? = nil,
    data: String
  ) {
    self.eventID = eventID
    self.type = type
    self.orderID = orderID
    self.receivedAt = receivedAt
    self.eventTime = eventTime
    self.data = data
  }

  /// Whether both record the same event, whenever it was received. Without an id there is no telling.
  package func isSameEvent(as other: JournalRecord) -> Bool {
    !eventID.isEmpty && eventID.utf8.elementsEqual(other.eventID.utf8) && type.utf8.elementsEqual(other.type.utf8)
      && data.utf8.elementsEqual(other.data.utf8)
  }
}

extension JournalRecord {
  /// What an event counts against ``Retention/journalBytes``, by the bytes of its id, type and payload; at least 1, so that
  /// places in the journal increase.
  package static func size(_ eventID: Int, _ type: Int, _ data: Int) -> Int64 { Int64(max(1, eventID + type + data)) }
}
