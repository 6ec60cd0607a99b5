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
    var tally = Tally()
    var ids = Tally()
    var lastRow = Int64.min
    try Query(database, "SELECT \(list(SavedOrder.columns)), row FROM orders").eachRow { columns in
      let order = SavedOrder(&columns)
      ids.add(RowHash(order.id.rawValue).value)
      tally.add(try columns.check("orders"))
      let row = columns.integer()
      guard row > lastRow else { throw Damage("orders are out of order") }
      lastRow = row
      if order.status.isClosed, order.alarm == nil, order.lastChanged < oldest {
        board.archivedCount &+= 1
      } else {
        board.orders.append(order)
      }
    }
    guard tally == row.ledger.orders else { throw Damage("orders are missing") }
    guard try indexedIDs() == ids else { throw Damage("the index of orders is broken") }
    board.log = try log(row.ledger.log)
    board.recent = try recentEvents(row.ledger)
    return (board, row.ledger)
  }

  /// The ids as the index has them that finds an order. Without its entry an order would be saved a second time.
  private func indexedIDs() throws -> Tally {
    var ids = Tally()
    try Query(database, "SELECT order_id FROM orders INDEXED BY sqlite_autoindex_orders_1 ORDER BY order_id").eachRow {
      columns in
      columns.skipText()
      ids.add(columns.hash.value)
    }
    return ids
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
    var orders = Tally()
    var archive = Tally()
    var indexed = IndexTallies()
    var last: OrderID?
    let columns = list(SavedOrder.columns)
    let sql = """
      SELECT \(columns), 0 AS is_archived FROM orders UNION ALL SELECT \(columns), 1 FROM archive ORDER BY order_id
      """
    try Query(database, sql).eachRow { columns in
      let order = SavedOrder(&columns)
      let checksum = try columns.check("orders")
      if let last, order.id <= last { throw Damage("an order is there twice") }
      last = order.id
      let isArchived = columns.boolean()
      if isArchived { archive.add(checksum) } else { orders.add(checksum) }
      indexed.add(order, isArchived: isArchived)
      try body(order)
    }
    guard orders == row.ledger.orders, archive == row.ledger.archive else { throw Damage("orders are missing") }
    guard try indexTallies() == indexed else { throw Damage("an index of orders is broken") }
  }

  /// What the indices by status and age have, in which no order was looked up.
  private func indexTallies() throws -> IndexTallies {
    var tallies = IndexTallies()
    try Query(
      database,
      "SELECT status, status_since FROM orders INDEXED BY open_orders_by_status WHERE \(Schema.isOpen)"
    ).eachRow { columns in
      columns.skipText()
      _ = columns.integer()
      tallies.open.add(columns.hash.value)
    }
    try Query(database, "SELECT last_changed FROM orders INDEXED BY closed_orders_by_age WHERE \(Schema.isClosed)")
      .eachRow { columns in
        _ = columns.integer()
        tallies.closed.add(columns.hash.value)
      }
    try Query(database, "SELECT last_changed FROM archive INDEXED BY archive_by_age").eachRow { columns in
      _ = columns.integer()
      tallies.archived.add(columns.hash.value)
    }
    return tallies
  }
}

/// What the indices of orders by status and age must have.
private struct IndexTallies: Equatable {
  var open = Tally()
  var closed = Tally()
  var archived = Tally()

  mutating func add(_ order: SavedOrder, isArchived: Bool) {
    if !isArchived, !order.status.isClosed {
      var hash = RowHash(order.status.word)
      hash.add(order.statusSince.milliseconds)
      return open.add(hash.value)
    }
    var hash = RowHash()
    hash.add(order.lastChanged.milliseconds)
    if isArchived { archived.add(hash.value) } else { closed.add(hash.value) }
  }
}
