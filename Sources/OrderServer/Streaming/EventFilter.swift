import OrderProtocol

/// Which events a client asked for. Control events come whatever it says.
struct EventFilter: Equatable, Sendable {
  var customerID: [UInt8]?
  var orderID: OrderID?
  var types: Set<OrderEventType>?

  var isEmpty: Bool { customerID == nil && orderID == nil && types == nil }

  /// Whether an event is one of them: it has to be what every filter asks for.
  func matches(_ event: StoredEvent) -> Bool {
    if let types {
      guard let type = event.type, types.contains(type) else { return false }
    }
    if let orderID, event.orderID != orderID { return false }
    if let customerID, event.customerID != customerID { return false }
    return true
  }
}
