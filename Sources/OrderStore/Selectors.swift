import OrderProtocol

extension DashboardState {
  /// What one screen needs, picked out of the state. Brings the sorted views up to date first.
  package mutating func snapshot(at moment: Moment, viewport: Viewport) -> Snapshot {
    self.viewport = viewport
    view.logOffset = min(view.logOffset, lastLogOffset)
    if let notice, notice.until <= moment.monotonic { self.notice = nil }
    index.refresh(&book, view: view, now: shownNow(moment).wall)
    var snapshot = Snapshot(now: moment, timeout: settings.heartbeatTimeout)
    snapshot.isDemo = settings.isDemo
    snapshot.source = settings.source
    snapshot.filters = settings.filters
    snapshot.phase = phase(at: moment)
    snapshot.asOf = asOf
    snapshot.saving = saving
    snapshot.gauge = gauge(at: moment)
    snapshot.counts = counts(at: moment)
    snapshot.orders = orderList(at: shownNow(moment))
    snapshot.orders.behind = pausedAt.map { changeCount - $0.changes } ?? 0
    if viewport.showsDetail { snapshot.detail = detail(at: shownNow(moment)) }
    snapshot.log.rows = log.rows(viewport.logRows, offset: view.logOffset, found: view.foundLogEntry)
    snapshot.log.total = log.count
    snapshot.log.below = view.logOffset
    snapshot.log.newestTrouble = log.newest(.warning)
    snapshot.gaps = gaps
    if viewport.showsFeed { snapshot.feed = feedReport(at: moment) }
    snapshot.alarms = tallies.alarms
    snapshot.unacknowledged = tallies.orderAlarms.unacknowledged + gaps.count + calls.troubles
    snapshot.view = view
    snapshot.notice = notice?.text
    return snapshot
  }

  private func phase(at moment: Moment) -> ConnectionPhase {
    switch connection.phase {
    case .idle: .idle
    case .connecting(let attempt): .connecting(attempt: attempt)
    case .live: connection.replay.map { .replaying(done: $0.seen, total: $0.missedEvents) } ?? .live
    case .waiting(let until, let reason):
      .waiting(remaining: max(.zero, until - moment.monotonic), reason)
    case .stopped(let end): .stopped(end)
    }
  }

  private mutating func orderList(at moment: Moment) -> OrderList {
    let slots = index.rows.slots
    var list = OrderList()
    list.matching = slots.count
    list.total = book.count
    list.filterProblem = index.filterProblem
    guard !slots.isEmpty else { return list }
    let rows = max(1, viewport.orderRows)
    var position = selectedPosition
    if view.selection != nil, position == nil {
      // The selected order has left the list: the selection stays where it was on the glass.
      select(position: min(view.lastPosition, slots.count - 1))
      position = selectedPosition
    }
    let selected = position ?? 0
    view.lastPosition = selected
    view.selectionRow = min(max(0, view.selectionRow), rows - 1)
    let first = min(max(0, selected - (view.selection == nil ? 0 : view.selectionRow)), max(0, slots.count - rows))
    view.selectionRow = selected - first
    list.firstRow = first
    list.selectedRow = selected - first < viewport.orderRows ? selected - first : nil
    list.rows = slots[first..<min(slots.count, first + viewport.orderRows)].compactMap { slot in
      book.shownEntry(slot).map { row($0, at: moment) }
    }
    return list
  }

  private func row(_ entry: OrderEntry, at moment: Moment) -> OrderRow {
    let age = entry.age(at: moment.wall)
    let isRecent = moment.monotonic - entry.changedAt < OrderEntry.changeLife
    return OrderRow(
      id: entry.id, customerID: entry.customerID, status: entry.status, age: age,
      overdue: settings.limits.limit(of: entry.status).map { age - $0 },
      severity: settings.limits.severity(of: entry.status, age: age), itemCount: entry.shownItemCount,
      total: entry.shownTotal, place: entry.place, isPartial: entry.isPartial,
      isUnverified: entry.generation < generation, changed: isRecent ? entry.changed : [],
      alarm: entry.alarm.map { ShownAlarm($0, at: moment) })
  }

  private func detail(at moment: Moment) -> OrderDetail? {
    // Beside a list without orders, one would be taken for what was found.
    guard !index.rows.slots.isEmpty else { return nil }
    let slot = view.selection.flatMap { book.slot(of: $0) } ?? index.rows.slots.first
    guard let entry = slot.flatMap({ book.shownEntry($0) }) else { return nil }
    return OrderDetail(
      row: row(entry, at: moment), items: entry.items, submittedAt: entry.submittedAt, assignedTo: entry.assignedTo,
      trackingNumber: entry.trackingNumber, carrier: entry.carrier, cancellationReason: entry.cancellationReason,
      unknown: entry.unknown, firstSeen: entry.firstSeen, lastChanged: entry.lastChanged,
      lastEventID: entry.lastEventID, lateItems: entry.lateItems)
  }
}
