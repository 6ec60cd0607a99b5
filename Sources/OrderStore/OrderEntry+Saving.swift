import OrderProtocol
import SavedState

extension OrderEntry: SavableOrder {
  var sortedLateItems: [String] { rare.isEmpty || lateItems.isEmpty ? [] : lateItems.sorted() }

  /// Packs the order as it is saved. What stands out on the screen, and since when, is not.
  func pack(into orders: inout PackedOrders, at moment: Moment) {
    guard longTexts < PackedOrders.largeSize else { return orders.append(large: saved(at: moment)) }
    let alarm = rare.hasAlarm ? savedAlarm(at: moment) : nil
    let head = OrderHead(
      id: id, status: status, statusSince: statusSince, lastChanged: lastChanged, hasAlarm: alarm != nil)
    orders.append(head) { append(to: &$0, alarm: alarm) }
  }

  private func savedAlarm(at moment: Moment) -> SavedAlarm? {
    alarm.flatMap { $0.isSaved ? $0.saved(at: moment) : nil }
  }

  /// The order as it is saved. What stands out on the screen, and since when, is not.
  func saved(at moment: Moment) -> SavedOrder {
    SavedOrder(
      id: id, customerID: customerID, status: status, items: items, total: total, itemCount: itemCount,
      submittedAt: submittedAt, submittedAtText: submittedAtText, assignedTo: assignedTo,
      trackingNumber: trackingNumber, carrier: carrier, cancellationReason: cancellationReason, unknown: unknown,
      lateItems: sortedLateItems, isTotalOutdated: isTotalOutdated,
      isItemCountOutdated: isItemCountOutdated, isCut: isCut, isPartial: isPartial, statusSince: statusSince,
      firstSeen: firstSeen, lastChanged: lastChanged, lastEventID: lastEventID, generation: generation,
      alarm: savedAlarm(at: moment))
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
