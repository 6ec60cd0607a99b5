import GRDB
import OrderProtocol
import SavedState

extension StateTables {
  /// Writes a checkpoint. Has to be called in a transaction; after an error neither the tables nor the ledger must be used,
  /// and the places be forgotten.
  func write(
    _ checkpoint: Checkpoint, of identity: StreamIdentity, keeping retention: Retention, _ ledger: inout Ledger,
    _ known: inout OrderPlaces
  ) throws {
    try write(checkpoint.orders, &ledger, &known)
    let countBeforeDeleting = ledger.orders.count
    if checkpoint.isComplete { try deleteOpenOrders(except: checkpoint.orders, &ledger) }
    try write(checkpoint.journal, keeping: retention, &ledger)
    if checkpoint.isComplete {
      try Query(database, "DELETE FROM log").run()
      ledger.log = Tally()
    }
    try write(checkpoint.log, &ledger)
    try archiveClosedOrders(retention, now: checkpoint.board.savedAt, &ledger)
    if ledger.orders.count < countBeforeDeleting { known.forgetAll() }
    try write(StreamRow(identity: identity, board: checkpoint.board, ledger: ledger))
  }

  func write(_ stream: StreamRow) throws {
    try Query(
      database,
      "INSERT OR REPLACE INTO stream (id, \(list(StreamRow.columns))) VALUES (1, \(places(StreamRow.columns)))"
    ).run { parameters in
      stream.write(to: &parameters)
      parameters.addChecksum()
    }
  }

  /// Writes the orders of tables that had a column for each field into those that have not; they keep their rows.
  func packOrders() throws {
    guard var row = try stream() else {
      for table in ["orders_of_columns", "archive_of_columns"] {
        let isEmpty = try Query(database, "SELECT 1 FROM \(table) LIMIT 1").first { _ in } == nil
        guard isEmpty else { throw Damage("the stream's row is missing") }
      }
      return
    }
    row.ledger.orders = try packOrders("orders", row.ledger.orders)
    row.ledger.archive = try packOrders("archive", row.ledger.archive)
    try write(row)
  }

  private func packOrders(_ table: String, _ expected: Tally) throws -> Tally {
    var (before, after) = (Tally(), Tally())
    let columns = SavedOrder.columns
    let insert = try Query(
      database, "INSERT INTO \(table) (\(list(columns)), row) VALUES (\(places(columns)), ?\(columns.count + 2))")
    try Query(
      database, "SELECT \(list(SavedOrder.columnsBeforePacking)), row FROM \(table)_of_columns ORDER BY row"
    ).eachRow { columns in
      let order = SavedOrder(beforePacking: &columns)
      before.add(try columns.check("orders"))
      let row = columns.integer()
      try insert.run { parameters in
        order.write(to: &parameters)
        after.add(parameters.hash.value)
        parameters.addChecksum()
        parameters.add(row)
      }
    }
    guard before == expected else { throw Damage("orders are missing") }
    return after
  }

  /// - Returns: whether there was nothing.
  func deleteEverything() throws -> Bool {
    var isEmpty = true
    for table in Self.tables {
      try Query(database, "DELETE FROM \(table)").run()
      if database.changesCount > 0 { isEmpty = false }
    }
    return isEmpty
  }

  private func write(_ orders: [SavedOrder], _ ledger: inout Ledger, _ known: inout OrderPlaces) throws {
    guard !orders.isEmpty else { return }
    let columns = SavedOrder.columns
    let insert = try Query(database, "INSERT INTO orders (\(list(columns))) VALUES (\(places(columns)))")
    let update = try Query(database, self.update(columns, from: 1))
    // An order that is in the same status as before leaves the index by status as it is.
    let updateInStatus = try Query(database, self.update(columns, from: 3))
    let unarchive = try Query(database, "DELETE FROM archive WHERE order_id = ? RETURNING checksum")
    for order in orders {
      let old = try known[order.id] ?? place(of: order.id)
      let isInStatus = old?.status == order.status && old?.statusSince == order.statusSince
      let statement = old == nil ? insert : isInStatus ? updateInStatus : update
      var checksum: Int64 = 0
      try statement.run { parameters in
        order.write(to: &parameters)
        checksum = parameters.hash.value
        parameters.addChecksum()
        if let old { parameters.add(old.row) }
      }
      ledger.orders.add(checksum)
      if let old {
        ledger.orders.remove(old.checksum)
      } else if ledger.archive.count > 0 {
        try unarchive.eachRow {
          $0.add(order.id.rawValue)
        } _: {
          ledger.archive.remove($0.integer())
        }
      }
      known.remember(
        OrderPlaces.Place(
          row: old?.row ?? database.lastInsertedRowID, checksum: checksum, status: order.status,
          statusSince: order.statusSince), of: order.id)
    }
  }

  private func place(of id: OrderID) throws -> OrderPlaces.Place? {
    try Query(database, "SELECT row, checksum, status, status_since FROM orders WHERE order_id = ?").first {
      $0.add(id.rawValue)
    } _: { columns in
      OrderPlaces.Place(
        row: columns.integer(), checksum: columns.integer(), status: OrderStatus(columns.text()),
        statusSince: columns.timestamp())
    }
  }

  /// Sets the columns from an index on, of the row whose number comes last.
  private func update(_ columns: [String], from start: Int) -> String {
    let all = columns + ["checksum"]
    let changes = all.indices[start...].map { "\(all[$0]) = ?\($0 + 1)" }
    return "UPDATE orders SET \(changes.joined(separator: ", ")) WHERE row = ?\(all.count + 1)"
  }

  private func deleteOpenOrders(except orders: [SavedOrder], _ ledger: inout Ledger) throws {
    let kept = Set(orders.map(\.id))
    var gone: [Int64] = []
    try Query(database, "SELECT row, order_id FROM orders WHERE \(Schema.isOpen)").eachRow { columns in
      let row = columns.integer()
      if !kept.contains(OrderID(columns.text())) { gone.append(row) }
    }
    let delete = try Query(database, "DELETE FROM orders WHERE row = ? RETURNING checksum")
    for row in gone {
      try delete.eachRow {
        $0.add(row)
      } _: {
        ledger.orders.remove($0.integer())
      }
    }
  }

  private func write(_ entries: [SavedLogEntry], _ ledger: inout Ledger) throws {
    guard let newest = entries.map(\.number).max() else { return }
    let remove = try Query(database, "DELETE FROM log WHERE number = ? RETURNING checksum")
    let insert = try Query(
      database,
      "INSERT INTO log (\(list(SavedLogEntry.columns))) VALUES (\(places(SavedLogEntry.columns)))")
    for entry in entries {
      try remove.eachRow {
        $0.add(entry.number)
      } _: {
        ledger.log.remove($0.integer())
      }
      try insert.run { parameters in
        entry.write(to: &parameters)
        ledger.log.add(parameters.hash.value)
        parameters.addChecksum()
      }
    }
    let (oldest, isOutOfRange) = newest.subtractingReportingOverflow(SavedLogEntry.limit)
    guard !isOutOfRange else { return }
    try Query(database, "DELETE FROM log WHERE number <= ? RETURNING checksum").eachRow {
      $0.add(oldest)
    } _: {
      ledger.log.remove($0.integer())
    }
  }
}
