import OrderProtocol
import SavedState

extension SavedOrder {
  /// The columns of an order, in the order in which they are written and read. The checksum comes after them.
  static let columns = [
    "order_id", "status", "status_since", "customer_id", "items", "total", "item_count", "submitted_at",
    "submitted_at_text", "assigned_to", "tracking_number", "carrier", "cancellation_reason", "unknown", "late_items",
    "is_total_outdated", "is_item_count_outdated", "is_cut", "is_partial", "first_seen", "last_changed",
    "last_event_id", "generation", "alarm",
  ]

  func write(to parameters: inout Parameters) {
    parameters.add(id.rawValue)
    parameters.add(status.word)
    parameters.add(statusSince.milliseconds)
    parameters.add(customerID)
    if items.isEmpty { parameters.addNull() } else { parameters.add { SavedFields.append(items, to: &$0) } }
    if let total { parameters.add { SavedFields.append(total, to: &$0) } } else { parameters.addNull() }
    parameters.add(itemCount)
    parameters.add(submittedAt?.milliseconds)
    parameters.add(submittedAtText)
    parameters.add(assignedTo)
    parameters.add(trackingNumber)
    parameters.add(carrier)
    parameters.add(cancellationReason)
    if unknown.isEmpty { parameters.addNull() } else { parameters.add { SavedFields.append(unknown, to: &$0) } }
    if lateItems.isEmpty { parameters.addNull() } else { parameters.add { SavedFields.append(lateItems, to: &$0) } }
    parameters.add(isTotalOutdated)
    parameters.add(isItemCountOutdated)
    parameters.add(isCut)
    parameters.add(isPartial)
    parameters.add(firstSeen.milliseconds)
    parameters.add(lastChanged.milliseconds)
    parameters.add(lastEventID)
    parameters.add(Int64(generation))
    parameters.addLater(alarm.map { JSONValue($0).description })
  }

  init(_ columns: inout Columns) {
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

extension Columns {
  mutating func timestamp() -> Timestamp { Timestamp(milliseconds: integer()) }

  mutating func optionalTimestamp() -> Timestamp? { optionalInteger().map { Timestamp(milliseconds: $0) } }

  mutating func generation() -> UInt32 {
    let value = integer()
    if UInt32(exactly: value) == nil { markBroken() }
    return UInt32(truncatingIfNeeded: value)
  }
}
