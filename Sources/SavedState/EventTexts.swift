import OrderProtocol

/// The texts of an event where they lie, well-formed UTF-8; see ``JournalRecord``.
package struct EventTexts: BitwiseCopyable {
  package var eventID: UnsafeBufferPointer<UInt8>
  package var type: UnsafeBufferPointer<UInt8>
  package var orderID: UnsafeBufferPointer<UInt8>?
  package var data: UnsafeBufferPointer<UInt8>

  package init(
    eventID: UnsafeBufferPointer<UInt8>, type: UnsafeBufferPointer<UInt8>, orderID: UnsafeBufferPointer<UInt8>?,
    data: UnsafeBufferPointer<UInt8>
  ) {
    self.eventID = eventID
    self.type = type
    self.orderID = orderID
    self.data = data
  }

  /// As ``JournalRecord/size(_:_:_:)``.
  package var size: Int64 { JournalRecord.size(eventID.count, type.count, data.count) }
}

extension JournalRecord {
  /// Hands over the record's texts.
  package func withTexts<Value>(_ body: (EventTexts) -> Value) -> Value {
    var (eventID, type, data) = (eventID, type, data)
    var order = orderID?.rawValue ?? ""
    return eventID.withUTF8 { eventID in
      type.withUTF8 { type in
        order.withUTF8 { order in
          data.withUTF8 { data in
            body(EventTexts(eventID: eventID, type: type, orderID: orderID == nil ? nil : order, data: data))
          }
        }
      }
    }
  }
}
