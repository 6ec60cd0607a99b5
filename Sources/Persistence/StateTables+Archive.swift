import OrderProtocol
import SavedState

extension StateTables {
  /// How many orders are moved or deleted with one checkpoint, so that none holds the file for long.
  private static let portion = 500

  /// Moves closed orders that left the board to the archive, and deletes those that have been there for long; a portion
  /// of each.
  func archiveClosedOrders(_ retention: Retention, now: Timestamp, _ ledger: inout Ledger) throws {
    try moveToArchive(before: now.earlier(by: retention.closedOnBoard), &ledger)
    try forget(before: now.earlier(by: max(retention.closedInState, retention.closedOnBoard)), &ledger)
  }

  private func moveToArchive(before oldest: Timestamp, _ ledger: inout Ledger) throws {
    var rows: [(row: Int64, checksum: Int64)] = []
    try Query(
      database,
      "SELECT row, checksum FROM orders WHERE \(Schema.leaves) AND last_changed < ? ORDER BY last_changed LIMIT ?"
    ).eachRow {
      $0.add(oldest.milliseconds)
      $0.add(Self.portion)
    } _: {
      rows.append(($0.integer(), $0.integer()))
    }
    guard !rows.isEmpty else { return }
    let columns = list(SavedOrder.columns)
    let copy = try Query(
      database, "INSERT INTO archive (\(columns)) SELECT \(columns) FROM orders WHERE row = ? RETURNING checksum")
    let delete = try Query(database, "DELETE FROM orders WHERE row = ?")
    for row in rows {
      try copy.eachRow {
        $0.add(row.row)
      } _: {
        ledger.archive.add($0.integer())
      }
      try delete.run { $0.add(row.row) }
      ledger.orders.remove(row.checksum)
    }
  }

  private func forget(before oldest: Timestamp, _ ledger: inout Ledger) throws {
    guard ledger.archive.count > 0 else { return }
    try Query(
      database,
      """
      DELETE FROM archive WHERE row IN (SELECT row FROM archive WHERE last_changed < ? ORDER BY last_changed LIMIT ?)
      RETURNING checksum
      """
    ).eachRow {
      $0.add(oldest.milliseconds)
      $0.add(Self.portion)
    } _: {
      ledger.archive.remove($0.integer())
      ledger.forgotten &+= 1
    }
  }
}

extension Timestamp {
  /// So much before, in whole milliseconds; the earliest there is where that is out of range.
  func earlier(by duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    let (amount, overflow2) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
    let (time, overflow3) = milliseconds.subtractingReportingOverflow(amount)
    return Timestamp(milliseconds: overflow || overflow2 || overflow3 ? .min : time)
  }
}
