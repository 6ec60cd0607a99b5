package import OrderProtocol

/// How long an order may stay in a status before it needs attention.
package struct AgeLimits: Equatable, Sendable {
  /// From here on an order is late; it is a warning from ``warningShare`` of it.
  package var created: Duration
  package var pending: Duration
  package var processing: Duration
  /// The share of a limit from which on an order is about to be late.
  package var warningShare: Double

  package static let standard = AgeLimits(
    created: .seconds(5 * 60), pending: .seconds(10 * 60), processing: .seconds(45 * 60), warningShare: 0.8)

  package init(created: Duration, pending: Duration, processing: Duration, warningShare: Double) {
    self.created = created
    self.pending = pending
    self.processing = processing
    self.warningShare = warningShare
  }

  /// The limit of a status; `nil` where none applies: closed orders and statuses the protocol does not name.
  package func limit(of status: OrderStatus) -> Duration? {
    switch status {
    case .created: created
    case .pending: pending
    case .processing: processing
    case .shipped, .cancelled, .other: nil
    }
  }

  /// How bad an age in a status is.
  package func severity(of status: OrderStatus, age: Duration) -> Severity {
    guard let limit = limit(of: status) else { return .normal }
    if age >= limit { return .late }
    return age >= limit * warningShare ? .warning : .normal
  }
}
