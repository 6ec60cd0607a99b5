import OrderProtocol

/// A strict total order of orders: by a column, ties by order id.
struct OrderOrdering: Equatable, Sendable {
  var column: SortColumn
  var isReversed: Bool
  var limits: AgeLimits
  /// The time at which ages are judged.
  var now: Timestamp

  /// Whether it asks for the same order, if at another time.
  func isSame(as other: OrderOrdering) -> Bool {
    column == other.column && isReversed == other.isReversed && limits == other.limits
  }

  func precedes(_ one: OrderEntry, _ other: OrderEntry) -> Bool {
    switch column {
    case .order: return isReversed ? other.id < one.id : one.id < other.id
    case .customer:
      // Orders of unknown customers come last, in both directions.
      switch (one.customerID, other.customerID) {
      case (let mine?, let theirs?):
        if !mine.utf8.elementsEqual(theirs.utf8) {
          return mine.utf8.lexicographicallyPrecedes(theirs.utf8) != isReversed
        }
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): break
      }
      return one.id < other.id
    default:
      let mine = number(one)
      let theirs = number(other)
      if mine != theirs { return (mine < theirs) != isReversed }
      return one.id < other.id
    }
  }

  /// The same for orders that may have left; those come first, so that a search ends.
  func precedes(_ one: OrderEntry?, _ other: OrderEntry?) -> Bool {
    guard let one, let other else { return one == nil && other != nil }
    return precedes(one, other)
  }

  /// Whether the column sorts by ``number(_:)``.
  var isNumeric: Bool { column != .order && column != .customer }

  /// The sort key of a numeric column; smaller comes first unless reversed. Time moves it only where an order comes to
  /// warn or to be late; among the late ones, say, what is closest to its limit now is closest to it later too.
  func number(_ entry: OrderEntry) -> Double {
    switch column {
    case .worstFirst:
      let since = Double(entry.statusSince.milliseconds)
      if entry.status.isClosed { return 2e18 - since }
      guard let limit = limits.limit(of: entry.status) else { return 1e18 + since }
      let severity = limits.severity(of: entry.status, age: entry.age(at: now))
      return Double(Severity.late.rawValue - severity.rawValue) * 1e16 + since + limit / .milliseconds(1)
    case .age: return Double(entry.statusSince.milliseconds)
    case .status: return Double(entry.status.rank)
    case .items: return -(entry.shownItemCount?.value.approximate ?? -.infinity)
    case .total: return -(entry.shownTotal?.value.approximate ?? -.infinity)
    case .changed: return -Double(entry.lastChanged.milliseconds)
    case .order, .customer: return 0
    }
  }
}

extension OrderStatus {
  /// The place in an order's life, for sorting.
  var rank: Int {
    switch self {
    case .created: 0
    case .pending: 1
    case .processing: 2
    case .other: 3
    case .shipped: 4
    case .cancelled: 5
    }
  }
}

extension DecimalNumber {
  /// Near enough for sorting; shown values stay exact.
  var approximate: Double {
    var value = Double(mantissa)
    for _ in 0..<scale { value /= 10 }
    return value
  }
}
