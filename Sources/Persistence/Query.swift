import GRDB
import GRDBSQLite

/// A prepared statement, used through SQLite's own functions where GRDB's would not do: its strings end at the first NUL,
/// and it traps on values of another type than was asked for.
struct Query {
  private let database: Database
  private let statement: Statement

  /// Prepares the statement, or takes the one that was prepared before.
  init(_ database: Database, _ sql: String) throws {
    self.database = database
    statement = try database.cachedStatement(sql: sql)
  }

  /// Goes to the next row; `false` when there is none, or it was no query.
  func step() throws -> Bool {
    switch sqlite3_step(statement.sqliteStatement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let message = database.lastErrorMessage
      sqlite3_reset(statement.sqliteStatement)
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
    }
  }

  /// Runs the statement once with new parameters, and leaves it ready for the next time.
  func run(_ bind: (inout Parameters) -> Void = { _ in }) throws {
    try start(bind)
    defer { end() }
    while try step() {}
  }

  /// Hands over each row.
  func eachRow(_ bind: (inout Parameters) -> Void = { _ in }, _ body: (inout Columns) throws -> Void) throws {
    try eachRow(bind) { columns in
      try body(&columns)
      return true
    }
  }

  /// Hands over row after row until one is answered with `false`.
  func eachRow(_ bind: (inout Parameters) -> Void, while body: (inout Columns) throws -> Bool) throws {
    try start(bind)
    defer { end() }
    while try step() {
      var columns = Columns(statement.sqliteStatement)
      guard try body(&columns) else { return }
    }
  }

  /// The first row, made into a value; `nil` when there is none.
  func first<Value>(_ bind: (inout Parameters) -> Void = { _ in }, _ body: (inout Columns) throws -> Value) throws
    -> Value?
  {
    try start(bind)
    defer { end() }
    guard try step() else { return nil }
    var columns = Columns(statement.sqliteStatement)
    return try body(&columns)
  }

  private func start(_ bind: (inout Parameters) -> Void) throws {
    sqlite3_reset(statement.sqliteStatement)
    var parameters = Parameters(statement.sqliteStatement)
    bind(&parameters)
    guard parameters.code == SQLITE_OK else {
      throw DatabaseError(resultCode: ResultCode(rawValue: parameters.code), sql: statement.sql)
    }
  }

  private func end() {
    sqlite3_reset(statement.sqliteStatement)
    sqlite3_clear_bindings(statement.sqliteStatement)
  }
}
