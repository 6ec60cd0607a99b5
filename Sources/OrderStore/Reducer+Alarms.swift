import OrderProtocol

extension DashboardState {
  /// The board does not know yet what everybody else knows: whatever is late may long have been done.
  var isCatchingUp: Bool {
    if connection.replay != nil { return true }
    guard asOf != nil else { return false }
    return switch connection.phase {
    case .idle, .connecting, .live: true
    case .waiting, .stopped: false
    }
  }

  /// Looks at the orders that have come to a limit since the last time, and at the alarms that change with time alone.
  mutating func passTime(at moment: Moment) {
    pace.passTime(isWatching: connection.phase == .live && !isCatchingUp, at: moment.monotonic)
    index.refreshAges(&book, isPaused: view.isPaused)
    if isCatchingUp {
      lookedAt = nil
    } else {
      for slot in index.crossingLate(from: lookedAt, to: moment.wall) {
        lookAtAlarm(slot, at: moment)
      }
      for slot in late.list { lookAtAlarm(slot, at: moment) }
      lookedAt = moment.wall
    }
    late.removeAll()
    timedAlarms.settle(breakingTies: <)
    let due = timedAlarms.leadingCount { $0 <= moment.monotonic / .seconds(1) }
    for slot in Array(timedAlarms.slots.prefix(due)) { lookAtAlarm(slot, at: moment) }
  }

  /// Brings the alarm of an order up to date.
  ///
  /// - Parameter isByUser: somebody is there.
  mutating func lookAtAlarm(
    _ slot: OrderBook.Slot, mayRaise: Bool? = nil, isByUser: Bool = false, at moment: Moment
  ) {
    let mayRaise = mayRaise ?? !isCatchingUp
    let (limits, hysteresis) = (settings.limits, settings.alarms.hysteresis)
    let change = book.changeAlarm(slot) { entry in
      entry.alarm(afterLookWith: limits, mayRaise: mayRaise, hysteresis: hysteresis, at: moment)
    }
    if let change { noteAlarm(slot, change, isByUser: isByUser) } else { timedAlarms.file(slot, under: nil) }
  }

  /// Brings the alarm of an order up to date that an event has changed, which raises none. A frozen view goes on showing
  /// the order as it was.
  mutating func lookAtAlarm(afterEvent slot: OrderBook.Slot, hasAlarm: Bool, at moment: Moment) {
    let isLate =
      settings.limits.severity(in: book[slot].status, since: book[slot].statusSince, now: moment.wall) == .late
    if hasAlarm {
      let (limits, hysteresis) = (settings.limits, settings.alarms.hysteresis)
      let change = book.changeAlarm(slot, isShown: false) { entry in
        entry.alarm(afterLookWith: limits, mayRaise: false, hysteresis: hysteresis, at: moment)
      }
      if let change, change.old != change.new || isLate { noteAlarm(slot, change) }
    } else if isLate {
      timedAlarms.file(slot, under: nil)
    }
    if isLate { late.insert(slot) }
  }

  /// A cancellation has to be seen by somebody.
  mutating func raiseCancellation(of slot: OrderBook.Slot) {
    let change = book.changeAlarm(slot) { OrderAlarm(.cancelled, since: $0.statusSince) }
    if let change { noteAlarm(slot, change) }
  }

  /// Keeps count, notes when the alarm has to be looked at again, and calls somebody if it is news.
  ///
  /// - Parameter isByUser: somebody is there.
  mutating func noteAlarm(_ slot: OrderBook.Slot, _ change: AlarmChange, isByUser: Bool = false) {
    let due = change.new?.due(hysteresis: settings.alarms.hysteresis)
    timedAlarms.file(slot, under: due.map { $0 / .seconds(1) })
    guard change.old != change.new else { return }
    if let old = change.old { tallies.orderAlarms.leave(old) }
    guard let new = change.new else { return }
    tallies.orderAlarms.enter(new)
    guard new.state == .new, change.old?.state != .new || change.old?.cause != new.cause, !isByUser else { return }
    let event = new.cause == .cancelled ? AlarmSettings.Event.cancelled : .late
    calls.add(event, isOrder: true, settings: settings.alarms) { [book] in
      guard let entry = book.entry(slot) else { return AlarmNotification(event, sentence: event.rawValue) }
      return AlarmNotification(event, entry)
    }
  }

