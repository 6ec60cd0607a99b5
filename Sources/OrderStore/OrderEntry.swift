import OrderProtocol

/// What the board knows of one order: its fields, and how fresh they are.
struct OrderEntry: Equatable, Sendable {
  /// How many items are kept: each event looks for its item among them. Far above any order.
  static let maximumItems = 10_000
  /// How many fields that the protocol does not name are kept, over all events.
  static let maximumUnknownFields = 256

  let id: OrderID
  var customerID: String?
  var status: OrderStatus
  var items: [OrderItem] = []
  /// The server's word; out of date while ``isTotalOutdated``.
  var total: DecimalNumber?
  var itemCount: Int?
  var submittedAt: Timestamp?
  /// As in ``OrderPatch/submittedAtText``.
  var submittedAtText: String?
  var assignedTo: String?
  var trackingNumber: String?
  var carrier: String?
  var cancellationReason: String?
  var unknown: [UnknownField] = []
  /// Items that came after the order was submitted.
  var lateItems: Set<String> = []
  var isTotalOutdated = false
  var isItemCountOutdated = false
  /// More items, unknown fields or long texts came than are kept.
  var isCut = false
  /// What it weighed when a large event last changed it; see ``weighed()``.
  var weight = 0
  /// Its beginning was never seen.
  var isPartial: Bool
  /// When it entered its status: the server's time where it said one, else ours.
  var statusSince: Timestamp
  /// On our clock.
  var firstSeen: Timestamp
  var lastChanged: Timestamp
  var lastEventID = ""
  /// The number of the newest hole in the history when it was last touched; 0 when there was none.
  var generation: UInt32
  /// What changed last, and when on the monotonic clock.
  var changed: OrderFields = []
  var changedAt: Duration = .zero
  var alarm: OrderAlarm?

  init(id: OrderID, status: OrderStatus, isPartial: Bool, at moment: Moment, since: Timestamp, generation: UInt32) {
    self.id = id
    self.status = status
    self.isPartial = isPartial
    self.generation = generation
    statusSince = since
    firstSeen = moment.wall
    lastChanged = moment.wall
  }

  /// The earliest time we know of at which the order existed.
  var begun: Timestamp { min(firstSeen, statusSince, submittedAt ?? firstSeen) }

  /// Whether the order has been submitted, so that a new item is an addition somebody may overlook.
  var isSubmitted: Bool { submittedAt != nil || status != .created }

  /// The total to show: the server's word, or the sum of quantity × price once items changed after it.
  var shownTotal: Stated<DecimalNumber>? {
    if let total, !isTotalOutdated { return Stated(total) }
    guard !items.isEmpty || isTotalOutdated else { return nil }
    var sum = DecimalNumber(mantissa: 0)
    for item in items {
      guard let price = item.price, let quantity = item.quantity, let line = price.multiplied(by: quantity),
        let next = sum.adding(line)
      else { return nil }
      sum = next
    }
    return Stated(sum, isComputed: true)
  }

  /// The number of items to show: the server's word, or the sum of the quantities once items changed after it.
  var shownItemCount: Stated<DecimalNumber>? {
    if let itemCount, !isItemCountOutdated { return Stated(DecimalNumber(itemCount)) }
    guard !items.isEmpty || isItemCountOutdated else { return nil }
    var sum = DecimalNumber(mantissa: 0)
    for item in items {
      guard let quantity = item.quantity, let next = sum.adding(quantity) else { return nil }
      sum = next
    }
    return Stated(sum, isComputed: true)
  }

  /// Where the order is, or why it is nowhere.
  var place: String? {
    switch status {
    case .cancelled: cancellationReason ?? assignedTo
    case .shipped:
      switch (carrier, trackingNumber) {
      case (let carrier?, let number?): "\(carrier) \(number)"
      case (let carrier?, nil): carrier
      case (nil, let number?): number
      case (nil, nil): assignedTo
      }
    default: assignedTo
    }
  }
}
