extension EventStreamClient {
  /// The longest sleep at a stretch: a timer of the system may stand still during a suspend, so the clock is looked at
  /// in between.
  private var longestStretch: Duration { min(.seconds(5), max(heartbeatTimeout / 4, .milliseconds(10))) }

  /// Waits before the next connection; an interruption ends it. A wait of our own is not resumed after a suspend.
  func wait(_ duration: Duration, atLeast least: Duration, _ reason: WaitReason) async {
    let start = now
    await publish(.waiting(duration, reason))
    var deadline = start + duration
    while interruption == nil, !Task.isCancelled, now < deadline {
      let before = now
      let target = origin.advanced(by: min(deadline, before + longestStretch))
      guard await sleep(until: target) else { return }
      if now - before > heartbeatTimeout { deadline = min(deadline, start + least) }
    }
  }

  /// Sleeps in a task of its own, which an interruption can end. Returns whether the time has come.
  private func sleep(until instant: C.Instant) async -> Bool {
    let task = Task { [clock] in (try? await clock.sleep(until: instant, tolerance: nil)) != nil }
    activity = .task { task.cancel() }
    defer { activity = .none }
    return await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Watches over one connection, from its first step on, until it is cancelled or gives the connection up.
  func watch() async {
    var lastLook = now
    while interruption == nil, monitor != nil {
      let deadlines = [monitor?.deadline, reconnection.departureTime, lastLook + longestStretch]
      let next = deadlines.compactMap(\.self).min() ?? lastLook
      do {
        try await clock.sleep(until: origin.advanced(by: next), tolerance: nil)
      } catch { return }
      guard !Task.isCancelled else { return }
      look(at: now, since: lastLook)
      lastLook = now
    }
  }

  private func look(at now: Duration, since lastLook: Duration) {
    guard interruption == nil else { return }
    if now - lastLook > heartbeatTimeout { return interrupt(.suspended) }
    if let departure = reconnection.departureTime, departure <= now { return interrupt(.departure) }
    switch monitor?.verdict(at: now) {
    case .alive, nil: break
    case .drip: interrupt(.drip)
    case .silent: giveUpSilence(at: now)
    }
  }

  /// Bytes that have arrived win over the timer, even if nobody has looked at them yet.
  private func giveUpSilence(at now: Duration) {
    if case .reading(let body) = activity, !body.cancelIfStarved() {
      monitor?.received(at: now)
    } else {
      interrupt(.silent)
    }
  }
}