  /// Acknowledges the selected order's alarm; where it has none, whatever is not about an order.
  mutating func acknowledge(at moment: Moment) {
    if let (slot, id) = orderWithAlarm(at: moment), book.alarm(slot).map({ $0.state != .acknowledged }) ?? false,
      let change = book.changeAlarm(slot, { $0.alarm?.acknowledged(at: moment.wall) })
    {
      noteAlarm(slot, change, isByUser: true)
      say("\(id.rawValue.prefix(40)): alarm acknowledged", at: moment)
      return
    }
    let (hasGaps, hasTroubles) = (!gaps.isEmpty, calls.troubles > 0)
    acknowledgeGaps(at: moment)
    calls.troubles = 0
    let word = hasGaps ? hasTroubles ? "gap and errors acknowledged" : "gap acknowledged" : "errors acknowledged"
    say(hasGaps || hasTroubles ? word : "nothing to acknowledge", at: moment)
  }

  /// Acknowledges everything there is.
  mutating func acknowledgeAll(at moment: Moment) {
    index.refreshAges(&book, isPaused: view.isPaused)
    for slot in index.crossingLate(from: nil, to: moment.wall) {
      lookAtAlarm(slot, mayRaise: true, isByUser: true, at: moment)
    }
    var count = gaps.count + calls.troubles
    for slot in book.slotsWithAlarms {
      guard let alarm = book.alarm(slot), alarm.state != .acknowledged, alarm.state != .shelved,
        let change = book.changeAlarm(slot, { $0.alarm?.acknowledged(at: moment.wall) })
      else { continue }
      noteAlarm(slot, change, isByUser: true)
      count += 1
    }
    acknowledgeGaps(at: moment)
    calls.acknowledge()
    say(count == 0 ? "nothing to acknowledge" : "\(count) acknowledged", at: moment)
  }

  /// Puts the selected order's alarm off, or takes that back.
  mutating func shelve(at moment: Moment) {
    guard let (slot, id) = orderWithAlarm(at: moment), let alarm = book.alarm(slot) else {
      say("no alarm to shelve", at: moment)
      return
    }
    let (isShelved, duration) = (alarm.shelvedUntil != nil, settings.alarms.shelveDuration)
    let change = book.changeAlarm(slot) { _ in
      isShelved ? alarm.unshelved(at: moment.wall) : alarm.shelved(until: moment.monotonic + duration, at: moment.wall)
    }
    if let change { noteAlarm(slot, change, isByUser: true) }
    let name = id.rawValue.prefix(40)
    say(isShelved ? "\(name): not shelved any more" : "\(name): shelved for \(duration.inWords)", at: moment)
  }

  /// The order that the keys are for. The screen says late at once, the alarm comes with the next second, and while the
  /// board catches up not at all: the keys mean what is to be seen.
  private mutating func orderWithAlarm(at moment: Moment) -> (slot: OrderBook.Slot, id: OrderID)? {
    guard let (slot, id) = selectedOrder(at: moment) else { return nil }
    lookAtAlarm(slot, mayRaise: true, isByUser: true, at: moment)
    return (slot, id)
  }

  /// The order that the keys are for: the selected one, else the first on the screen; on the board the worst. Nobody means
  /// an order that is not to be seen.
  private mutating func selectedOrder(at moment: Moment) -> (slot: OrderBook.Slot, id: OrderID)? {
    if view.showsFeed { return nil }
    index.refresh(&book, view: view, now: shownNow(moment).wall)
    let worst = view.showsBoard ? index.worst(in: book, now: moment.wall)?.id : view.selection
    guard let id = worst ?? index.rows.slots.first.flatMap({ book.shownEntry($0)?.id }),
      let slot = book.slot(of: id),
      view.showsBoard || viewport.showsDetail || index.position(of: slot, in: book) != nil
    else { return nil }
    return (slot, id)
  }
}

extension OrderEntry {
  /// Its alarm after a look at it.
  func alarm(afterLookWith limits: AgeLimits, mayRaise: Bool, hysteresis: Duration, at moment: Moment) -> OrderAlarm? {
    // An order that has gone on to another status will not be back in a moment.
    let mayComeBack = alarm?.cause == .late(in: status)
    return OrderAlarm.look(
      at: alarm, cause: alarmCause(limits: limits, now: moment.wall), mayRaise: mayRaise,
      hysteresis: mayComeBack ? hysteresis : .zero, at: moment)
  }
}

extension AlarmNotification {
  fileprivate init(_ event: AlarmSettings.Event, _ entry: OrderEntry) {
    let id = entry.id.rawValue.capped
    let sentence =
      event == .cancelled
      ? "\(id) cancelled" + (entry.cancellationReason.map { ": \($0.capped)" } ?? "")
      : "\(id) is late in \(entry.status.word.capped)"
    self.init(event, orderID: entry.id, status: entry.status, sentence: sentence)
  }
}
