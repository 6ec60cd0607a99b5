import OrderProtocol
import SavedState

extension StateTables {
  /// Everything that belongs on the board; `nil` when nothing was ever saved.
  ///
  /// - Parameter oldest: closed orders that were last heard of before it, and have no alarm, have left the board.
  func board(of identity: StreamIdentity, closedSince oldest: Timestamp) throws -> (board: SavedBoard, ledger: Ledger)?
  {
    guard let row = try stream() else { return nil }
    guard row.identity.digest.utf8.elementsEqual(identity.digest.utf8) else { throw Damage("of another stream") }
    var board = SavedBoard(board: row.board)
    board.archivedCount = row.ledger.archive.count
    board.orders.reserveCapacity(min(max(0, row.ledger.orders.count), 100_000))
    try forEachPlace(row.ledger.orders) { _, bytes in
      guard let order = try? SavedOrder(packed: bytes) else { throw OrderPage.damage }
      if order.status.isClosed, order.alarm == nil, order.lastChanged < oldest {
        board.archivedCount &+= 1
      } else {
        board.orders.append(order)
      }
      return OrderHead(order).age
    }
    board.log = try log(row.ledger.log)
    board.recent = try recentEvents(row.ledger)
    return (board, row.ledger)
  }

  private func log(_ expected: Tally) throws -> [SavedLogEntry] {
    var entries: [SavedLogEntry] = []
    var tally = Tally()
    let columns = list(SavedLogEntry.columns)
    try Query(database, "SELECT \(columns) FROM log ORDER BY number").eachRow { columns in
      let entry = SavedLogEntry(&columns)
      tally.add(try columns.check("log"))
      if let last = entries.last, entry.number <= last.number { throw Damage("the log is out of order") }
      entries.append(entry)
    }
    guard tally == expected else { throw Damage("entries of the log are missing") }
    return entries
  }

  /// Every saved order in turn, by order id; throws at the end unless they were all there.
  func forEachOrder(_ body: (SavedOrder) throws -> Void) throws {
    guard let row = try stream() else { return }
    var onBoard: [(id: OrderID, place: OrderPlaces.Place)] = []
    try forEachPlace(row.ledger.orders) { place, bytes in
      let head = try OrderHead.inPage(bytes)
      onBoard.append((head.id, place))
      return head.age
    }
    onBoard.sort { $0.id < $1.id }
    var last: OrderID?
    func hand(_ order: SavedOrder) throws {
      if let last, order.id <= last { throw Damage("an order is there twice") }
      last = order.id
      try body(order)
    }
    var rest = onBoard[...]
    func handThoseOnBoard(before id: OrderID?) throws {
      while let first = rest.first, id.map({ first.id < $0 }) ?? true {
        guard let order = try order(at: first.place) else { throw Damage("an order is missing") }
        try hand(order)
        rest.removeFirst()
      }
    }
    var archive = Tally()
    var (ages, indexed) = (Tally(), Tally())
    let columns = list(SavedOrder.columns)
    try Query(database, "SELECT \(columns) FROM archive ORDER BY order_id").eachRow { columns in
      let order = SavedOrder(&columns)
      archive.add(try columns.check("archive"))
      var hash = RowHash()
      hash.add(order.lastChanged.milliseconds)
      ages.add(hash.value)
      try handThoseOnBoard(before: order.id)
      try hand(order)
    }
    try handThoseOnBoard(before: nil)
    guard archive == row.ledger.archive else { throw Damage("orders are missing") }
    // In this index no order was looked up.
    try Query(database, "SELECT last_changed FROM archive INDEXED BY archive_by_age").eachRow { columns in
      _ = columns.integer()
      indexed.add(columns.hash.value)
    }
    guard indexed == ages else { throw Damage("the index of archived orders is broken") }
  }
}
