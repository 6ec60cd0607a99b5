import OrderProtocol

/// What calls somebody to an order, and whether somebody has seen it. Alarms live as ISA-18.2 has it: they are raised,
/// acknowledged, put off for a while, and end when their cause is gone, but not before somebody has acknowledged them.
struct OrderAlarm: Equatable, Sendable {
  enum Cause: Equatable, Sendable {
    /// It is over the limit of that status.
    case late(in: OrderStatus)
    case cancelled
  }

  enum Phase: Sendable {
    case raised, acknowledged
    /// The cause went before anybody had acknowledged it.
    case cleared
  }

  var cause: Cause
  var phase = Phase.raised
  /// Since when it has been in its phase, on the wall clock: of a late order, since it is late.
  var since: Timestamp
  /// Since when the cause is gone, on the monotonic clock. It may come back: too soon, and it is the same alarm.
  var goneAt: Duration?
  /// It is put off until then, on the monotonic clock.
  var shelvedUntil: Duration?

  init(_ cause: Cause, since: Timestamp) {
    self.cause = cause
    self.since = since
  }

  /// Its state in one word.
  var state: AlarmState {
    if shelvedUntil != nil { return .shelved }
    return switch phase {
    case .raised: .new
    case .acknowledged: .acknowledged
    case .cleared: .cleared
    }
  }

  /// When it has to be looked at although nothing happens; `nil`: never.
  func due(hysteresis: Duration) -> Duration? {
    let end = phase == .cleared ? nil : goneAt.map { $0 + hysteresis }
    return [shelvedUntil, end].compactMap { $0 }.min()
  }

  /// Somebody has seen it. `nil`: that ends it.
  func acknowledged(at now: Timestamp) -> OrderAlarm? {
    guard phase != .cleared, cause != .cancelled else { return nil }
    var alarm = self
    alarm.shelvedUntil = nil
    if phase == .raised {
      alarm.phase = .acknowledged
      alarm.since = now
    }
    return alarm
  }

  /// Somebody has seen it, and wants to be called again unless it ends before that time.
  func shelved(until time: Duration, at now: Timestamp) -> OrderAlarm {
    var alarm = self
    alarm.shelvedUntil = time
    if phase == .raised {
      alarm.phase = .acknowledged
      alarm.since = now
    }
    return alarm
  }

  /// It is not put off any more.
  func unshelved(at now: Timestamp) -> OrderAlarm {
    var alarm = self
    alarm.shelvedUntil = nil
    if phase == .acknowledged {
      alarm.phase = .raised
      alarm.since = now
    }
    return alarm
  }

  /// What becomes of an alarm, or of none, when somebody looks at the order.
  ///
  /// - Parameters:
  ///   - cause: what there is to say of the order now, and since when.
  ///   - mayRaise: a new alarm may be raised; a cancellation is one only when it comes.
  ///   - hysteresis: how long a cause has to be gone.
  static func look(
    at alarm: OrderAlarm?, cause: (is: Cause, since: Timestamp)?, mayRaise: Bool, hysteresis: Duration,
    at moment: Moment
  ) -> OrderAlarm? {
    let fresh = cause.flatMap { mayRaise && $0.is != .cancelled ? OrderAlarm($0.is, since: $0.since) : nil }
    guard var alarm else { return fresh }
    let isShelvedOver = alarm.shelvedUntil.map { $0 <= moment.monotonic } ?? false
    if alarm.phase == .cleared {
      if isShelvedOver { alarm.shelvedUntil = nil }
      return fresh ?? alarm
    }
    if alarm.cause == cause?.is {
      alarm.goneAt = nil
      return isShelvedOver ? alarm.unshelved(at: moment.wall) : alarm
    }
    if let fresh { return fresh }
    let goneAt = alarm.goneAt ?? moment.monotonic
    alarm.goneAt = goneAt
    guard moment.monotonic - goneAt >= hysteresis else {
      if isShelvedOver { alarm.shelvedUntil = nil }
      return alarm
    }
    guard alarm.phase == .raised else { return nil }
    alarm.phase = .cleared
    alarm.since = moment.wall
    alarm.goneAt = nil
    return alarm
  }
}

extension OrderEntry {
  /// What there is to say of the order, and since when; `nil`: nothing that would be an alarm.
  func alarmCause(limits: AgeLimits, now: Timestamp) -> (is: OrderAlarm.Cause, since: Timestamp)? {
    if status == .cancelled { return (.cancelled, statusSince) }
    guard let limit = limits.limit(of: status), age(at: now) >= limit else { return nil }
    let overdue = Moment(monotonic: age(at: now) - limit, wall: now)
    return (.late(in: status), overdue.wall(at: .zero))
  }
}
