package import OrderProtocol

/// How far an alarm has come.
package enum AlarmState: Hashable, Sendable, CaseIterable {
  /// Nobody has acknowledged it.
  case new
  /// Somebody has, and its cause is still there.
  case acknowledged
  /// Its cause went before anybody acknowledged it.
  case cleared
  /// Put off.
  case shelved
}

/// The alarm of an order, for the screen.
package struct ShownAlarm: Equatable, Sendable {
  package var state: AlarmState
  /// The order was cancelled; otherwise it is, or was, late.
  package var isCancellation: Bool
  /// Since when it is in that state, on our wall clock; a new one of a late order, since it is late.
  package var since: Timestamp
  /// Of one that is put off: how long it still is.
  package var remaining: Duration?

  package init(_ state: AlarmState, isCancellation: Bool = false, since: Timestamp, remaining: Duration? = nil) {
    self.state = state
    self.isCancellation = isCancellation
    self.since = since
    self.remaining = remaining
  }
}

/// How many orders have an alarm of each kind.
package struct AlarmCounts: Equatable, Sendable {
  package var newLate = 0
  package var newCancelled = 0
  package var acknowledged = 0
  package var cleared = 0
  package var shelved = 0

  package init() {}

  /// All that nobody has acknowledged and whose cause is still there.
  package var new: Int { newLate + newCancelled }

  /// All that nobody has acknowledged, those whose cause is gone among them.
  package var unacknowledged: Int { new + cleared }

  mutating func enter(_ alarm: OrderAlarm) { self[keyPath: Self.count(of: alarm)] += 1 }

  mutating func leave(_ alarm: OrderAlarm) { self[keyPath: Self.count(of: alarm)] -= 1 }

  private static func count(of alarm: OrderAlarm) -> WritableKeyPath<AlarmCounts, Int> {
    switch alarm.state {
    case .new: alarm.cause == .cancelled ? \.newCancelled : \.newLate
    case .acknowledged: \.acknowledged
    case .cleared: \.cleared
    case .shelved: \.shelved
    }
  }
}

extension ShownAlarm {
  init(_ alarm: OrderAlarm, at moment: Moment) {
    self.init(
      alarm.state, isCancellation: alarm.cause == .cancelled, since: alarm.since,
      remaining: alarm.shelvedUntil.map { max(.zero, $0 - moment.monotonic) })
  }
}
