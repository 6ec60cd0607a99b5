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
