import EventStream
import OrderProtocol

/// A published event, encoded once for everybody.
struct StoredEvent: Equatable, Sendable {
  /// Its place in the history, counted from 1.
  let number: Int64
  /// When it was published. Never before the event ahead of it.
  let time: Timestamp
  /// `nil` for a type that the protocol does not name.
  let type: OrderEventType?
  /// The order it is about; `nil` when the payload does not say.
  let orderID: OrderID?
  /// The customer it belongs to, as UTF-8; `nil` when nobody knows.
  let customerID: [UInt8]?
  /// The event as the stream has it, its blank line included.
  let frame: [UInt8]

  /// The bytes of all frames of the history up to this one, those that are gone included.
  let endOffset: Int

  /// Encodes an event.
  ///
  /// - Parameters:
  ///   - offset: ``endOffset`` of the event ahead.
  ///   - customerOf: whose event it is, asked only if it is about an order.
  /// - Throws: when the type cannot stand in a stream because it has a line end in it.
  init(
    _ draft: EventDraft, number: Int64, id: String, at time: Timestamp, after offset: Int,
    customerOf: ((order: OrderID, customer: [UInt8]?)) -> [UInt8]?
  ) throws(EventStreamEncoder.Failure) {
    let event = ServerSentEvent(lastEventID: id, type: draft.type, data: draft.data)
    let subject = DecodedEvent(event).event?.subject
    var frame: [UInt8] = []
    var encoder = EventStreamEncoder()
    try encoder.encode(event, into: &frame)
    self.number = number
    self.time = time
    self.frame = frame
    type = OrderEventType(name: draft.type)
    orderID = subject?.order
    customerID = subject.flatMap(customerOf)
    endOffset = offset + frame.count
  }

  /// What it counts towards the limit of the history.
  var cost: Int { frame.count + 128 }
}

extension OrderEvent {
  /// The order that the event is about, and the customer if it names one.
  var subject: (order: OrderID, customer: [UInt8]?)? {
    switch self {
    case .created(let patch), .updated(let patch), .submitted(let patch), .shipped(let patch), .cancelled(let patch):
      (patch.orderID, patch.customerID.map { Array($0.utf8) })
    case .itemAdded(let order, _, _), .itemRemoved(let order, _, _): (order, nil)
    default: nil
    }
  }
}
