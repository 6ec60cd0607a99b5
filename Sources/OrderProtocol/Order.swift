/// One line of an order.
package struct OrderItem: Equatable, Sendable {
  package var itemID: String
  package var name: String?
  package var quantity: DecimalNumber?
  package var price: DecimalNumber?
  /// Fields the protocol does not name, kept for the detail view.
  package var unknown: [UnknownField]

  package init(
    itemID: String, name: String? = nil, quantity: DecimalNumber? = nil, price: DecimalNumber? = nil,
    unknown: [UnknownField] = []
  ) {
    self.itemID = itemID
    self.name = name
    self.quantity = quantity
    self.price = price
    self.unknown = unknown
  }
}

/// A field the protocol does not name: its name, and its value as the JSON text that was received.
package struct UnknownField: Equatable, Sendable {
  package var name: String
  package var json: String

  package init(name: String, json: String) {
    self.name = name
    self.json = json
  }
}

/// The fields of an order that one event carried; `nil` means absent or null, which changes nothing.
///
/// A value that never changes, kept in one place: it is passed on several times on its way to the order, and a copy of a
/// dozen texts would cost more than all else.
package final class OrderPatch: Sendable {
  package let orderID: OrderID
  package let customerID: String?
  package let status: OrderStatus?
  package let items: [OrderItem]?
  package let total: DecimalNumber?
  package let itemCount: Int?
  package let submittedAt: Timestamp?
  /// `submittedAt` exactly as the server wrote it, where ``Timestamp/iso8601`` would write it in another way.
  package let submittedAtText: String?
  package let assignedTo: String?
  package let trackingNumber: String?
  package let carrier: String?
  /// From `reason` or `cancellationReason`.
  package let cancellationReason: String?
  /// From `timestamp`: when the server says it happened.
  package let timestamp: Timestamp?
  package let unknown: [UnknownField]

  package init(
    orderID: OrderID, customerID: String? = nil, status: OrderStatus? = nil, items: [OrderItem]? = nil,
    total: DecimalNumber? = nil, itemCount: Int? = nil, submittedAt: Timestamp? = nil, submittedAtText: String? = nil,
    assignedTo: String? = nil, trackingNumber: String? = nil, carrier: String? = nil,
    cancellationReason: String? = nil, timestamp: Timestamp? = nil, unknown: [UnknownField] = []
  ) {
    self.orderID = orderID
    self.customerID = customerID
    self.status = status
    self.items = items
    self.total = total
    self.itemCount = itemCount
    self.submittedAt = submittedAt
    self.submittedAtText = submittedAtText
    self.assignedTo = assignedTo
    self.trackingNumber = trackingNumber
    self.carrier = carrier
    self.cancellationReason = cancellationReason
    self.timestamp = timestamp
    self.unknown = unknown
  }
}

extension OrderPatch: Equatable {
  package static func == (one: OrderPatch, other: OrderPatch) -> Bool {
    one.orderID == other.orderID && one.customerID == other.customerID && one.status == other.status
      && one.items == other.items && one.total == other.total && one.itemCount == other.itemCount
      && one.submittedAt == other.submittedAt && one.submittedAtText == other.submittedAtText
      && one.assignedTo == other.assignedTo && one.trackingNumber == other.trackingNumber
      && one.carrier == other.carrier && one.cancellationReason == other.cancellationReason
      && one.timestamp == other.timestamp && one.unknown == other.unknown
  }
}
