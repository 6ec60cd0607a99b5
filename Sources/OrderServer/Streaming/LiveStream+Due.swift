import OrderProtocol

extension LiveStream {
  /// Appends heartbeats and whatever else has its time.
  ///
  /// - Returns: why the stream has to end now; `nil` as a rule.
  mutating func sayWhatIsDue(_ write: Writer) async throws -> StreamEnding? {
    let now = Instant.now
    if let lifetime = settings.tokenLifetime, now >= start + lifetime { return .tokenExpired }
    for event in schedule.due(now) {
      switch event {
      case .breakOff:
        try await flush(write)
        hub.abort(opening.subscriber)
        return .clientGone
      case .stall:
        try await flush(write)
        await hub.sleepUntilEnd(opening.subscriber)
        hub.abort(opening.subscriber)
        return .clientGone
      case .maintenance: return .maintenance
      case .malformed: pending.appendMalformedEvent(id: hub.id(of: position))
      case .fault(let fault):
        say(.fault(fault))
        if !fault.isRecoverable { return .allSaid }
      }
    }
    if now >= nextHeartbeat {
      // Where some could not be sent in time, the next one counts.
      while nextHeartbeat <= now { nextHeartbeat += settings.heartbeat }
      if schedule.hasHeartbeats { say(.heartbeat(timestamp: self.now(), connectionAge: age(now))) }
    }
    return nil
  }

  /// When the stream has to be awake without an event.
  var wakeAt: Instant {
    let expiry = settings.tokenLifetime.map { start + $0 }
    return [schedule.next, expiry].compactMap { $0 }.reduce(nextHeartbeat, min)
  }

  /// How old the connection is, in whole seconds.
  private func age(_ now: Instant) -> Duration { .seconds(start.duration(to: now).components.seconds) }

  /// Writes what is pending, at the speed that was asked for.
  mutating func flush(_ write: Writer) async throws {
    let bytes = pending
    pending = []
    guard !bytes.isEmpty else { return }
    guard let rate = schedule.bytesPerSecond else { return try await write(bytes) }
    let pause = Duration.milliseconds(100)
    let portion = max(1, rate / 10)
    var rest = bytes[...]
    while !rest.isEmpty, !hub.isEnding(opening.subscriber) {
      try await write(Array(rest.prefix(portion)))
      rest = rest.dropFirst(portion)
      try await Task.sleep(for: portion == 1 ? .seconds(1) / rate : pause)
      hub.noteAccepted(opening.subscriber)
    }
  }
}

extension [UInt8] {
  /// An event whose data ends too early.
  fileprivate mutating func appendMalformedEvent(id: String) {
    append(contentsOf: "id: \(id)\nevent: order-updated\ndata: {\"orderId\":\"order-1\",\"status\":\n\n".utf8)
  }
}

extension OrderEvent {
  static func maintenance(reconnectAfter: Duration) -> OrderEvent {
    .disconnecting(
      reason: "SERVER_MAINTENANCE", reconnectAfter: reconnectAfter, message: "Scheduled maintenance")
  }
}
