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
  /// Of statuses that the protocol does not name, and of ``rest``.
  private var others: [String: Steps] = [:]
  /// Those without a limit, whatever ``rest`` has.
  private var exempt: Set<OrderStatus> = []

  /// Stands for every open status that has no limit of its own.
  package static let rest = OrderStatus.other("*")

  package static let standard: AgeLimits = {
    var limits = AgeLimits()
    limits[.created] = Steps(late: .seconds(5 * 60))
    limits[.pending] = Steps(late: .seconds(10 * 60))
    limits[.processing] = Steps(late: .seconds(45 * 60))
    return limits
  }()

  /// No limits at all.
  package init() {}

  /// The steps of a status, be they those of ``rest``; `nil` where none apply. Closed orders have none, whatever is set.
  package subscript(status: OrderStatus) -> Steps? {
    get { own(status) ?? kind(of: status).flatMap(own) }
    set {
      exempt.remove(status)
      switch status {
      case .created: created = newValue
      case .pending: pending = newValue
      case .processing: processing = newValue
      case .shipped, .cancelled: break
      case .other(let word): others[word] = newValue
      }
    }
  }

  private func own(_ status: OrderStatus) -> Steps? {
    switch status {
    case .created: created
    case .pending: pending
    case .processing: processing
    case .shipped, .cancelled: nil
    case .other(let word): others.isEmpty ? nil : others[word]
    }
  }

  /// Orders in a status are never late, whatever ``rest`` has.
  package mutating func exempt(_ status: OrderStatus) {
    self[status] = nil
    exempt.insert(status)
  }

  /// The one of ``limited`` whose steps a status has: itself, or ``rest``; `nil` where none apply.
  package func kind(of status: OrderStatus) -> OrderStatus? {
    if own(status) != nil { return status }
    guard !others.isEmpty, !status.isClosed, !exempt.contains(status), own(Self.rest) != nil else { return nil }
    return Self.rest
  }

  /// The statuses that have a limit of their own: those of the protocol in the order of an order's life, then the others
  /// by name; and ``rest`` if the others have one.
  package var limited: [OrderStatus] {
    let named = [OrderStatus.created, .pending, .processing].filter { own($0) != nil }
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
