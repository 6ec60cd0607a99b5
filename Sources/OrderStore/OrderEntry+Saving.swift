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

  private func savedAlarm(at moment: Moment) -> SavedAlarm? {
    guard rare.hasAlarm else { return nil }
    return alarm.flatMap { $0.isSaved ? $0.saved(at: moment) : nil }
  }

  /// Packs the order as it is saved, where it stands: a copy of it, with its dozen texts, would cost more than that.
  func pack(into orders: inout PackedOrders, at moment: Moment) {
    guard longTexts < PackedOrders.largeSize else { return orders.append(large: saved(at: moment)) }
    let alarm = savedAlarm(at: moment)
    let head = OrderHead(
      id: id, status: status, statusSince: statusSince, lastChanged: lastChanged, hasAlarm: alarm != nil)
    orders.append(head) { bytes in
      head.append(to: &bytes, alarm: alarm)
      appendFields(to: &bytes)
    }
  }

  /// How many bytes the texts have that may be long.
  private var longTexts: Int {
    var size = (customerID?.utf8.count ?? 0) + (assignedTo?.utf8.count ?? 0)
    for index in items.indices {
      size += items[index].itemID.utf8.count + (items[index].name?.utf8.count ?? 0)
      if !items[index].unknown.isEmpty { size += Self.size(of: items[index].unknown) }
    }
    guard !rare.isEmpty else { return size }
    for text in [trackingNumber, carrier, cancellationReason] { size += text?.utf8.count ?? 0 }
    return size + Self.size(of: unknown)
  }

  private static func size(of fields: [UnknownField]) -> Int {
    fields.reduce(0) { $0 + $1.name.utf8.count + $1.json.utf8.count }
  }

  /// The same as ``SavedOrder/appendFields(to:)``.
  private func appendFields(to bytes: inout [UInt8]) {
    let lateItems = lateItems.isEmpty ? [] : lateItems.sorted()
    bytes.append(packed: parts.rawValue)
    if let customerID { bytes.append(packed: customerID) }
    if !items.isEmpty { bytes.append(packed: items) }
    if let total { bytes.append(packed: total) }
    if let itemCount { bytes.append(packed: Int64(itemCount)) }
    if let submittedAt { bytes.append(packed: submittedAt.milliseconds &- lastChanged.milliseconds) }
    if let submittedAtText { bytes.append(packed: submittedAtText) }
    if let assignedTo { bytes.append(packed: assignedTo) }
    if !rare.isEmpty {
      if let trackingNumber { bytes.append(packed: trackingNumber) }
      if let carrier { bytes.append(packed: carrier) }
      if let cancellationReason { bytes.append(packed: cancellationReason) }
      if !unknown.isEmpty { bytes.append(packed: unknown) }
    }
    if !lateItems.isEmpty {
      bytes.append(packed: UInt64(lateItems.count))
      for item in lateItems { bytes.append(packed: item) }
    }
    bytes.append(packed: firstSeen.milliseconds &- lastChanged.milliseconds)
    bytes.append(packed: UInt64(generation))
    bytes.append(packed: lastEventID)
  }

  private var parts: OrderPart {
    var parts: OrderPart = []
    func note(_ part: OrderPart, if isThere: Bool) { if isThere { parts.insert(part) } }
    note(.customerID, if: customerID != nil)
    note(.items, if: !items.isEmpty)
    note(.total, if: total != nil)
    note(.itemCount, if: itemCount != nil)
    note(.submittedAt, if: submittedAt != nil)
    note(.assignedTo, if: assignedTo != nil)
    note(.isTotalOutdated, if: isTotalOutdated)
    note(.isItemCountOutdated, if: isItemCountOutdated)
    note(.isCut, if: isCut)
    note(.isPartial, if: isPartial)
    guard !rare.isEmpty else { return parts }
    note(.submittedAtText, if: submittedAtText != nil)
    note(.trackingNumber, if: trackingNumber != nil)
    note(.carrier, if: carrier != nil)
    note(.cancellationReason, if: cancellationReason != nil)
    note(.unknown, if: !unknown.isEmpty)
    note(.lateItems, if: !lateItems.isEmpty)
    return parts
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
