package import OrderProtocol

/// One order as it is kept in the saved state: every field that the stream told, and how fresh they are.
package struct SavedOrder: Equatable, Sendable {
  package var id: OrderID
  package var customerID: String?
  package var status: OrderStatus
  package var items: [OrderItem]
  /// The server's word; out of date while `isTotalOutdated`.
  package var total: DecimalNumber?
  package var itemCount: Int?
  package var submittedAt: Timestamp?
  /// `submittedAt` exactly as the server wrote it, where ``Timestamp/iso8601`` would write it in another way.
  package var submittedAtText: String?
  package var assignedTo: String?
  package var trackingNumber: String?
  package var carrier: String?
  package var cancellationReason: String?
  /// Fields the protocol does not name, in the order they were first heard of.
  package var unknown: [UnknownField]
  /// Ids of items that came after the order was submitted, sorted.
  package var lateItems: [String]
  package var isTotalOutdated: Bool
  package var isItemCountOutdated: Bool
  /// More items or unknown fields came than are kept.
  package var isCut: Bool
  /// Its beginning was never seen.
  package var isPartial: Bool
  /// When it entered its status: the server's time where it said one, else ours.
  package var statusSince: Timestamp
  /// When it was first and last heard of, on our clock.
  package var firstSeen: Timestamp
  package var lastChanged: Timestamp
  /// The id of the event that last changed it.
  package var lastEventID: String
  /// The number of the newest hole in the history when it was last touched; see ``BoardRecord/generation``.
  package var generation: UInt32
  /// What is to be remembered of its alarm; `nil`: nothing.
  package var alarm: SavedAlarm?

  package init(
    id: OrderID, customerID: String? = nil, status: OrderStatus = .created, items: [OrderItem] = [],
    total: DecimalNumber? = nil, itemCount: Int? = nil, submittedAt: Timestamp? = nil, submittedAtText: String? = nil,
    assignedTo: String? = nil, trackingNumber: String? = nil, carrier: String? = nil,
    cancellationReason: String? = nil, unknown: [UnknownField] = [], lateItems: [String] = [],
    isTotalOutdated: Bool = false, isItemCountOutdated: Bool = false, isCut: Bool = false, isPartial: Bool = false,
    statusSince: Timestamp, firstSeen: Timestamp, lastChanged: Timestamp, lastEventID: String = "",
    generation: UInt32 = 0, alarm: SavedAlarm? = nil
  ) {
    self.id = id
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
    self.unknown = unknown
    self.lateItems = lateItems
    self.isTotalOutdated = isTotalOutdated
    self.isItemCountOutdated = isItemCountOutdated
    self.isCut = isCut
    self.isPartial = isPartial
    self.statusSince = statusSince
    self.firstSeen = firstSeen
    self.lastChanged = lastChanged
    self.lastEventID = lastEventID
    self.generation = generation
    self.alarm = alarm
  }
}
