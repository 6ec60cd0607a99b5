package import EventStream
package import OrderProtocol
package import SavedState

/// Where the connection stands.
package enum ConnectionPhase: Equatable, Sendable {
  /// Nothing was tried yet.
  case idle
  /// A connection is being made; `attempt` counts retries from 0.
  case connecting(attempt: Int)
  /// Open.
  case live
  /// Open and catching up: `done` of `total` missed order events (`nil`: the server did not say).
  case replaying(done: Int, total: Int?)
  /// Waiting to connect again for `remaining`.
  case waiting(remaining: Duration, WaitReason)
  /// Over for good.
  case stopped(StreamEnd)
}

/// How bad an order's age is for the status it is in.
package enum Severity: Int, Comparable, Sendable {
  case normal, warning, late

  package static func < (one: Severity, other: Severity) -> Bool { one.rawValue < other.rawValue }
}

/// A field of an order row, for marking what has just changed.
package struct OrderFields: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static let status = OrderFields(rawValue: 1)
  package static let items = OrderFields(rawValue: 2)
  package static let total = OrderFields(rawValue: 4)
  package static let place = OrderFields(rawValue: 8)
  package static let customer = OrderFields(rawValue: 16)
  /// The order itself is new on the board.
  package static let order = OrderFields(rawValue: 32)
}

/// A number that the server said, or that we computed because what it said is out of date.
package struct Stated<Value: Equatable & Sendable>: Equatable, Sendable {
  package var value: Value
  package var isComputed: Bool

  package init(_ value: Value, isComputed: Bool = false) {
    self.value = value
    self.isComputed = isComputed
  }
}

/// One row of the orders pane.
package struct OrderRow: Equatable, Sendable {
  package var id: OrderID
  package var customerID: String?
  package var status: OrderStatus
  /// Time spent in the status: of a closed order, the time since it was closed.
  package var age: Duration
  /// How far over its limit (positive, late) or from it (negative) the order is; `nil` where no limit applies.
  package var overdue: Duration?
  package var severity: Severity
  /// Number of items, the sum of quantities where computed.
  package var itemCount: Stated<DecimalNumber>?
  package var total: Stated<DecimalNumber>?
  /// Where it is or why not: who it is assigned to, carrier and tracking number, or the cancellation reason.
  package var place: String?
  /// Its beginning is unknown: a change came for an order that was never created before our eyes.
  package var isPartial: Bool
  /// It was last touched before a hole in the history.
  package var isUnverified: Bool
  /// What changed within the last two seconds.
  package var changed: OrderFields
  /// `nil`: none.
  package var alarm: ShownAlarm?

  package init(
    id: OrderID, customerID: String? = nil, status: OrderStatus, age: Duration, overdue: Duration? = nil,
    severity: Severity = .normal, itemCount: Stated<DecimalNumber>? = nil, total: Stated<DecimalNumber>? = nil,
    place: String? = nil, isPartial: Bool = false, isUnverified: Bool = false, changed: OrderFields = [],
    alarm: ShownAlarm? = nil
  ) {
    self.id = id
    self.customerID = customerID
    self.status = status
    self.age = age
    self.overdue = overdue
    self.severity = severity
    self.itemCount = itemCount
    self.total = total
    self.place = place
    self.isPartial = isPartial
    self.isUnverified = isUnverified
    self.changed = changed
    self.alarm = alarm
  }
}

/// The orders that one screen shows, and where they stand among the others.
package struct OrderList: Equatable, Sendable {
  /// The visible rows, from `firstRow` on.
  package var rows: [OrderRow] = []
  /// The index of the first visible row among the matching ones.
  package var firstRow = 0
  /// How many orders match the filter.
  package var matching = 0
  /// How many orders the board holds.
  package var total = 0
  /// The index of the selected row among the visible ones.
  package var selectedRow: Int?
  /// Changes that the frozen view does not show, while paused.
  package var behind = 0
  /// What is wrong with the filter.
  package var filterProblem: FilterProblem?

  package init() {}
}

