import OrderProtocol

/// One client's stream, from its opening to its end.
///
/// Control events repeat the id of the last event that the client has, or did not ask for, so whatever id it stores is
/// one to resume from: nothing is lost and nothing comes twice.
struct LiveStream {
  typealias Instant = ContinuousClock.Instant
  typealias Writer = ([UInt8]) async throws -> Void

  let hub: EventHub
  let settings: StreamSettings
  let streamID: String
  /// The filters by name, as the client stated them.
  let filters: [UnknownField]
  let now: @Sendable () -> Timestamp
  let opening: EventHub.Opening
  let start = Instant.now
  var schedule: FaultSchedule
  var nextHeartbeat: Instant
  var position: Int64
  private var isReplaying: Bool
  var pending: [UInt8] = []

  init(
    _ opening: EventHub.Opening, of hub: EventHub, settings: StreamSettings, streamID: String, filters: [UnknownField],
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.hub = hub
    self.settings = settings
    self.streamID = streamID
    self.filters = filters
    self.now = now
    self.opening = opening
    schedule = FaultSchedule(settings.faults, from: start)
    nextHeartbeat = start + settings.heartbeat
    position = opening.position
    isReplaying = opening.missed > 0
  }

  /// Sends until the stream ends; then the response is to be finished.
  ///
  /// - Returns: why it ended.
  /// - Throws: what `write` threw.
  mutating func run(_ write: Writer) async throws -> StreamEnding {
    begin()
    while true {
      let progress = hub.collect(opening.subscriber, into: &pending)
      position = progress.position
      if isReplaying, progress.ending == nil, position >= opening.replayEnd { completeReplay() }
      if let ending = try await sayWhatIsDue(write) ?? progress.ending {
        say(ending)
        try await flush(write)
        return ending
      }
      if pending.isEmpty {
        await hub.sleep(opening.subscriber, until: wakeAt)
      } else {
        try await flush(write)
      }
    }
  }

  /// What came of the client's wish to resume, then `connected`. Where events are replayed, that comes after them: the
  /// client is up to date then.
  private mutating func begin() {
    if let hole = opening.hole {
      say(
        .replayFailed(reason: hole.reason, oldestAvailable: hole.oldestAvailable, requestedID: hole.requestedID))
    }
    if isReplaying {
      say(.replayStarted(missedEvents: opening.missed, replayingFrom: hub.id(of: position)))
    } else {
      sayConnected()
    }
  }

  private mutating func completeReplay() {
    isReplaying = false
    say(.replayCompleted(replayedEvents: opening.missed, isResumingLiveStream: true))
    sayConnected()
  }

  private mutating func sayConnected() {
    say(
      .connected(
        streamID: streamID, timestamp: now(), filters: filters,
        isReplayUnavailable: opening.hole?.requestedID != nil))
  }

  mutating func say(_ event: OrderEvent) {
    pending.append(event, id: hub.id(of: position))
  }

  private mutating func say(_ ending: StreamEnding) {
    switch ending {
    case .clientGone: pending = []
    case .allSaid: break
    case .maintenance: say(.maintenance(reconnectAfter: settings.reconnectAfter))
    case .tokenExpired: say(.fault(.tokenExpired))
    case .tooSlow(let reason): say(.fault(.slowConsumer(reason)))
    }
  }
}
