import GRDB
import GRDBSQLite
import OrderProtocol

/// The tables of a history file.
///
/// Texts are kept as bytes: GRDB's strings would end at the first NUL.
struct EventTable {
  /// `PRAGMA application_id` of every history: "OTsv".
  static let applicationID: Int32 = 0x4F54_7376
  /// `PRAGMA user_version` of those that this server writes.
  static let version = 1

  let database: Database

  /// What a file is.
  enum Kind: Equatable {
    case empty, history, newer, other
  }

  func kind() throws -> Kind {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id")
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if application == 0, version == 0, tables == 0 { return .empty }
    guard application == Self.applicationID, version >= 1 else { return .other }
    return version > Self.version ? .newer : .history
  }

  func create(name: String) throws {
    try database.execute(
      sql: """
        PRAGMA application_id = \(Self.applicationID);
        PRAGMA user_version = \(Self.version);
        CREATE TABLE history (name TEXT NOT NULL) STRICT;
        CREATE TABLE event (
          number INTEGER PRIMARY KEY, time INTEGER NOT NULL, type BLOB NOT NULL, data BLOB NOT NULL, customer BLOB
        ) STRICT;
        """)
    try database.execute(sql: "INSERT INTO history VALUES (?)", arguments: [name])
  }

  /// - Throws: ``HistoryDamage``, or an error of SQLite's.
  func load(limits: HistoryLimits) throws -> EventHistory {
    guard try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else {
      throw HistoryDamage(what: "damaged")
    }
    guard let name = try String.fetchOne(database, sql: "SELECT name FROM history"), !name.isEmpty,
      name.utf8.allSatisfy({ $0.isNameCharacter })
    else { throw HistoryDamage(what: "damaged: it has no name") }
    var history = EventHistory(name: name, limits: limits)
    let first = try Int64.fetchOne(database, sql: "SELECT min(number) FROM event") ?? 1
    guard first >= 1 else { throw HistoryDamage(what: "damaged: event \(first)") }
    history.begin(after: first - 1)
    let statement = try database.makeStatement(
      sql: "SELECT number, time, type, data, customer FROM event ORDER BY number")
    while true {
      let code = sqlite3_step(statement.sqliteStatement)
      guard code != SQLITE_DONE else { return history }
      guard code == SQLITE_ROW else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
      let row = statement.sqliteStatement
      let time = Timestamp(milliseconds: sqlite3_column_int64(row, 1))
      guard sqlite3_column_int64(row, 0) == history.newest + 1, history.newestTime.map({ $0 <= time }) ?? true,
        let type = String(validating: bytes(row, 2), as: UTF8.self),
        let data = String(validating: bytes(row, 3), as: UTF8.self)
      else { throw HistoryDamage(what: "damaged after event \(history.newest)") }
      let customer = sqlite3_column_type(row, 4) == SQLITE_NULL ? nil : bytes(row, 4)
      do {
        try history.restore(EventDraft(type: type, data: data), at: time, customerID: customer)
      } catch {
        throw HistoryDamage(what: "damaged after event \(history.newest)")
      }
    }
  }

  func append(_ events: some Sequence<(StoredEvent, EventDraft)>, dropping oldest: Int64) throws {
    let statement = try database.cachedStatement(sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?)").sqliteStatement
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (event, draft) in events {
      sqlite3_reset(statement)
      sqlite3_bind_int64(statement, 1, event.number)
      sqlite3_bind_int64(statement, 2, event.time.milliseconds)
      bind(Array(draft.type.utf8), to: statement, 3)
      bind(Array(draft.data.utf8), to: statement, 4)
      if let customer = event.customerID { bind(customer, to: statement, 5) } else { sqlite3_bind_null(statement, 5) }
      let code = sqlite3_step(statement)
      guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
    try database.execute(sql: "DELETE FROM event WHERE number < ?", arguments: [oldest])
  }

  private func bytes(_ row: OpaquePointer, _ column: Int32) -> [UInt8] {
    let count = Int(sqlite3_column_bytes(row, column))
    guard count > 0, let start = sqlite3_column_blob(row, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  private func bind(_ bytes: [UInt8], to statement: OpaquePointer, _ index: Int32) {
    guard !bytes.isEmpty else {
      sqlite3_bind_zeroblob(statement, index, 0)
      return
    }
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    _ = bytes.withUnsafeBytes { sqlite3_bind_blob64(statement, index, $0.baseAddress, UInt64($0.count), copied) }
  }
}

extension UInt8 {
  fileprivate var isNameCharacter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}
