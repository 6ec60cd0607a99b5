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
  /// The same steps again, of created, pending and processing orders.
  private var ages: [MillisecondSteps?] = []

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
      defer { ages = [created, pending, processing].map { $0.map { MillisecondSteps($0) } } }
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

  /// How bad it is that an order entered a status then: what ``severity(of:age:)`` says, without the arithmetic of
  /// durations, since every event asks.
  @inline(__always)
  func severity(in status: OrderStatus, since: Timestamp, now: Timestamp) -> Severity {
    guard others.isEmpty else { return severity(of: status, age: since.age(at: now)) }
    guard status.rank < ages.count, let steps = ages[status.rank] else { return .normal }
    let (difference, overflow) = now.milliseconds.subtractingReportingOverflow(since.milliseconds)
    let age = overflow ? 0 : max(0, difference)
    if let late = steps.late, age >= late { return .late }
    if let warning = steps.warning, age >= warning { return .warning }
    return .normal
  }

  /// ``limit(of:)`` in milliseconds.
  @inline(__always)
  func millisecondLimit(of status: OrderStatus) -> Double? {
    guard others.isEmpty else { return limit(of: status).map { $0 / .milliseconds(1) } }
    return status.rank < ages.count ? ages[status.rank]?.limit : nil
  }

  /// How bad an age in a status is.
  package func severity(of status: OrderStatus, age: Duration) -> Severity {
    guard let steps = self[status] else { return .normal }
    if age >= steps.late { return .late }
    return age >= steps.warning ? .warning : .normal
  }
}

/// The steps of a status in milliseconds.
private struct MillisecondSteps: Equatable, Sendable {
  /// The least whole ages; `nil`: none is so high.
  let warning: Int64?
  let late: Int64?
  /// The limit as it is.
  let limit: Double

  init(_ steps: AgeLimits.Steps) {
    warning = Self.leastAge(steps.warning)
    late = Self.leastAge(steps.late)
    limit = steps.late / .milliseconds(1)
  }

  private static func leastAge(_ step: Duration) -> Int64? {
    let (seconds, attoseconds) = step.components
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    guard !overflow else { return seconds < 0 ? 0 : nil }
    let (part, rest) = attoseconds.quotientAndRemainder(dividingBy: 1_000_000_000_000_000)
    let (age, isOver) = milliseconds.addingReportingOverflow(part + (rest > 0 ? 1 : 0))
    return isOver ? nil : age
  }
}
