import DequeModule
import EventStream
import OrderProtocol

/// What is known of the connection, the heartbeat and the flow of events.
struct Connection: Equatable, Sendable {
  /// How much of the past the histories keep.
  static let historyLength = 240

  enum Phase: Equatable, Sendable {
    case idle
    case connecting(attempt: Int)
    case live
    case waiting(until: Duration, WaitReason)
    case stopped(StreamEnd)
  }

  /// A replay under way.
  struct Replay: Equatable, Sendable {
    var missedEvents: Int?
    /// Order events seen since `replay-start`.
    var seen = 0
  }

  /// What a connection has said of a hole in the history before it. It is one hole, whichever event tells of it.
  enum Hole: Equatable, Sendable {
    case none
    /// `connected` said that there is no replay.
    case unavailable
    /// `replay-failed` said what is missing.
    case failed
  }

  var phase = Phase.idle
  var replay: Replay?
  /// How many order events a replay had brought when its connection was lost; `nil` once the stream has gone on.
  var brokenReplay: Int?
  var hole = Hole.none
  /// Whether all retries were used up, and no event has come since.
  var isOffline = false
  var streamID: String?
  /// The filters that the server says it applies, in words; empty: none.
  var filters = ""
  var lastEventID = ""
  var openedAt: Duration?
  /// Since when this run has been waiting for a sign of life, before its first. What comes before is of another run.
  var startedAt: Duration?
  var lastHeartbeat: Duration?
  var lastSignOfLife: Duration?
  /// The last event of any type.
  var lastEvent: Duration?
  /// Seconds between heartbeats, `nil` for a lost connection between two.
  var intervals: Deque<Double?> = []
  var longestSilence: Duration?
  /// When that ended, on our wall clock; `nil`: in another run.
  var longestSilenceEnd: Timestamp?
  /// Our wall clock minus the server's.
  var lag: Duration?
  /// The least and the most that it was since the start.
  var lagRange: ClosedRange<Duration>?
  /// The connections lost last since the start, the newest last.
  var losses: Deque<ConnectionLoss> = []
  /// The last time the server told, and what that was when the connection was opened: before any hole that it tells of.
  var lastServerTime: Timestamp?
  var trustedUntil: Timestamp?
  var reconnects = 0
  var hasOpened = false
  var eventCount = 0
  var rate = EventRate()
  /// Types that are not in the protocol and were already mentioned.
  var mentionedTypes: Set<String> = []

  init() {}

  /// Notes that bytes came.
  mutating func noteSignOfLife(at moment: Moment) {
    let now = moment.monotonic
    if lastSignOfLife != nil, let silentSince, now - silentSince > longestSilence ?? .zero {
      longestSilence = now - silentSince
      longestSilenceEnd = moment.wall
    }
    lastSignOfLife = now
  }

  /// Since when nothing was heard while somebody listened.
  var silentSince: Duration? {
    guard let startedAt else { return lastSignOfLife }
    return lastSignOfLife.map { max($0, startedAt) } ?? startedAt
  }

  /// Notes a heartbeat and what it tells about the server's clock.
  mutating func noteHeartbeat(_ timestamp: Timestamp?, at moment: Moment) {
    if let lastHeartbeat, lastHeartbeat >= startedAt ?? lastHeartbeat {
      addInterval((moment.monotonic - lastHeartbeat) / .seconds(1))
    }
    lastHeartbeat = moment.monotonic
    noteServerTime(timestamp)
    guard let timestamp else { return }
    let (difference, overflow) = moment.wall.milliseconds.subtractingReportingOverflow(timestamp.milliseconds)
    if !overflow { noteLag(.milliseconds(difference)) }
  }

  /// Notes a time that the server told.
  mutating func noteServerTime(_ timestamp: Timestamp?) {
    guard let timestamp else { return }
    lastServerTime = timestamp
  }

  private mutating func noteLag(_ lag: Duration) {
    self.lag = lag
    lagRange = min(lagRange?.lowerBound ?? lag, lag)...max(lagRange?.upperBound ?? lag, lag)
  }

  /// Notes that a connection is open.
  mutating func noteOpened(_ streamID: String?, at moment: Moment) {
    phase = .live
    openedAt = moment.monotonic
    self.streamID = streamID ?? self.streamID
    noteSignOfLife(at: moment)
    noteBack(at: moment.wall)
    if hasOpened { reconnects += 1 }
    hasOpened = true
    hole = .none
    trustedUntil = lastServerTime
  }

  /// Notes that the stream goes on from its position.
  mutating func noteProgress() {
    isOffline = false
    brokenReplay = nil
  }

  mutating func noteLost() {
    brokenReplay = replay?.seen ?? brokenReplay
    replay = nil
    openedAt = nil
    if intervals.last != .some(nil) { addInterval(nil) }
  }

  private mutating func addInterval(_ seconds: Double?) {
    if intervals.count == Self.historyLength { intervals.removeFirst() }
    intervals.append(seconds)
  }
}

extension Duration {
  /// As a difference of clocks: so large that ages of orders are wrong.
  package var isFar: Bool { self >= .seconds(5) || self <= .seconds(-5) }
}

/// Events in each of the last seconds.
struct EventRate: Equatable, Sendable {
  private var buckets: Deque<Int> = []
  /// The second, since the clock's start, of the newest bucket.
  private var newest: Int64 = 0

  mutating func add(_ count: Int, at now: Duration) {
    advance(to: now)
    buckets[buckets.count - 1] += count
  }

  private mutating func advance(to now: Duration) {
    let second = now.components.seconds
    if buckets.isEmpty || second - newest > Int64(Connection.historyLength) {
      buckets = [0]
      newest = second
    }
    while newest < second {
      if buckets.count == Connection.historyLength { buckets.removeFirst() }
      buckets.append(0)
      newest += 1
    }
  }

  /// The counts of the last `count` seconds, the second under way last; shorter at the beginning.
  func history(_ count: Int, at now: Duration) -> [Int] {
    var copy = self
    copy.advance(to: now)
    return Array(copy.buckets.suffix(max(0, count)))
  }

  /// Events per second over the last ten full seconds, or as many as there were.
  func perSecond(at now: Duration) -> Double {
    let full = history(11, at: now).dropLast()
    return full.isEmpty ? 0 : Double(full.reduce(0, +)) / Double(full.count)
  }
}
