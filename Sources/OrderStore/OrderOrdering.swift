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

  /// What an order is sorted by: smaller ones come first. Orders of unknown customers come last, in both directions.
  func key(_ entry: OrderEntry) -> Double {
    switch column {
    case .order: 0
    case .customer: entry.customerID == nil ? 1 : 0
    default: isReversed ? -number(entry) : number(entry)
    }
  }

  /// Which of two orders with equal keys comes first: by the texts of a column of texts, then by id.
  func breaksTie(_ one: OrderBook.Slot, _ other: OrderBook.Slot, in book: OrderBook) -> Bool {
    if column == .customer, let mine = book.shownCustomer(one), let theirs = book.shownCustomer(other) {
      // Like ids, customers are compared by their bytes.
      let (mine, theirs) = (OrderID(mine), OrderID(theirs))
      if mine != theirs { return (mine < theirs) != isReversed }
    }
    return column == .order && isReversed ? book.isByShownID(other, before: one) : book.isByShownID(one, before: other)
  }

  /// The number that a numeric column sorts by; smaller comes first unless reversed. Time moves it only where an order comes to
  /// warn or to be late; among the late ones, say, what is closest to its limit now is closest to it later too.
  private func number(_ entry: OrderEntry) -> Double {
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
