import DequeModule
import OrderProtocol
import SavedState

/// What stays the same for the life of the dashboard.
package struct Settings: Equatable, Sendable {
  /// Where the stream comes from, e.g. `127.0.0.1:8080`.
  package var source: String
  /// The stream's filters, for the header.
  package var filters: [String]
  package var heartbeatTimeout: Duration
  package var isDemo: Bool
  package var limits: AgeLimits
  package var alarms: AlarmSettings
  /// Closed orders leave the board when nothing was heard of them for so long, on our clock.
  package var closedRetention: Duration

  package init(
    source: String = "", filters: [String] = [], heartbeatTimeout: Duration = .seconds(60), isDemo: Bool = false,
    limits: AgeLimits = .standard, alarms: AlarmSettings = AlarmSettings(),
    closedRetention: Duration = .seconds(24 * 3600)
  ) {
    self.source = source
    self.filters = filters
    self.heartbeatTimeout = heartbeatTimeout
    self.isDemo = isDemo
    self.limits = limits
    self.alarms = alarms
    self.closedRetention = closedRetention
  }
}

/// A short word to the user, and until when it stands.
struct Notice: Equatable, Sendable {
  /// How long it stands.
  static let life = Duration.seconds(4)

  var text: String
  var until: Duration
}

/// Everything the dashboard knows: what the stream said, what happened to it, and how it is being looked at.
package struct DashboardState: Sendable {
  /// How many holes in the history are remembered one by one.
  static let gapLimit = 100

  let settings: Settings
  var book = OrderBook()
  var connection = Connection()
  var log = EventLog()
  /// Holes nobody has acknowledged.
  var gaps: [Gap] = []
  /// Holes that somebody has acknowledged since the start, the newest last.
  var acknowledgedGaps: Deque<AcknowledgedGap> = []
  /// The number of the newest hole; orders last touched under an older one are unverified.
  var generation: UInt32 = 0
  var tallies = Tallies()
  /// The order events that were applied last.
  var known = KnownEvents()
  /// When what the board shows was saved, until the stream has caught up with it.
  var asOf: Timestamp?
  /// The same, where `connected` let the board pass for current: a replay that follows takes that back.
  var asOfConnected: Timestamp?
  /// How saving is going.
  var saving = SavingStatus.off
  /// Closed orders that are saved and have left the board; rather too many than too few.
  var archivedCount = 0
  /// Events that have yet to be taken to be saved; `nil` when nobody saves.
  var journal: UnsavedJournal?
  /// Events of orders, while nobody saves.
  var recent = RecentJournal()
  var view = ViewState()
  /// The viewport of the last snapshot: how far a page goes.
  var viewport = Viewport()
  var notice: Notice?
  /// When there was a word on a shipped order.
  var saidShippedAt: Duration?
  /// Order events that were applied since the start.
  var changeCount = 0
  /// ``changeCount`` when the view was frozen, and when that was.
  var pausedAt: (changes: Int, moment: Moment)?
  var lastSweep: Duration = .zero
  /// Up to when the orders' ages were looked at, on the wall clock; `nil`: all of them have to be.
  var lookedAt: Timestamp?
  /// Orders that an event left late. Whether anybody is to be called is seen when time passes: what comes in one go, as
  /// after a start with `since`, goes through many a status in which an order was never late.
  var late = SlotSet()
  /// Orders whose alarms change with time alone, by when that is, in seconds of the monotonic clock.
  var timedAlarms = SortedSlots()
  /// What somebody has yet to be told.
  var calls = AlarmCalls()
  /// How fast orders come and go; of this run only.
  var pace: Pace
  /// Derived from the book and the view, brought up to date when looked at.
  var index: OrderIndex

  /// - Parameter showsBoard: begin with the big-number board.
  package init(settings: Settings, theme: String = "", showsBoard: Bool = false) {
    self.settings = settings
    index = OrderIndex(limits: settings.limits)
    pace = Pace(limits: settings.limits)
    view.theme = theme
    view.showsBoard = showsBoard
  }
}

/// Counts that are kept as things happen, so that no screen has to count orders.
struct Tallies: Equatable, Sendable {
  /// No saved count is believed to be larger; one more can always be counted.
  static let largestCount = 1 << 53

  /// By ``OrderStatus/rank``: statuses outside the protocol share one count, and a server that makes up a million of
  /// them costs nothing.
  private var byStatus = [0, 0, 0, 0, 0, 0]
  /// Orders last touched before the newest hole in the history.
  var unverified = 0
  var agedOut = 0
  var shippedLastHour = HourlyCount()
  var errorsLastHour = HourlyCount()
  var lastError: Timestamp?
  /// How often the bell was to ring; it rings when there is one more.
  var alarms = 0
  var orderAlarms = AlarmCounts()

  subscript(status: OrderStatus) -> Int { byStatus[status.rank] }

  /// By the wire's words, `OTHER` for statuses outside the protocol.
  var savedCounts: [String: Int] {
    var counts: [String: Int] = [:]
    for status in [OrderStatus.created, .pending, .processing, .shipped, .cancelled, .other("OTHER")] {
      counts[status.word] = self[status]
    }
    return counts
  }

  mutating func enter(_ status: OrderStatus) { byStatus[status.rank] += 1 }

  mutating func leave(_ status: OrderStatus) { byStatus[status.rank] -= 1 }
}

extension DashboardState: Equatable {
  /// Derived parts are left out, and what only serves saving or a look ahead: two states are equal when they know the
  /// same.
  package static func == (one: DashboardState, other: DashboardState) -> Bool {
    one.settings == other.settings && one.book == other.book && one.connection == other.connection
      && one.log == other.log && one.gaps == other.gaps
      && one.acknowledgedGaps == other.acknowledgedGaps && one.generation == other.generation
      && one.tallies == other.tallies && one.asOf == other.asOf
      && one.asOfConnected == other.asOfConnected && one.saving == other.saving
      && one.archivedCount == other.archivedCount && one.calls == other.calls
      && one.view == other.view && one.notice == other.notice
      && one.viewport == other.viewport && one.lastSweep == other.lastSweep
      && one.pausedAt?.changes == other.pausedAt?.changes && one.pausedAt?.moment == other.pausedAt?.moment
  }
}
