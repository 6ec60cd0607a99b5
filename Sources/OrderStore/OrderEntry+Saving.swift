import OrderProtocol
import SavedState

extension OrderEntry {
  /// The order as it is saved. What stands out on the screen, and since when, is not.
  func saved(at moment: Moment) -> SavedOrder {
    SavedOrder(
      id: id, customerID: customerID, status: status, items: items, total: total, itemCount: itemCount,
      submittedAt: submittedAt, submittedAtText: submittedAtText, assignedTo: assignedTo,
      trackingNumber: trackingNumber, carrier: carrier, cancellationReason: cancellationReason, unknown: unknown,
      lateItems: lateItems.isEmpty ? [] : lateItems.sorted(), isTotalOutdated: isTotalOutdated,
      isItemCountOutdated: isItemCountOutdated, isCut: isCut, isPartial: isPartial, statusSince: statusSince,
      firstSeen: firstSeen, lastChanged: lastChanged, lastEventID: lastEventID, generation: generation,
      alarm: savedAlarm(at: moment))
  }

  fileprivate func savedAlarm(at moment: Moment) -> SavedAlarm? {
    alarm.flatMap { $0.isSaved ? $0.saved(at: moment) : nil }
  }

  /// A saved order, kept within the limits.
  ///
  /// - Parameter newest: the number of the newest hole in the history; no order was touched after it.
  init(_ saved: SavedOrder, generation newest: UInt32) {
    id = saved.id
    customerID = saved.customerID
    status = saved.status
    items = Array(saved.items.prefix(Self.maximumItems))
    total = saved.total
    itemCount = saved.itemCount
    submittedAt = saved.submittedAt
    assignedTo = saved.assignedTo
    isTotalOutdated = saved.isTotalOutdated
    isItemCountOutdated = saved.isItemCountOutdated
    isCut =
      saved.isCut || saved.items.count > Self.maximumItems || saved.unknown.count > Self.maximumUnknownFields
    isPartial = saved.isPartial
    statusSince = saved.statusSince
    firstSeen = saved.firstSeen
    lastChanged = saved.lastChanged
    lastEventID = saved.lastEventID.capped
    generation = min(saved.generation, newest)
    submittedAtText = saved.submittedAt == nil ? nil : saved.submittedAtText
    trackingNumber = saved.trackingNumber
    carrier = saved.carrier
    cancellationReason = saved.cancellationReason
    unknown = Array(saved.unknown.prefix(Self.maximumUnknownFields))
    lateItems = Set(saved.lateItems.prefix(Self.maximumItems))
  }
}

/// An order where it stands: a copy of it, with its dozen texts, would cost more than to pack it.
extension UnsafePointer<OrderEntry> {
  /// Packs the order as it is saved.
  func pack(into orders: inout PackedOrders, at moment: Moment) {
    let alarm = pointee.rare.hasAlarm ? pointee.savedAlarm(at: moment) : nil
    let head = OrderHead(
      id: pointee.id, status: pointee.status, statusSince: pointee.statusSince, lastChanged: pointee.lastChanged,
      hasAlarm: alarm != nil)
    orders.append(head) { bytes in
      head.append(to: &bytes, alarm: alarm)
      appendFields(to: &bytes)
    } whole: {
      pointee.saved(at: moment)
    }
  }

  /// The same as ``SavedOrder/appendFields(to:)``.
  private func appendFields(to bytes: inout [UInt8]) {
    let lateItems = pointee.rare.isEmpty ? [] : pointee.lateItems.sorted()
    bytes.append(packed: parts.rawValue)
    if let customerID = pointee.customerID { bytes.append(packed: customerID) }
    if !pointee.items.isEmpty { bytes.append(packed: pointee.items) }
    if let total = pointee.total { bytes.append(packed: total) }
    if let itemCount = pointee.itemCount { bytes.append(packed: Int64(itemCount)) }
    if let time = pointee.submittedAt { bytes.append(packed: time.milliseconds &- pointee.lastChanged.milliseconds) }
    if let text = pointee.submittedAtText { bytes.append(packed: text) }
    if let assignedTo = pointee.assignedTo { bytes.append(packed: assignedTo) }
    if !pointee.rare.isEmpty {
      if let trackingNumber = pointee.trackingNumber { bytes.append(packed: trackingNumber) }
      if let carrier = pointee.carrier { bytes.append(packed: carrier) }
      if let cancellationReason = pointee.cancellationReason { bytes.append(packed: cancellationReason) }
      if !pointee.unknown.isEmpty { bytes.append(packed: pointee.unknown) }
    }
    if !lateItems.isEmpty {
      bytes.append(packed: UInt64(lateItems.count))
      for item in lateItems { bytes.append(packed: item) }
    }
    bytes.append(packed: pointee.firstSeen.milliseconds &- pointee.lastChanged.milliseconds)
    bytes.append(packed: UInt64(pointee.generation))
    bytes.append(packed: pointee.lastEventID)
  }

  private var parts: OrderPart {
    let hasRare = !pointee.rare.isEmpty
    return OrderPart(
      customerID: pointee.customerID != nil, items: !pointee.items.isEmpty, total: pointee.total != nil,
      itemCount: pointee.itemCount != nil, submittedAt: pointee.submittedAt != nil,
      submittedAtText: hasRare && pointee.submittedAtText != nil, assignedTo: pointee.assignedTo != nil,
      trackingNumber: hasRare && pointee.trackingNumber != nil, carrier: hasRare && pointee.carrier != nil,
      cancellationReason: hasRare && pointee.cancellationReason != nil,
      unknown: hasRare && !pointee.unknown.isEmpty, lateItems: hasRare && !pointee.lateItems.isEmpty,
      isTotalOutdated: pointee.isTotalOutdated, isItemCountOutdated: pointee.isItemCountOutdated,
      isCut: pointee.isCut, isPartial: pointee.isPartial)
  }
}
