import EventStream
import OrderProtocol
import SavedState

extension DashboardState {
  /// What the client said about the connection.
  mutating func streamChanged(_ event: ClientEvent, at moment: Moment) {
    switch event {
    case .connecting(let attempt, let id):
      connection.phase = .connecting(attempt: attempt)
      // A resync asks from no id although there is one.
      known.connect(after: id, isWhole: id.isEmpty && !connection.lastEventID.isEmpty)
      if connection.startedAt == nil { connection.startedAt = moment.monotonic }
    case .opened(let streamID):
      connection.noteOpened(streamID, at: moment)
      addLog(.opened(streamID: streamID), at: moment)
    case .received, .reconnectionTimeChanged:
      break
    case .lost(let reason):
      connection.noteLost()
      connection.noteLoss(reason, at: moment.wall)
      addLog(.lost(reason: reason), at: moment)
    case .stale(let after):
      addLog(.stale(after: after), at: moment)
    case .waiting(let wait, let reason):
      connection.noteLost()
      switch reason {
      case .offline(let attempts, _):
        if !connection.isOffline { addLog(.offline(attempts: attempts), at: moment) }
        connection.isOffline = true
      case .retry: connection.isOffline = false
      case .announced: break
      }
      connection.phase = .waiting(until: moment.monotonic + wait, reason)
    case .ended(let end):
      connection.noteLost()
      connection.noteLoss(end.sentence, at: moment.wall)
      if let seen = connection.brokenReplay {
        addGap(reason: "the stream ended during a replay, after \(seen) events", at: moment)
        connection.brokenReplay = nil
      }
      connection.phase = .stopped(end)
      addLog(.ended(end), at: moment)
    }
  }

  /// Events of the stream that are not about an order.
  mutating func receiveControl(_ event: OrderEvent, at moment: Moment) {
    switch event {
    case .connected(let streamID, let timestamp, let filters, let isReplayUnavailable):
      if let streamID { connection.streamID = streamID.capped }
      noteFilters(filters, at: moment)
      connection.noteServerTime(timestamp)
      if connection.replay == nil, let time = asOf { (asOf, asOfConnected) = (nil, time) }
      if isReplayUnavailable, connection.hole == .none {
        addGap(reason: "replay unavailable", at: moment)
        connection.hole = .unavailable
      }
    case .heartbeat(let timestamp, _):
      let lag = connection.lag
      connection.noteHeartbeat(timestamp, at: moment)
      noteClock(before: lag, at: moment)
      if connection.replay == nil { noteCurrent() }
    case .replayStarted(let missed, _):
      connection.replay = Connection.Replay(missedEvents: missed)
      noteBehind()
      addLog(.replayStarted(missed: missed), at: moment)
    case .replayCompleted(let replayed, _):
      let seen = connection.replay?.seen
      connection.replay = nil
      noteCurrent()
      if let seen, let replayed, seen != replayed {
        addGap(reason: "the replay did not add up: \(replayed) announced, \(seen) seen", at: moment)
      } else {
        addLog(.replayCompleted(replayed: replayed ?? seen ?? 0), at: moment)
      }
    case .replayFailed(let reason, let oldest, let requested):
      connection.replay = nil
      noteCurrent()
      let reason = reason ?? "replay failed"
      if connection.hole == .unavailable {
        amendNewestGap(reason: reason, requestedID: requested, oldestAvailable: oldest)
      } else {
        addGap(reason: reason, requestedID: requested, oldestAvailable: oldest, at: moment)
      }
      connection.hole = .failed
    case .fault(let fault):
      addLog(.fault(fault), at: moment)
    case .disconnecting(let reason, let after, let message):
      addLog(.disconnecting(reason: reason, reconnectAfter: after, message: message), at: moment)
    case .unknown(let type):
      guard connection.mentionedTypes.count < 32, connection.mentionedTypes.insert(type.capped).inserted else { break }
      addLog(.unknownType(type), at: moment)
    case .created, .updated, .submitted, .shipped, .cancelled, .itemAdded, .itemRemoved:
      break
    }
  }

  /// Clocks that differ are told when they begin to. Whoever plays a recording is not told.
  private mutating func noteClock(before: Duration?, at moment: Moment) {
    guard let lag = connection.lag, lag.isFar, before?.isFar != true, !settings.isDemo else { return }
    addLog(.clock(lag), at: moment)
  }

  /// The board is no older than the stream.
  mutating func noteCurrent() {
    asOf = nil
    asOfConnected = nil
  }

  /// What comes is from before now.
  mutating func noteBehind() { asOf = asOf ?? asOfConnected }

  /// The filters that the server says it applies are told when they are news.
  private mutating func noteFilters(_ filters: [UnknownField], at moment: Moment) {
    let text = filters.map { "\($0.name) \($0.json)" }.joined(separator: ", ").capped
    guard text != connection.filters else { return }
    connection.filters = text
    addLog(.filtered(by: text), at: moment)
  }

  /// Notes a hole in the history: every order is unverified until an event touches it again.
  mutating func addGap(
    reason: String, requestedID: String? = nil, oldestAvailable: String? = nil, at moment: Moment
  ) {
    let gap = Gap(
      at: moment.wall, reason: reason, requestedID: requestedID, oldestAvailable: oldestAvailable,
      trustedUntil: connection.trustedUntil
    ).capped
    if gaps.count < Self.gapLimit { gaps.append(gap) }
    generation &+= 1
    tallies.unverified = book.count
    addLog(.gap(gap), at: moment)
  }

  /// Says more of the hole that was told last, unless the user has acknowledged it meanwhile.
  private mutating func amendNewestGap(reason: String, requestedID: String?, oldestAvailable: String?) {
    guard let newest = gaps.indices.last else { return }
    gaps[newest].reason = reason
    gaps[newest].requestedID = requestedID
    gaps[newest].oldestAvailable = oldestAvailable
    gaps[newest] = gaps[newest].capped
  }
}
