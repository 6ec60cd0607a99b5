package import OrderProtocol

/// How long an order may stay in a status before it needs attention, in two steps.
package struct AgeLimits: Equatable, Sendable {
  /// The two steps of one status.
  package struct Steps: Equatable, Sendable {
    /// From here on an order is about to be late. Never above `late`.
    package var warning: Duration
    /// From here on it is late.
    package var late: Duration

    /// - Parameter warning: left out: after four fifths of the time. What exceeds `late` counts as `late`.
    package init(warning: Duration? = nil, late: Duration) {
      self.warning = min(warning ?? late * 4 / 5, late)
      self.late = late
    }
  }

  private var created: Steps?
  private var pending: Steps?
  private var processing: Steps?
  /// Of statuses that the protocol does not name.
  private var others: [String: Steps] = [:]

  package static let standard: AgeLimits = {
    var limits = AgeLimits()
    limits[.created] = Steps(late: .seconds(5 * 60))
    limits[.pending] = Steps(late: .seconds(10 * 60))
    limits[.processing] = Steps(late: .seconds(45 * 60))
    return limits
  }()

  /// No limits at all.
  package init() {}

  /// The steps of a status; `nil` where none apply. Closed orders have none, whatever is set.
  package subscript(status: OrderStatus) -> Steps? {
    get {
      switch status {
      case .created: created
      case .pending: pending
      case .processing: processing
      case .shipped, .cancelled: nil
      case .other(let word): others.isEmpty ? nil : others[word]
      }
    }
    set {
      switch status {
      case .created: created = newValue
      case .pending: pending = newValue
      case .processing: processing = newValue
      case .shipped, .cancelled: break
      case .other(let word): others[word] = newValue
      }
    }
  }

  /// The statuses that have a limit: those of the protocol in the order of an order's life, then the others by name.
  package var limited: [OrderStatus] {
    let named = [OrderStatus.created, .pending, .processing].filter { self[$0] != nil }
    return named + others.keys.sorted().map { .other($0) }
  }

  /// When an order of that status is late; `nil` where no limit applies.
  package func limit(of status: OrderStatus) -> Duration? { self[status]?.late }

  /// How bad an age in a status is.
  package func severity(of status: OrderStatus, age: Duration) -> Severity {
    guard let steps = self[status] else { return .normal }
    if age >= steps.late { return .late }
    return age >= steps.warning ? .warning : .normal
  }
}
