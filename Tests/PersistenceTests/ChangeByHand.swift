import GRDB
import SavedState

@testable import Persistence

/// Runs statements on a database, as somebody with the sqlite3 shell would.
func changeByHand(_ path: String, _ sql: String) throws {
  let database = try DatabaseQueue(path: path)
  try database.write { try $0.execute(sql: sql) }
  try database.close()
}

/// The number that a query gives.
func number(_ path: String, _ sql: String) throws -> Int? {
  let database = try DatabaseQueue(path: path)
  defer { try? database.close() }
  return try database.read { try Int.fetchOne($0, sql: sql) }
}

/// Copies an order into the archive without taking it off the board, and lets everything else agree.
func archiveTwice(_ id: String, _ path: String) throws {
  let database = try DatabaseQueue.writer(path)
  try database.write { database in
    let tables = StateTables(database: database)
    guard let row = try tables.stream() else { return }
    var (ledger, places) = (row.ledger, OrderPlaces())
    let sql = "INSERT INTO archive SELECT * FROM orders WHERE order_id = '\(id)' RETURNING checksum"
    try Query(database, sql).eachRow { ledger.archive.add($0.integer()) }
    try tables.write(Checkpoint(board: row.board), of: row.identity, keeping: Retention(), &ledger, &places)
  }
  try database.close()
}

/// The board of a state as a private copy shows it.
func privateBoard(_ path: String) throws -> SavedBoard? {
  try PrivateCopy.open(path).unsafeRead {
    try StateTables(database: $0).board(of: .test, closedSince: .noon)?.board
  }
}