/// Everything that is known of the selected order.
package struct OrderDetail: Equatable, Sendable {
  package var row: OrderRow
  package var items: [OrderItem]
  package var submittedAt: Timestamp?
  package var assignedTo: String?
  package var trackingNumber: String?
  package var carrier: String?
  package var cancellationReason: String?
  package var unknown: [UnknownField]
  /// When the order was first and last heard of, on our clock.
  package var firstSeen: Timestamp
  package var lastChanged: Timestamp
  /// The id of the event that last changed it.
  package var lastEventID: String
  /// Item ids that were added after the order was submitted.
  package var lateItems: Set<String>
  /// What is still known of its past; `nil`: not known yet, or nothing is kept.
  package var timeline: Timeline?

  package init(
    row: OrderRow, items: [OrderItem] = [], submittedAt: Timestamp? = nil, assignedTo: String? = nil,
    trackingNumber: String? = nil, carrier: String? = nil, cancellationReason: String? = nil,
    unknown: [UnknownField] = [], firstSeen: Timestamp, lastChanged: Timestamp, lastEventID: String = "",
    lateItems: Set<String> = []
  ) {
    self.row = row
    self.items = items
    self.submittedAt = submittedAt
    self.assignedTo = assignedTo
    self.trackingNumber = trackingNumber
    self.carrier = carrier
    self.cancellationReason = cancellationReason
    self.unknown = unknown
    self.firstSeen = firstSeen
    self.lastChanged = lastChanged
    self.lastEventID = lastEventID
    self.lateItems = lateItems
  }
}

/// An order and its limit.
package struct LimitedOrder: Equatable, Sendable {
  package var id: OrderID
  package var status: OrderStatus
  /// How far over the limit it is; negative: so much is left.
  package var overdue: Duration

  package init(id: OrderID, status: OrderStatus, overdue: Duration) {
    self.id = id
    self.status = status
    self.overdue = overdue
  }
}

/// How many orders there are of each kind.
package struct OrderCounts: Equatable, Sendable {
  package var open = 0
  package var late = 0
  package var warning = 0
  package var created = 0
  package var pending = 0
  package var processing = 0
  /// Open ones in a status that the protocol does not name.
  package var other = 0
  package var shipped = 0
  package var cancelled = 0
  package var lateCreated = 0
  package var latePending = 0
  package var lateProcessing = 0
  /// Late ones in a status that the protocol does not name.
  package var lateOther = 0
  /// Orders with alarms.
  package var alarms = AlarmCounts()
  /// Orders last touched before a hole in the history.
  package var unverified = 0
  /// Closed orders that left the board because of their age.
  package var agedOut = 0
  /// Orders shipped within the last hour.
  package var shippedLastHour = 0
  /// Errors within the last hour.
  package var errorsLastHour = 0
  /// When the last error was logged, on our wall clock.
  package var lastError: Timestamp?
  /// Time since the oldest open order began, as far as we know.
  package var oldestOpen: Duration?
  /// The order that is furthest over its limit; `nil` when none is.
  package var worst: LimitedOrder?
  /// The order that will be late next; `nil` when none will.
  package var nextLate: LimitedOrder?
  /// How many orders will be late a little later; `nil`: that cannot be told.
  package var lateForecast: LateForecast?

  package init() {}
}

