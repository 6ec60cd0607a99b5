import OrderProtocol
import SavedState

extension SavedOrder {
  /// The columns that an order had when each of its fields had one, before the fifth step of the schema.
  static let columnsBeforePacking = [
    "order_id", "status", "status_since", "customer_id", "items", "total", "item_count", "submitted_at",
    "submitted_at_text", "assigned_to", "tracking_number", "carrier", "cancellation_reason", "unknown", "late_items",
    "is_total_outdated", "is_item_count_outdated", "is_cut", "is_partial", "first_seen", "last_changed",
    "last_event_id", "generation", "alarm",
  ]

  init(beforePacking columns: inout Columns) {
    // Swift evaluates arguments in their order, but that of the columns is another one.
    let id = OrderID(columns.text())
    let status = OrderStatus(columns.text())
    let statusSince = columns.timestamp()
    let customerID = columns.optionalText()
    let items = columns.parsed { SavedFields.items($0) } ?? []
    let total = columns.parsed { SavedFields.number($0) }
    let itemCount = columns.optionalInteger().flatMap { Int(exactly: $0) }
    let submittedAt = columns.optionalTimestamp()
    let submittedAtText = columns.optionalText()
    let assignedTo = columns.optionalText()
    let trackingNumber = columns.optionalText()
    let carrier = columns.optionalText()
    let cancellationReason = columns.optionalText()
    let unknown = columns.parsed { SavedFields.unknownFields($0) } ?? []
    let lateItems = columns.parsed { SavedFields.strings($0) } ?? []
    let isTotalOutdated = columns.boolean()
    let isItemCountOutdated = columns.boolean()
    let isCut = columns.boolean()
    let isPartial = columns.boolean()
    let firstSeen = columns.timestamp()
    let lastChanged = columns.timestamp()
    let lastEventID = columns.text()
    self.init(
      id: id, customerID: customerID, status: status, items: items, total: total, itemCount: itemCount,
      submittedAt: submittedAt, submittedAtText: submittedAtText, assignedTo: assignedTo,
      trackingNumber: trackingNumber, carrier: carrier, cancellationReason: cancellationReason, unknown: unknown,
      lateItems: lateItems, isTotalOutdated: isTotalOutdated, isItemCountOutdated: isItemCountOutdated, isCut: isCut,
      isPartial: isPartial, statusSince: statusSince, firstSeen: firstSeen, lastChanged: lastChanged,
      lastEventID: lastEventID, generation: columns.generation(), alarm: columns.alarm())
  }
}
