import GRDB
import OrderProtocol
import SavedState

/// The tables of a saved state, for as long as one access to the database lasts.
struct StateTables {
  let database: Database

  static let tables = ["stream", "orders", "ages", "archive", "journal", "log"]

  /// The stream's row; `nil` when nothing was ever saved.
  func stream() throws -> StreamRow? {
    let row = try Query(database, "SELECT \(list(StreamRow.columns)) FROM stream WHERE id = 1").first { columns in
      let row = StreamRow(&columns)
      _ = try columns.check("stream")
      return row
    }
    guard row == nil else { return row }
    // It is written with the first of anything.
    for table in Self.tables where try database.tableExists(table) { try requireEmpty(table) }
    return nil
  }

  /// Of a table without the stream's row.
  func requireEmpty(_ table: String) throws {
    let isEmpty = try Query(database, "SELECT 1 FROM \(table) LIMIT 1").first { _ in } == nil
    guard isEmpty else { throw Damage("the stream's row is missing") }
  }

  /// Column names, the checksum last, as a list in SQL.
  func list(_ columns: [String]) -> String { (columns + ["checksum"]).joined(separator: ", ") }

  /// A parameter for each of the columns, the checksum last.
  func places(_ columns: [String]) -> String {
    (1...columns.count + 1).map { "?\($0)" }.joined(separator: ", ")
  }
}
