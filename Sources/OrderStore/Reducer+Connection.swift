import EventStream
import OrderProtocol

extension DashboardState {
  /// What the client said about the connection.
  mutating func streamChanged(_ event: ClientEvent, at moment: Moment) {
    switch event {
    case .connecting(let attempt, _):
      connection.phase = .connecting(attempt: attempt)
      if connection.startedAt == nil { connection.startedAt = moment.monotonic }
    case .opened(let streamID):
      connection.phase = .live
      connection.openedAt = moment.monotonic
      connection.streamID = streamID ?? connection.streamID
      connection.noteSignOfLife(at: moment.monotonic)
      if connection.hasOpened { connection.reconnects += 1 }
      connection.hasOpened = true
      addLog(.opened(streamID: streamID), at: moment)
    case .received, .reconnectionTimeChanged:
      break
    case .lost(let reason):
      connection.noteLost()
      addLog(.lost(reason: reason), at: moment)
    case .stale(let after):
      addLog(.stale(after: after), at: moment)
    case .waiting(let wait, let reason):
      connection.noteLost()
      if case .offline(let attempts, _) = reason, !connection.isOffline {
        addLog(.offline(attempts: attempts), at: moment)
      }
      connection.phase = .waiting(until: moment.monotonic + wait, reason)
    case .ended(let end):
      if let replay = connection.replay {
        addGap(reason: "the stream ended during a replay, after \(replay.seen) events", at: moment)
      }
      connection.noteLost()
      connection.phase = .stopped(end)
      addLog(.ended(end), at: moment)
    }
  }

  /// Events of the stream that are not about an order.
  mutating func receiveControl(_ event: OrderEvent, at moment: Moment) {
    switch event {
    case .connected(let streamID, let timestamp, _, let isReplayUnavailable):
      if let streamID { connection.streamID = streamID.capped }
      connection.noteServerTime(timestamp)
      if isReplayUnavailable, connection.openedAt != connection.gapToldAt {
        addGap(reason: "replay unavailable", at: moment)
      }
    case .heartbeat(let timestamp, _):
      connection.noteHeartbeat(timestamp, at: moment)
    case .replayStarted(let missed, _):
      connection.replay = Connection.Replay(missedEvents: missed)
      addLog(.replayStarted(missed: missed), at: moment)
    case .replayCompleted(let replayed, _):
      let seen = connection.replay?.seen
      connection.replay = nil
      if let seen, let replayed, seen != replayed {
        addGap(reason: "the replay did not add up: \(replayed) announced, \(seen) seen", at: moment)
      } else {
        addLog(.replayCompleted(replayed: replayed ?? seen ?? 0), at: moment)
      }
    case .replayFailed(let reason, let oldest, let requested):
      connection.replay = nil
      addGap(reason: reason ?? "replay failed", requestedID: requested, oldestAvailable: oldest, at: moment)
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

  /// Notes a hole in the history: every order is unverified until an event touches it again.
  mutating func addGap(
    reason: String, requestedID: String? = nil, oldestAvailable: String? = nil, at moment: Moment
  ) {
    let gap = Gap(
      at: moment.wall, reason: reason, requestedID: requestedID, oldestAvailable: oldestAvailable,
      trustedUntil: connection.lastServerTime
    ).capped
    if gaps.count < Self.gapLimit { gaps.append(gap) }
    connection.gapToldAt = connection.openedAt
    generation &+= 1
    tallies.unverified = book.count
    addLog(.gap(gap), at: moment)
  }
}

extension Connection {
  var isOffline: Bool {
    if case .waiting(_, .offline) = phase { true } else { false }
  }
}
