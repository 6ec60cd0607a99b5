import GRDB
import OrderProtocol
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
  try changeLedger(path) { tables, ledger in
    let columns = SavedOrder.columns
    let insert = try Query(
      tables.database, "INSERT INTO archive (\(tables.list(columns))) VALUES (\(tables.places(columns)))")
    for order in try tables.orders([OrderID(id)]) {
      try insert.run { parameters in
        order.write(to: &parameters)
        ledger.archive.add(parameters.hash.value)
        parameters.addChecksum()
      }
    }
  }
}

/// Changes tables, and what they have to add up to.
func changeLedger(_ path: String, _ change: (StateTables, inout Ledger) throws -> Void) throws {
  let database = try DatabaseQueue.writer(path)
  try database.write { database in
    let tables = StateTables(database: database)
    guard let row = try tables.stream() else { return }
    var (ledger, places) = (row.ledger, OrderPlaces())
    try change(tables, &ledger)
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
