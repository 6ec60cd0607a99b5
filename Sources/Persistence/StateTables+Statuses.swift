import OrderProtocol
import SavedState

extension StateTables {
  /// A server that makes up ever more statuses costs no more than this.
  private static let statusLimit = 200

  /// The statuses of open orders, in the order of their words. Only those that the protocol does not name are looked up
  /// in the orders themselves.
  func openStatuses() throws -> [String] {
    var words: Set<String> = []
    func first() -> ArraySlice<String> { words.sorted().prefix(Self.statusLimit) }
    try forEachOpenAge { status, _, _ in
      words.insert(status)
      if words.count > 2 * Self.statusLimit { words = Set(first()) }
    }
    return Array(first())
  }

  /// What the limits make of the open orders; see ``StateReader/summary(late:warned:)``.
  func summary(late: [String: Timestamp], warned: [String: Timestamp]) throws -> StateSummary {
    guard let row = try stream() else { throw Damage("the stream is missing") }
    var summary = StateSummary(source: row.identity.source, filters: row.identity.filters, board: row.board)
    summary.agedOutOfState = row.ledger.forgotten
    var counts = late.merging(warned) { one, _ in one }.mapValues { _ in StatusCounts() }
    let all = try forEachOpenAge { status, since, place in
      counts[status]?.add(since, place, late: late[status], warned: warned[status])
    }
    guard all == row.ledger.orders.count else { throw Damage("ages of orders are missing") }
    for status in late.keys { summary.late[status] = counts[status]?.late }
    for status in warned.keys { summary.warned[status] = counts[status]?.warned }
    for (status, counts) in counts {
      guard let oldest = counts.oldest else { continue }
      guard let order = try order(at: oldest.place) else { throw Damage("an order is missing") }
      summary.oldest[status] = StateSummary.OldestOrder(id: order.id, since: order.statusSince)
    }
    return summary
  }

  /// Hands over the status of each open order, since when it has it, and where it is.
  ///
  /// - Returns: how many orders there are on the board, closed ones included.
  @discardableResult
  private func forEachOpenAge(_ body: (String, Timestamp, OrderPlaces.Place) throws -> Void) throws -> Int {
    var count = 0
    let words = [OrderStatus.created, .pending, .processing].map(\.word)
    var others: (page: OrderPlaces.Place, words: [String?]) = (-1, [])
    try forEachAge { place, age in
      count += 1
      guard age.isOpen else { return }
      if let status = age.status { return try body(words[Int(status.number) - 1], age.time, place) }
      let (page, offset) = place.quotientAndRemainder(dividingBy: OrderPlaces.Place(OrderPage.size))
      if page != others.page { others = (page, try statuses(inPage: page)) }
      guard let word = others.words[Int(offset)] else { throw Damage("an order is missing") }
      try body(word, age.time, place)
    }
    return count
  }

  /// The statuses of the orders in a page by their offsets.
  private func statuses(inPage page: OrderPlaces.Place) throws -> [String?] {
    var words = [String?](repeating: nil, count: OrderPage.size)
    try read(page: Int64(page)) { page in
      for offset in words.indices where !page[offset].isEmpty {
        words[offset] = try OrderHead.inPage(page[offset]).status.word
      }
    }
    return words
  }
}

/// What the limits make of the open orders of one status.
private struct StatusCounts {
  var late = 0
  var warned = 0
  var oldest: (place: OrderPlaces.Place, since: Timestamp)?

  mutating func add(_ since: Timestamp, _ place: OrderPlaces.Place, late: Timestamp?, warned: Timestamp?) {
    if let late, since <= late { self.late += 1 }
    if let warned, since <= warned { self.warned += 1 }
    if oldest.map({ since < $0.since }) ?? true { oldest = (place, since) }
  }
}
