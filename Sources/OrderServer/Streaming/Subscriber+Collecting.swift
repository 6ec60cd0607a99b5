extension Subscriber {
  /// How many bytes are written at once.
  private static let batchLimit = 64 * 1024

  /// Appends the next events; see ``EventHub/collect(_:into:)``.
  mutating func collect(
    from history: EventHistory, _ settings: HubSettings, into bytes: inout [UInt8]
  ) -> EventHub.Progress {
    wakeAt = nil
    let now = Instant.now
    if ending == nil, let reason = slowness(history, settings) { end(.tooSlow(reason), by: now + settings.endingGrace) }
    guard ending == nil else { return EventHub.Progress(position: position, ending: ending) }
    mustWriteBy = now + settings.writeTimeout
    let stop = position < replayEnd ? replayEnd : history.newest
    for event in history.events(after: position) {
      guard event.number <= stop, bytes.count < Self.batchLimit else { break }
      if filter.matches(event) { bytes += event.frame }
      position = event.number
    }
    if position >= history.newest { isCaughtUp = true }
    return EventHub.Progress(position: position, ending: nil)
  }

  /// Why the client is too slow; `nil` when it is not.
  private func slowness(_ history: EventHistory, _ settings: HubSettings) -> String? {
    if position < history.oldest - 1 { return "The client is too slow: events it still lacks are gone" }
    guard isCaughtUp else { return nil }
    if history.newest - position > settings.maximumLagEvents {
      return "The client is too slow: more than \(settings.maximumLagEvents) events behind"
    }
    // One event may be larger than all that; nobody can be blamed for lacking it.
    if history.newest - position > 1, history.bytes(after: position) > settings.maximumLagBytes {
      return "The client is too slow: more than \(settings.maximumLagBytes) bytes behind"
    }
    return nil
  }

  /// Takes the sleeping stream out if there are events for it. Events that it did not ask for are passed.
  mutating func takeWaiter(for history: EventHistory) -> CheckedContinuation<Void, Never>? {
    guard waiter != nil, isAwaitingEvents, position < history.newest else { return nil }
    if filter.isEmpty || history.events(after: position).contains(where: filter.matches) { return takeWaiter() }
    position = history.newest
    return nil
  }

  /// Puts the stream to sleep, unless there is something to do.
  mutating func fallAsleep(
    _ continuation: CheckedContinuation<Void, Never>, until wakeAt: Instant, newest: Int64, ignoringEvents: Bool
  ) -> Bool {
    guard ending == nil, wakeAt > .now, ignoringEvents || position >= newest else { return false }
    mustWriteBy = nil
    self.wakeAt = wakeAt
    isAwaitingEvents = !ignoringEvents
    waiter = continuation
    return true
  }
}
