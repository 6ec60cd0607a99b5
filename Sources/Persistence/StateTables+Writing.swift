import GRDB
import OrderProtocol
import SavedState

extension StateTables {
  /// Writes a checkpoint. Has to be called in a transaction; after an error neither the tables nor the ledger nor the
  /// places must be used.
  func write(
    _ checkpoint: Checkpoint, of identity: StreamIdentity, keeping retention: Retention, _ ledger: inout Ledger,
    _ places: inout OrderPlaces
  ) throws {
    try write(checkpoint.packedOrders, &ledger, &places)
    if checkpoint.isComplete { try deleteOpenOrders(except: checkpoint.packedOrders, &ledger, &places) }
    try write(checkpoint.journal, keeping: retention, &ledger)
    if checkpoint.isComplete {
      try Query(database, "DELETE FROM log").run()
      ledger.log = Tally()
    }
    try write(checkpoint.log, &ledger)
    try archiveClosedOrders(retention, now: checkpoint.board.savedAt, &ledger, &places)
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

  /// - Returns: whether there was nothing.
  func deleteEverything() throws -> Bool {
    var isEmpty = true
    for table in Self.tables {
      try Query(database, "DELETE FROM \(table)").run()
      if database.changesCount > 0 { isEmpty = false }
    }
    return isEmpty
  }

  private func deleteOpenOrders(except orders: PackedOrders, _ ledger: inout Ledger, _ places: inout OrderPlaces) throws
  {
    let kept = Set(orders.heads.map(\.id))
    var gone: [OrderID] = []
    try forEachPlace(ledger.orders) { _, bytes in
      let head = try OrderHead.inPage(bytes)
      if !head.status.isClosed, !kept.contains(head.id) { gone.append(head.id) }
      return head.age
    }
    try remove(gone, &ledger, &places)
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
