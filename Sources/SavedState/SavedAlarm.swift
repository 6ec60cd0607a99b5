package import OrderProtocol

/// The alarm of an order as it is kept: what somebody has done about it, or would otherwise be forgotten. That an order
/// is late, and nobody has seen it yet, follows from its age and is not kept.
package struct SavedAlarm: Equatable, Sendable {
  package enum Cause: String, Sendable {
    case late, cancelled
  }

  package enum Phase: String, Sendable {
    case raised, acknowledged, cleared
  }

  package var cause: Cause
  package var phase: Phase
  /// Since when it is in that phase.
  package var since: Timestamp
  /// The status that the order is, or was, late in.
  package var status: OrderStatus?
  /// It is put off until then, on our clock.
  package var shelvedUntil: Timestamp?

  package init(
    _ cause: Cause, _ phase: Phase, since: Timestamp, status: OrderStatus? = nil, shelvedUntil: Timestamp? = nil
  ) {
    self.cause = cause
    self.phase = phase
    self.since = since
    self.status = status
    self.shelvedUntil = shelvedUntil
  }
}
