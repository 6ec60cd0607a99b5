import GRDB
import OrderProtocol
import SavedState

/// The tables of a saved state, for as long as one access to the database lasts.
struct StateTables {
  let database: Database

  /// The stream's row; `nil` when nothing was ever saved.
  func stream() throws -> StreamRow? {
    try Query(database, "SELECT \(list(StreamRow.columns)) FROM stream WHERE id = 1").first { columns in
      let row = StreamRow(&columns)
      _ = try columns.check("stream")
      return row
    }
  }

  /// The saved orders of those ids, wherever they are.
  func orders(_ ids: [OrderID]) throws -> [SavedOrder] {
    var found: [SavedOrder] = []
    for table in ["orders", "archive"] {
      let query = try Query(database, "SELECT \(list(SavedOrder.columns)) FROM \(table) WHERE order_id = ?")
      for id in ids {
        let order = try query.first {
          $0.add(id.rawValue)
        } _: { columns in
          let order = SavedOrder(&columns)
          _ = try columns.check("orders")
          return order
        }
        if let order { found.append(order) }
      }
    }
    return found
  }

  /// The newest events of an order, the oldest first.
  func timeline(of id: OrderID, limit: Int) throws -> [JournalRecord] {
    let query = try Query(
      database,
      "SELECT \(list(JournalRecord.columns)) FROM journal WHERE order_id = ? ORDER BY position DESC LIMIT ?")
    var records: [JournalRecord] = []
    try query.eachRow {
      $0.add(id.rawValue)
      $0.add(max(0, limit))
    } _: { columns in
      var position: Int64 = 0
      let record = JournalRecord(&columns, position: &position)
      _ = try columns.check("journal")
      records.append(record)
    }
    return records.reversed()
  }

  /// What the limits make of the open orders; see ``StateReader/summary(late:warned:)``.
  func summary(late: [String: Timestamp], warned: [String: Timestamp]) throws -> StateSummary {
    guard let row = try stream() else { throw Damage("the stream is missing") }
    var summary = StateSummary(source: row.identity.source, filters: row.identity.filters, board: row.board)
    summary.agedOutOfState = row.ledger.forgotten
    let isLate = "\(Schema.isOpen) AND status = ?1 AND status_since <= ?2"
    let count = try Query(database, "SELECT count(*) FROM orders WHERE \(isLate)")
    func orders(_ limit: (status: String, time: Timestamp)) throws -> Int {
      try count.first {
        $0.add(limit.status)
        $0.add(limit.time.milliseconds)
      } _: {
        $0.count()
      } ?? 0
    }
    for limit in late { summary.late[limit.key] = try orders((limit.key, limit.value)) }
    for limit in warned { summary.warned[limit.key] = try orders((limit.key, limit.value)) }
    let columns = list(SavedOrder.columns)
    let oldest = try Query(
      database, "SELECT \(columns) FROM orders WHERE \(Schema.isOpen) AND status = ? ORDER BY status_since LIMIT 1")
    for status in Set(late.keys).union(warned.keys) {
      let order = try oldest.first {
        $0.add(status)
      } _: { columns in
        let order = SavedOrder(&columns)
        _ = try columns.check("orders")
        return order
      }
      summary.oldest[status] = order.map { StateSummary.OldestOrder(id: $0.id, since: $0.statusSince) }
    }
    return summary
  }

  /// Column names, the checksum last, as a list in SQL.
  func list(_ columns: [String]) -> String { (columns + ["checksum"]).joined(separator: ", ") }

  /// A parameter for each of the columns, the checksum last.
  func places(_ columns: [String]) -> String {
    (1...columns.count + 1).map { "?\($0)" }.joined(separator: ", ")
  }
}
