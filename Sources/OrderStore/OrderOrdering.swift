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

  /// What an order is sorted by: smaller ones come first. Orders where it is not known come last, in both directions.
  func key(_ entry: OrderEntry) -> Double {
    switch column {
    case .order: return 0
    case .customer, .place: return text(entry) == nil ? 1 : 0
    default:
      guard let number = number(entry) else { return .infinity }
      return isReversed ? -number : number
    }
  }

  /// Whether orders with the same key can be told apart by something that changes.
  var hasTexts: Bool { column == .customer || column == .place || column == .status }

  /// Which of two orders with equal keys comes first: by the texts of a column of texts, then by id.
  func breaksTie(_ one: OrderBook.Slot, _ other: OrderBook.Slot, in book: OrderBook) -> Bool {
    if hasTexts, let mine = book.shownText(one, text), let theirs = book.shownText(other, text), mine != theirs {
      return (mine < theirs) != isReversed
    }
    return column == .order && isReversed ? book.isByShownID(other, before: one) : book.isByShownID(one, before: other)
  }

  /// What makes ``breaksTie(_:_:in:)`` fast where it has to be asked very often.
  func tieKey(_ slot: OrderBook.Slot, in book: OrderBook) -> TieKey? {
    guard let id = book.shownID(slot) else { return nil }
    return TieKey(
      text: hasTexts ? book.shownText(slot, text) : nil, isTextReversed: isReversed, id: id,
      isIDReversed: column == .order && isReversed)
  }

  /// Like ids, texts are compared by their bytes.
  private func text(_ entry: OrderEntry) -> OrderID? {
    switch column {
    case .customer: entry.customerID.map { OrderID($0) }
    case .place: entry.place.map { OrderID($0) }
    case .status:
      if case .other(let word) = entry.status { OrderID(word) } else { nil }
    default: nil
    }
  }

  /// The number that a numeric column sorts by; smaller comes first unless reversed. Time moves it only where an order comes to
  /// warn or to be late; among the late ones, say, what is closest to its limit now is closest to it later too.
  private func number(_ entry: OrderEntry) -> Double? {
    switch column {
    case .worstFirst:
      let since = Double(entry.statusSince.milliseconds)
      if let group = alarmGroup(entry) {
        return group + since + (limits.limit(of: entry.status) ?? .zero) / .milliseconds(1)
      }
      if entry.status.isClosed { return 2e18 - since }
      guard let limit = limits.limit(of: entry.status) else { return 1e18 + since }
      let group = limits.severity(of: entry.status, age: entry.age(at: now)).group
      return group + since + limit / .milliseconds(1)
    case .age: return Double(entry.statusSince.milliseconds)
    case .status: return Double(entry.status.rank)
    case .items: return entry.shownItemCount.map { -$0.value.approximate }
    case .total: return entry.shownTotal.map { -$0.value.approximate }
    case .changed: return -Double(entry.lastChanged.milliseconds)
    case .order, .customer, .place: return nil
    }
  }
}

extension OrderOrdering {
  /// Where an order with an alarm stands among the others: what nobody has seen yet before what somebody has, and what
  /// is put off after all others that are open. `nil`: where its age puts it.
  private func alarmGroup(_ entry: OrderEntry) -> Double? {
    guard let alarm = entry.alarm else { return nil }
    return switch alarm.state {
    case .new: alarm.cause == .cancelled ? 2e16 : Severity.late.group
    case .acknowledged: 1e16
    case .cleared: 4e16
    case .shelved: 1.5e18
    }
  }
}

extension Severity {
  /// Where orders of that age stand, those with alarms being between them.
  fileprivate var group: Double {
    switch self {
    case .late: 0
    case .warning: 3e16
    case .normal: 5e16
    }
  }
}

extension OrderStatus {
  /// The place of all statuses that the protocol does not name.
  static let otherRank = 3

  /// The place in an order's life, for sorting.
  var rank: Int {
    switch self {
    case .created: 0
    case .pending: 1
    case .processing: 2
    case .other: Self.otherRank
    case .shipped: 4
    case .cancelled: 5
    }
  }
}

extension DecimalNumber {
  /// Near enough for sorting; shown values stay exact.
  var approximate: Double {
    var power = 1.0
    for _ in 0..<scale { power *= 10 }
    // Divided once, it is the nearest there is: the same as a number that was typed.
    return Double(mantissa) / power
  }
}
