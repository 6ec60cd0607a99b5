import EventStream
import OrderProtocol

/// Applies one fact to the state. Pure: the time came with the fact, and what the outside should do is returned.
package func reduce(into state: inout DashboardState, action: Action, at moment: Moment) -> [Effect] {
  let effects = apply(action, to: &state, at: moment)
  state.ringBell(at: moment)
  return effects
}

private func apply(_ action: Action, to state: inout DashboardState, at moment: Moment) -> [Effect] {
  switch action {
  case .received(let batch):
    state.receive(batch, at: moment)
    state.sweepClosedOrders(at: moment)
    return []
  case .stream(let event):
    state.streamChanged(event, at: moment)
    return []
  case .command(let command):
    return state.perform(command, at: moment)
  case .timePassed:
    state.passTime(at: moment)
    let notifications = state.isCatchingUp ? [] : state.calls.takeWaiting()
    return notifications.isEmpty ? [] : [.notify(notifications)]
  case .themesListed(let themes):
    state.openThemes(themes, at: moment)
    return []
  case .told(let text):
    state.say(text, at: moment)
    return []
  case .warned(let title, let text):
    state.addLog(.warned(title: title, text: text), at: moment)
    return []
  case .saving(let status):
    state.noteSaving(status, at: moment)
    return []
  case .recalled(let orders):
    state.recall(orders, at: moment)
    return []
  case .historyLost(let reason, let requestedID):
    state.addGap(reason: reason, requestedID: requestedID, at: moment)
    return []
  case .restarted:
    var fresh = DashboardState(settings: state.settings)
    fresh.view = state.view
    fresh.view.selection = nil
    fresh.view.selectionRow = 0
    fresh.view.isPaused = false
    fresh.view.foundLogEntry = nil
    fresh.viewport = state.viewport
    fresh.addLog(.restarted, at: moment)
    state = fresh
    return []
  }
}

extension DashboardState {
  /// Adds an entry to the log, and to the errors of the hour if it is one.
  mutating func addLog(_ subject: LogSubject, at moment: Moment) {
    let isNewEntry = log.append(subject, at: moment.wall)
    if subject.isError {
      tallies.errorsLastHour.add(at: moment.monotonic)
      tallies.lastError = moment.wall
    }
    if let event = subject.event {
      if event != .gap { calls.troubles += 1 }
      calls.add(event, isOrder: false, settings: settings.alarms) {
        let row = LogEntry(number: 0, at: moment.wall, subject: subject).row
        return AlarmNotification(event, sentence: "\(row.title): \(row.text)")
      }
    }
    if isNewEntry, view.logOffset > 0 { view.logOffset = min(view.logOffset + 1, lastLogOffset) }
  }

  /// Rings, unless it did a moment ago.
  fileprivate mutating func ringBell(at moment: Moment) {
    if calls.takeBell(isCatchingUp: isCatchingUp, settings: settings.alarms, at: moment.monotonic) {
      tallies.alarms += 1
    }
  }

  mutating func say(_ text: String, at moment: Moment) {
    notice = Notice(text: text, until: moment.monotonic + Notice.life)
  }

  /// A short word on a shipped order, where it is in nobody's way: not after another word, and not all the time.
  mutating func sayShipped(_ parcel: Parcel, at moment: Moment) {
    guard notice.map({ $0.until <= moment.monotonic }) ?? true,
      saidShippedAt.map({ moment.monotonic - $0 >= Notice.life * 2 }) ?? true
    else { return }
    saidShippedAt = moment.monotonic
    say(parcel.sentence, at: moment)
  }

  /// How many closed orders stay on the board beyond their time, for somebody to acknowledge their alarms.
  static let keptAlarmLimit = 1000

  /// Once a minute: closed orders that nothing was heard of for long leave the board, and are archived if anybody saves;
  /// not before somebody has acknowledged that they were cancelled, or late.
  /// Only after a batch: what ``ordersToRecall(for:)`` has found on the board must be there when the batch comes.
  mutating func sweepClosedOrders(at moment: Moment) {
    guard moment.monotonic - lastSweep >= .seconds(60) else { return }
    lastSweep = moment.monotonic
    let retention = settings.closedRetention
    dropOldestAlarms(before: moment, retention)
    var isSavedElsewhere = false
    if case .elsewhere = saving { isSavedElsewhere = true }
    let removed = book.remove(isSavedElsewhere: isSavedElsewhere) { entry in
      entry.alarm == nil && entry.isOver(retention, at: moment)
    }
    for entry in removed {
      tallies.leave(entry.status)
      if entry.generation < generation { tallies.unverified -= 1 }
    }
    tallies.agedOut += removed.count
    if isSaving { archivedCount += removed.count }
  }

  /// Where nobody ever acknowledges anything, not everything can wait for it.
  private mutating func dropOldestAlarms(before moment: Moment, _ retention: Duration) {
    var waiting = book.slotsWithAlarms.compactMap { slot in
      book.entry(slot).flatMap { $0.isOver(retention, at: moment) ? (slot: slot, since: $0.lastChanged) : nil }
    }
    guard waiting.count > Self.keptAlarmLimit else { return }
    waiting.sort { $0.since < $1.since }
    for (slot, _) in waiting.dropLast(Self.keptAlarmLimit) {
      if let change = book.changeAlarm(slot, { _ in nil }) { noteAlarm(slot, change) }
    }
  }
}

extension OrderEntry {
  /// Whether it is closed, and nothing was heard of it for so long.
  fileprivate func isOver(_ retention: Duration, at moment: Moment) -> Bool {
    status.isClosed && lastChanged.age(at: moment.wall) >= retention
  }
}

extension Timestamp {
  /// The time from this to a later moment, zero when it is no later.
  func age(at now: Timestamp) -> Duration {
    let (difference, overflow) = now.milliseconds.subtractingReportingOverflow(milliseconds)
    return overflow ? .zero : .milliseconds(max(0, difference))
  }
}
