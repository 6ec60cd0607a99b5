import OrderProtocol

/// What the board knows of one order: its fields, and how fresh they are.
struct OrderEntry: Equatable, Sendable {
  /// How many items are kept: each event looks for its item among them. Far above any order.
  static let maximumItems = 10_000
  /// How many fields that the protocol does not name are kept, over all events.
  static let maximumUnknownFields = 256

  // What every event changes comes first, and small fields fill the gaps that larger ones leave.
  let id: OrderID
  var lastEventID = ""
  var items: [OrderItem] = []
  /// What few orders have, apart from what all have: an order that waits takes half the room like this.
  private(set) var rare = Rare()
  /// When it entered its status: the server's time where it said one, else ours.
  var statusSince: Timestamp
  /// On our clock.
  var lastChanged: Timestamp
  /// ``changedAt`` in nanoseconds.
  private(set) var changeTime: Int64 = 0
  var itemCount: Int?
  /// What changed last.
  var changed: OrderFields = []
  var isTotalOutdated = false
  /// It is none, only the place of one; see ``EntryTable``.
  private(set) var isVacant = false
  /// The number of the newest hole in the history when it was last touched; 0 when there was none.
  var generation: UInt32
  var status: OrderStatus
  /// On our clock.
  var firstSeen: Timestamp
  var customerID: String?
  var assignedTo: String?
  var submittedAt: Timestamp?
  var isItemCountOutdated = false
  /// More items, unknown fields or long texts came than are kept.
  var isCut = false
  /// Its beginning was never seen.
  var isPartial: Bool
  /// The server's word; out of date while ``isTotalOutdated``.
  var total: DecimalNumber?

  init(id: OrderID, status: OrderStatus, isPartial: Bool, at moment: Moment, since: Timestamp, generation: UInt32) {
    self.id = id
    self.status = status
    self.isPartial = isPartial
    self.generation = generation
    statusSince = since
    firstSeen = moment.wall
    lastChanged = moment.wall
  }

  /// What stands where no order does.
  static let vacant: OrderEntry = {
    let never = Moment(monotonic: .zero, wall: Timestamp(milliseconds: 0))
    var entry = OrderEntry(
      id: OrderID(""), status: .created, isPartial: false, at: never, since: never.wall, generation: 0)
    entry.isVacant = true
    return entry
  }()

  /// As in ``OrderPatch/submittedAtText``.
  var submittedAtText: String? {
    get { rare.isEmpty ? nil : rare.fields.submittedAtText }
    set { rare.set(newValue, default: nil) { $0.submittedAtText = $1 } }
  }
  var trackingNumber: String? {
    get { rare.trackingNumber }
    set { rare.set(newValue, default: nil) { $0.trackingNumber = $1 } }
  }
  var carrier: String? {
    get { rare.carrier }
    set { rare.set(newValue, default: nil) { $0.carrier = $1 } }
  }
  var cancellationReason: String? {
    get { rare.cancellationReason }
    set { rare.set(newValue, default: nil) { $0.cancellationReason = $1 } }
  }
  var unknown: [UnknownField] {
    get { rare.isEmpty ? [] : rare.fields.unknown }
    set { rare.set(newValue, default: []) { $0.unknown = $1 } }
    _modify { yield &rare.fields.unknown }
  }
  /// Items that came after the order was submitted.
  var lateItems: Set<String> {
    get { rare.isEmpty ? [] : rare.fields.lateItems }
    set { rare.set(newValue, default: []) { $0.lateItems = $1 } }
    _modify { yield &rare.fields.lateItems }
  }
  /// What it weighed when a large event last changed it; see ``weighed()``.
  var weight: Int {
    get { rare.isEmpty ? 0 : rare.fields.weight }
    set { rare.set(newValue, default: 0) { $0.weight = $1 } }
  }
  var alarm: OrderAlarm? {
    get { rare.alarm }
    set { rare.set(newValue, default: nil) { $0.alarm = $1 } }
  }

  /// When something changed last, on the monotonic clock, in whole nanoseconds.
  var changedAt: Duration {
    get { .nanoseconds(changeTime) }
    set { changeTime = newValue.wholeNanoseconds }
  }

  /// Notes what an event has changed; what has changed shortly before it goes on standing out.
  ///
  /// - Parameter time: the time on the monotonic clock in nanoseconds.
  mutating func note(_ fields: OrderFields, at time: Int64) {
    guard !fields.isEmpty else { return }
    changed = time &- changeTime < Self.changeLifeNanoseconds ? changed.union(fields) : fields
    changeTime = time
  }

  /// The same of an order that was not heard of before.
  mutating func noteNew(at time: Int64) {
    changed = .order
    changeTime = time
  }

  /// The earliest time we know of at which the order existed.
  var begun: Timestamp { Self.begun(firstSeen, statusSince, submittedAt) }

  static func begun(_ firstSeen: Timestamp, _ statusSince: Timestamp, _ submittedAt: Timestamp?) -> Timestamp {
    min(firstSeen, statusSince, submittedAt ?? firstSeen)
  }

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

extension OrderEntry {
  /// How long a change stands out on the screen.
  static let changeLife = Duration.seconds(2)
  private static let changeLifeNanoseconds = changeLife.wholeNanoseconds
}

extension Duration {
  var wholeNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
  }
}

/// What few orders have. An order that has none of it has no room for it.
struct Rare: Equatable, Sendable {
  struct Fields: Equatable, Sendable {
    var submittedAtText: String?
    var trackingNumber: String?
    var carrier: String?
    var cancellationReason: String?
    var unknown: [UnknownField] = []
    var lateItems: Set<String> = []
    var weight = 0
    var alarm: OrderAlarm?
  }

  /// One, or none.
  private var stored: [Fields] = []

  var isEmpty: Bool { stored.isEmpty }

  var hasAlarm: Bool { !stored.isEmpty && stored[0].alarm != nil }

  var alarm: OrderAlarm? { stored.isEmpty ? nil : stored[0].alarm }

  var carrier: String? { stored.isEmpty ? nil : stored[0].carrier }

  var trackingNumber: String? { stored.isEmpty ? nil : stored[0].trackingNumber }

  var cancellationReason: String? { stored.isEmpty ? nil : stored[0].cancellationReason }

  /// To be read where there are any; changed in place, they are made first.
  var fields: Fields {
    @inline(__always) _read { yield stored[0] }
    _modify {
      if stored.isEmpty { stored = [Fields()] }
      yield &stored[0]
    }
  }

  /// Puts a value in its place, which is made for it unless it is the one that is there without.
  @inline(__always)
  mutating func set<Value: Equatable>(
    _ value: Value, default none: Value, _ change: (inout Fields, Value) -> Void
  ) {
    if stored.isEmpty {
      guard value != none else { return }
      stored = [Fields()]
    }
    change(&stored[0], value)
  }

  static func == (one: Rare, other: Rare) -> Bool {
    (one.stored.first ?? Fields()) == (other.stored.first ?? Fields())
  }
}
