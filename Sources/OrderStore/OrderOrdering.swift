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
    case .worstFirst: return directed(badness(entry.status, since: entry.statusSince, entry.alarm))
    case .age: return directed(Double(entry.statusSince.milliseconds))
    case .status: return directed(Double(entry.status.rank))
    case .items: return entry.shownItemCount.map { directed(-$0.value.approximate) } ?? .infinity
    case .total: return entry.shownTotal.map { directed(-$0.value.approximate) } ?? .infinity
    case .changed: return directed(-Double(entry.lastChanged.milliseconds))
    }
  }

  /// The same of an order where it stands, without a copy of it where that can be.
  func key(of slot: OrderBook.Slot, in book: OrderBook) -> Double? {
    guard !book[slot].isVacant else { return nil }
    return switch column {
    case .order: 0
    case .worstFirst:
      directed(
        badness(
          book[slot].status, since: book[slot].statusSince, book[slot].rare.alarm))
    case .age: directed(Double(book[slot].statusSince.milliseconds))
    case .status: directed(Double(book[slot].status.rank))
    case .changed: directed(-Double(book[slot].lastChanged.milliseconds))
    case .customer, .place, .items, .total: book.look(at: slot) { key($0) }
    }
  }

  private func directed(_ number: Double) -> Double { isReversed ? -number : number }

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

  /// What the worst come first by. Time moves it only where an order comes to warn or to be late; among the late ones, say,
  /// what is closest to its limit now is closest to it later too.
  private func badness(_ status: OrderStatus, since: Timestamp, _ alarm: OrderAlarm?) -> Double {
    let start = Double(since.milliseconds)
    if let alarm { return alarm.group + start + (limits.millisecondLimit(of: status) ?? 0) }
    if status.isClosed { return 2e18 - start }
    guard let limit = limits.millisecondLimit(of: status) else { return 1e18 + start }
    return limits.severity(in: status, since: since, now: now).group + start + limit
  }
}

extension OrderAlarm {
  /// Where an order with an alarm stands among the others: what nobody has seen yet before what somebody has, and what
  /// is put off after all others that are open.
  fileprivate var group: Double {
    switch state {
    case .new: cause == .cancelled ? 2e16 : Severity.late.group
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
