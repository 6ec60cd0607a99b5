import GRDB
import OrderProtocol
import SavedState

/// The tables of a saved state, for as long as one access to the database lasts.
struct StateTables {
  let database: Database

  static let tables = ["stream", "orders", "archive", "journal", "log"]

  /// The stream's row; `nil` when nothing was ever saved.
  func stream() throws -> StreamRow? {
    let row = try Query(database, "SELECT \(list(StreamRow.columns)) FROM stream WHERE id = 1").first { columns in
      let row = StreamRow(&columns)
      _ = try columns.check("stream")
      return row
    }
    guard row == nil else { return row }
    // It is written with the first of anything.
    for table in Self.tables {
      let isEmpty = try Query(database, "SELECT 1 FROM \(table) LIMIT 1").first { _ in } == nil
      guard isEmpty else { throw Damage("the stream's row is missing") }
    }
    return nil
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

  /// What the limits make of the open orders; see ``StateReader/summary(late:warned:)``.
  func summary(late: [String: Timestamp], warned: [String: Timestamp]) throws -> StateSummary {
    guard let row = try stream() else { throw Damage("the stream is missing") }
    var summary = StateSummary(source: row.identity.source, filters: row.identity.filters, board: row.board)
    summary.agedOutOfState = row.ledger.forgotten
    for (status, time) in late { summary.late[status] = try openOrders(status, from: nil, to: time) }
    for (status, time) in warned {
      // Most of those that are warned of are often late, and were counted.
      if let lateTime = late[status], lateTime <= time, let lateCount = summary.late[status] {
        summary.warned[status] = try lateCount + openOrders(status, from: lateTime, to: time)
      } else {
        summary.warned[status] = try openOrders(status, from: nil, to: time)
      }
    }
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

  /// How many open orders entered a status after the one time, and at or before the other.
  private func openOrders(_ status: String, from: Timestamp?, to: Timestamp) throws -> Int {
    let sql = """
      SELECT count(*) FROM orders
      WHERE \(Schema.isOpen) AND status = ?1 AND status_since \(from == nil ? ">=" : ">") ?2 AND status_since <= ?3
      """
    return try Query(database, sql).first {
      $0.add(status)
      $0.add(from?.milliseconds ?? .min)
      $0.add(to.milliseconds)
    } _: {
      $0.count()
    } ?? 0
  }

  /// Column names, the checksum last, as a list in SQL.
  func list(_ columns: [String]) -> String { (columns + ["checksum"]).joined(separator: ", ") }

  /// A parameter for each of the columns, the checksum last.
  func places(_ columns: [String]) -> String {
    (1...columns.count + 1).map { "?\($0)" }.joined(separator: ", ")
  }
}