/// The heartbeat and everything else that tells whether the feed is alive.
package struct HeartbeatGauge: Equatable, Sendable {
  /// The heartbeat timeout.
  package var timeout: Duration
  /// Since the last heartbeat; `nil` before the first.
  package var sinceHeartbeat: Duration?
  /// Since the last byte of any kind; `nil` before the first.
  package var sinceSignOfLife: Duration?
  /// Silence so far, when it is longer than the timeout: what is on the screen is not to be trusted.
  package var staleFor: Duration?
  /// Seconds between heartbeats, the newest last; `nil` marks a lost connection.
  package var intervals: [Double?] = []
  /// The longest time without a byte, the silence under way included.
  package var longestSilence: Duration?
  /// Our wall clock minus the server's at the last heartbeat: delay and clock skew together.
  package var lag: Duration?
  /// Events per second, over the last ten seconds.
  package var eventsPerSecond = 0.0
  /// Events in each of the last seconds, the newest last.
  package var eventHistory: [Int] = []
  /// Reconnections since the start.
  package var reconnects = 0
  /// How long this connection has been open.
  package var connectedFor: Duration?
  package var streamID: String?
  package var lastEventID = ""
  /// All events since the start.
  package var eventCount = 0

  package init(timeout: Duration) { self.timeout = timeout }
}

/// How much a log entry matters.
package enum LogLevel: Int, Comparable, Sendable {
  case info, notice, warning, error

  package static func < (one: LogLevel, other: LogLevel) -> Bool { one.rawValue < other.rawValue }
}

/// One line of the event and error log.
package struct LogRow: Equatable, Sendable {
  package var at: Timestamp
  package var level: LogLevel
  /// A word to scan for: an error code, `order-shipped`, `connection`.
  package var title: String
  package var text: String
  /// How often the same came in a row.
  package var count: Int
  /// The search has led here.
  package var isFound = false

  package init(at: Timestamp, level: LogLevel, title: String, text: String, count: Int = 1) {
    self.at = at
    self.level = level
    self.title = title
    self.text = text
    self.count = count
  }
}

/// The log lines that one screen shows.
package struct LogList: Equatable, Sendable {
  /// The visible entries, the newest last.
  package var rows: [LogRow] = []
  /// How many there are.
  package var total = 0
  /// How many newer ones are below the visible ones.
  package var below = 0
  /// The newest entry of level warning or above, for screens without a log.
  package var newestTrouble: LogRow?

  package init() {}
}

/// Whether what the board shows would be there after a restart.
package enum SavingStatus: Equatable, Sendable {
  /// Nothing is meant to be saved: a demo.
  case off
  /// Everything is, or will be within the second.
  case saved
  /// It is not, for that reason: one sentence without a final stop. Saving is tried again all the time.
  case failing(reason: String)
  /// Another program saves the same stream; as soon as it does no more, this one will.
  case elsewhere(reason: String)

  /// Why what happens now would be lost with this program; `nil`: it would not.
  package var problem: String? {
    switch self {
    case .off, .saved: nil
    case .failing(let reason), .elsewhere(let reason): reason
    }
  }
}

/// What one screen needs, and no more. A value of its own: the order book never leaves the store.
package struct Snapshot: Equatable, Sendable {
  package var now: Moment
  /// A recording is being played.
  package var isDemo = false
  /// Where the stream comes from, e.g. `127.0.0.1:8080`.
  package var source = ""
  /// The stream's filters, e.g. `cust-123`.
  package var filters: [String] = []
  package var phase = ConnectionPhase.idle
  /// When what the board shows was saved, until the stream has caught up with it; `nil`: it is current.
  package var asOf: Timestamp?
  package var saving = SavingStatus.off
  package var gauge: HeartbeatGauge
  package var counts = OrderCounts()
  package var orders = OrderList()
  package var detail: OrderDetail?
  package var log = LogList()
  /// Holes in the history that nobody has acknowledged yet.
  package var gaps: [Gap] = []
  /// What the screen about the feed shows, while it does.
  package var feed: FeedReport?
  /// Alarms of orders, gaps, errors and silences that nobody has acknowledged.
  package var unacknowledged = 0
  /// How often the bell was to ring since the start: it rings when there is one more.
  package var alarms = 0
  package var view = ViewState()
  /// A short word to the user about the last key, e.g. `theme paper`; gone after a few seconds.
  package var notice: String?

  package init(now: Moment, timeout: Duration) {
    self.now = now
    gauge = HeartbeatGauge(timeout: timeout)
  }
}
