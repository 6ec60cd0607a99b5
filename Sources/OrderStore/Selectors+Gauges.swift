import OrderProtocol

extension DashboardState {
  func gauge(at moment: Moment) -> HeartbeatGauge {
    let now = moment.monotonic
    var gauge = HeartbeatGauge(timeout: settings.heartbeatTimeout)
    gauge.sinceHeartbeat = connection.lastHeartbeat.map { now - $0 }
    gauge.sinceSignOfLife = connection.lastSignOfLife.map { now - $0 }
    if case .stopped = connection.phase {
    } else if let since = connection.silentSince, now - since > settings.heartbeatTimeout {
      gauge.staleFor = now - since
    }
    gauge.intervals = Array(connection.intervals.suffix(max(0, viewport.historyLength)))
    let silence = connection.lastSignOfLife == nil ? nil : connection.silentSince.map { now - $0 }
    gauge.longestSilence = [connection.longestSilence, silence].compactMap { $0 }.max()
    gauge.lag = connection.lag
    gauge.eventsPerSecond = connection.rate.perSecond(at: now)
    gauge.eventHistory = connection.rate.history(viewport.historyLength, at: now)
    gauge.reconnects = connection.reconnects
    gauge.connectedFor = connection.openedAt.map { now - $0 }
    gauge.streamID = connection.streamID
    gauge.lastEventID = connection.lastEventID
    gauge.eventCount = connection.eventCount
    return gauge
  }

  func counts(at moment: Moment) -> OrderCounts {
    let limits = settings.limits
    func count(_ status: OrderStatus, over step: KeyPath<AgeLimits.Steps, Duration>) -> Int {
      guard let steps = limits[status] else { return 0 }
      return index.count(of: status, atLeast: steps[keyPath: step], now: moment.wall)
    }
    var counts = OrderCounts()
    counts.created = tallies[.created]
    counts.pending = tallies[.pending]
    counts.processing = tallies[.processing]
    counts.other = tallies[.other("")]
    counts.open = counts.created + counts.pending + counts.processing + counts.other
    counts.shipped = tallies[.shipped]
    counts.cancelled = tallies[.cancelled]
    counts.lateCreated = count(.created, over: \.late)
    counts.latePending = count(.pending, over: \.late)
    counts.lateProcessing = count(.processing, over: \.late)
    counts.lateOther = limits.limited.map { $0.rank == OrderStatus.otherRank ? count($0, over: \.late) : 0 }.reduce(
      0, +)
    counts.late = counts.lateCreated + counts.latePending + counts.lateProcessing + counts.lateOther
    counts.alarms = tallies.orderAlarms
    let nearlyOrLate = limits.limited.map { count($0, over: \.warning) }
    counts.warning = nearlyOrLate.reduce(0, +) - counts.late
    counts.unverified = tallies.unverified
    counts.agedOut = tallies.agedOut
    counts.shippedLastHour = tallies.shippedLastHour.total(at: moment.monotonic)
    counts.errorsLastHour = tallies.errorsLastHour.total(at: moment.monotonic)
    counts.lastError = tallies.lastError
    counts.oldestOpen = index.oldestOpen(in: book).map { $0.begun.age(at: moment.wall) }
    counts.worst = index.worst(in: book, now: moment.wall)
    counts.nextLate = index.nextLate(in: book, now: moment.wall)
    counts.lateForecast = lateForecast(at: moment)
    return counts
  }
}
