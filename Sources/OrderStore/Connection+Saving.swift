import DequeModule
import EventStream
import OrderProtocol
import SavedState

extension Connection {
  /// How it is doing, in times of the wall clock.
  func saved(heartbeatTimeout: Duration, at moment: Moment) -> SavedConnection {
    var saved = SavedConnection(phase: savedPhase, heartbeatTimeout: heartbeatTimeout)
    switch phase {
    case .waiting(let until, let reason):
      saved.waitUntil = moment.wall(at: until)
      switch reason {
      case .retry(let number, let limit, let reason):
        saved.retryNumber = number
        saved.retryLimit = limit
        saved.reason = reason
      case .offline(_, let reason): saved.reason = reason
      case .announced: break
      }
    case .stopped(let end): saved.reason = end.sentence
    case .idle, .connecting, .live: break
    }
    saved.replayDone = replay?.seen
    saved.replayTotal = replay?.missedEvents
    saved.openedAt = openedAt.map(moment.wall)
    saved.streamID = streamID
    saved.lastHeartbeat = lastHeartbeat.map(moment.wall)
    saved.lastSignOfLife = lastSignOfLife.map(moment.wall)
    saved.lastEvent = lastEvent.map(moment.wall)
    saved.lastServerTime = lastServerTime
    saved.trustedUntil = trustedUntil
    saved.intervals = Array(intervals)
    saved.longestSilence = longestSilence
    saved.lag = lag
    saved.reconnects = reconnects
    saved.eventCount = eventCount
    return saved
  }

  private var savedPhase: SavedPhase {
    switch phase {
    case .idle: .idle
    case .connecting: .connecting
    case .live: replay == nil ? .live : .replay
    case .waiting(_, .retry): .retry
    case .waiting(_, .announced): .maintenance
    case .waiting(_, .offline): .offline
    case .stopped: .stopped
    }
  }

  /// No connection yet, and the past as it is saved.
  init(_ saved: SavedConnection, lastEventID: String, at moment: Moment) {
    self.lastEventID = lastEventID
    startedAt = moment.monotonic
    lastHeartbeat = saved.lastHeartbeat.map(moment.monotonic)
    lastSignOfLife = saved.lastSignOfLife.map(moment.monotonic)
    lastEvent = saved.lastEvent.map(moment.monotonic)
    lastServerTime = saved.lastServerTime
    trustedUntil = saved.trustedUntil
    let usable = saved.intervals.filter { $0.map { $0.isFinite && $0 >= 0 } ?? true }
    intervals = Deque(usable.suffix(Self.historyLength - 1).map { $0.map { min($0, Self.longestInterval) } })
    if let last = intervals.last, last != nil { intervals.append(nil) }
    longestSilence = saved.longestSilence.map { min(max(.zero, $0), Self.longestTime) }
    lag = saved.lag.map { min(max(.zero - Self.longestTime, $0), Self.longestTime) }
    eventCount = min(max(0, saved.eventCount), Self.largestCount)
  }

  /// No saved interval is believed to be longer, in seconds…
  private static let longestInterval = 1e9
  /// …and no other time; those of the years 0000 to 9999 are all shorter.
  private static let longestTime = Duration.seconds(1_000_000_000_000)
  private static let largestCount = 1 << 53
}
