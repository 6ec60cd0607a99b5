import OrderProtocol
import SavedState

extension StateTables {
  /// A server that makes up ever more statuses costs no more than this.
  private static let statusLimit = 200

  /// The statuses of open orders, in the order of their words. Only those that the protocol does not name are looked up
  /// in the orders themselves.
  func openStatuses() throws -> [String] {
    var words: Set<String> = []
    var isThere = [Bool](repeating: false, count: Self.named.count)
    func first() -> ArraySlice<String> { words.sorted().prefix(Self.statusLimit) }
    try forEachOpenAge { status, _, _ in
      switch status {
      case .named(let index): isThere[index] = true
      case .other(let word): words.insert(word)
      }
      if words.count > 2 * Self.statusLimit { words = Set(first()) }
    }
    for (index, word) in Self.named.enumerated() where isThere[index] { words.insert(word) }
    return Array(first())
  }

  /// What the limits make of the open orders; see ``StateReader/summary(late:warned:)``.
  func summary(late: [String: Timestamp], warned: [String: Timestamp]) throws -> StateSummary {
    guard let row = try stream() else { throw Damage("the stream is missing") }
    var summary = StateSummary(source: row.identity.source, filters: row.identity.filters, board: row.board)
    summary.agedOutOfState = row.ledger.forgotten
    // By index for those of which there are most: a word a time would be looked up a hundred thousand times.
    var named = Self.named.map { StatusCounts(late: late[$0], warned: warned[$0]) }
    var counts: [String: StatusCounts] = [:]
    for word in Set(late.keys).union(warned.keys) where !Self.named.contains(word) {
      counts[word] = StatusCounts(late: late[word], warned: warned[word])
    }
    let all = try forEachOpenAge { status, since, place in
      switch status {
      case .named(let index): named[index].add(since, place)
      case .other(let word): counts[word]?.add(since, place)
      }
    }
    for (index, word) in Self.named.enumerated() where late[word] != nil || warned[word] != nil {
      counts[word] = named[index]
    }
    guard all == row.ledger.orders.count else { throw Damage("ages of orders are missing") }
    for status in late.keys { summary.late[status] = counts[status]?.late.count }
    for status in warned.keys { summary.warned[status] = counts[status]?.warned.count }
    for (status, counts) in counts {
      guard let oldest = counts.oldest else { continue }
      guard let order = try order(at: oldest.place) else { throw Damage("an order is missing") }
      summary.oldest[status] = StateSummary.OldestOrder(id: order.id, since: order.statusSince)
    }
    return summary
  }

  /// The statuses of open orders that the protocol names.
  private static let named = [OrderStatus.created, .pending, .processing].map(\.word)

  /// One of them by its index, or another one.
  private enum OpenStatus {
    case named(Int)
    case other(String)
  }

  /// Hands over the status of each open order, since when it has it, and where it is.
  ///
  /// - Returns: how many orders there are on the board, closed ones included.
  @discardableResult
  private func forEachOpenAge(_ body: (OpenStatus, Timestamp, OrderPlaces.Place) throws -> Void) throws -> Int {
    var count = 0
    var others: (page: OrderPlaces.Place, words: [String?]) = (-1, [])
    try forEachAge { place, age in
      count += 1
      let meaning = Self.meanings[Int(age.code)]
      guard meaning != Self.closed else { return }
      if meaning != Self.unnamed { return try body(.named(Int(meaning)), age.time, place) }
      let (page, offset) = place.quotientAndRemainder(dividingBy: OrderPlaces.Place(OrderPage.size))
      if page != others.page { others = (page, try statuses(inPage: page)) }
      guard let word = others.words[Int(offset)] else { throw Damage("an order is missing") }
      try body(.other(word), age.time, place)
    }
    return count
  }

  private static let closed: Int8 = -1
  private static let unnamed: Int8 = -2
  /// What the code of an age means: the index of a named status, or one of those above. Looked up for every order.
  private static let meanings: [Int8] = (UInt8.min...UInt8.max).map { code in
    let age = OrderAge(code: code)
    guard age.isOpen else { return closed }
    return age.status.map { Int8($0.number) - 1 } ?? unnamed
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
  /// So many that entered the status at or before a time; `nil`: there is no limit.
  struct Count {
    let limit: Timestamp?
    private(set) var count = 0

    init(limit: Timestamp?) { self.limit = limit }

    mutating func add(_ since: Timestamp) {
      if let limit, since.milliseconds <= limit.milliseconds { count += 1 }
    }
  }

  var late: Count
  var warned: Count
  private(set) var oldest: (place: OrderPlaces.Place, since: Timestamp)?

  init(late: Timestamp?, warned: Timestamp?) {
    self.late = Count(limit: late)
    self.warned = Count(limit: warned)
  }

  mutating func add(_ since: Timestamp, _ place: OrderPlaces.Place) {
    late.add(since)
    warned.add(since)
    if let oldest, since.milliseconds >= oldest.since.milliseconds { return }
    oldest = (place, since)
  }
}
