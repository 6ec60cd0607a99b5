import GRDB
import SavedState

/// The tables of a saved state, and the steps in which they came to be.
enum Schema {
  /// `PRAGMA application_id` of every saved state: "OTop".
  static let applicationID: Int32 = 0x4F54_6F70

  /// `PRAGMA user_version` of a file that is up to date: the number of its last step, counted from 1.
  static var version: Int { steps.count }

  /// Conditions of partial indices, before the sixth step.
  private static let isOpen = "status NOT IN ('SHIPPED', 'CANCELLED')"
  private static let isClosed = "status IN ('SHIPPED', 'CANCELLED')"

  /// What each step creates. A step that was released is never changed.
  static let steps: [Step] = [
    Step([stream, ordersOfColumns("orders"), ordersOfColumns("archive"), journalOfRows, log]),
    Step(indices),
    // JSON: what is to be remembered of the order's alarm.
    Step(["ALTER TABLE orders ADD COLUMN alarm TEXT", "ALTER TABLE archive ADD COLUMN alarm TEXT"]),
    // A row for many events: saving one costs a quarter.
    Step(["ALTER TABLE journal RENAME TO journal_of_rows", journal]) { database in
      try StateTables(database: database).gatherJournal()
      try database.execute(sql: "DROP TABLE journal_of_rows")
    },
    // One column for all that no query asks for: an order is smaller, and sooner saved and read.
    Step([
      "ALTER TABLE orders RENAME TO orders_of_columns", "ALTER TABLE archive RENAME TO archive_of_columns",
      orders("orders"), orders("archive"),
    ]) { database in
      try StateTables(database: database).packOrders()
      for table in ["orders", "archive"] { try database.execute(sql: "DROP TABLE \(table)_of_columns") }
      for index in indices { try database.execute(sql: index) }
    },
    // A row for many orders: saving one costs a tenth. What was counted by an index has its ages.
    Step(["ALTER TABLE orders RENAME TO orders_of_rows", pages, ages]) { database in
      try StateTables(database: database).gatherOrders()
      try database.execute(sql: "DROP TABLE orders_of_rows")
    },
  ]

  private static let indices = [
    "CREATE INDEX open_orders_by_status ON orders (status, status_since) WHERE \(isOpen)",
    "CREATE INDEX closed_orders_by_age ON orders (last_changed) WHERE \(isClosed)", archiveByAge,
  ]

  private static let archiveByAge = "CREATE INDEX archive_by_age ON archive (last_changed)"

  /// One step: statements, and what is to be done after them.
  struct Step: Sendable {
    var statements: [String]
    var then: @Sendable (Database) throws -> Void

    init(_ statements: [String], then: @escaping @Sendable (Database) throws -> Void = { _ in }) {
      self.statements = statements
      self.then = then
    }
  }

  /// Takes a file up to a step, each in a transaction of its own.
  static func migrate(_ writer: some DatabaseWriter, upTo target: Int = version) throws {
    var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
    for (index, step) in steps.prefix(target).enumerated() {
      migrator.registerMigration(String(index + 1), foreignKeyChecks: .immediate) { database in
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        for statement in step.statements { try database.execute(sql: statement) }
        try step.then(database)
        try database.execute(sql: "PRAGMA user_version = \(index + 1)")
      }
    }
    try migrator.migrate(writer)
  }

  /// The statements that a file at a step holds, as SQLite keeps them: a column that was added stands among those of its
  /// table. Without white space, of which SQLite adds some.
  static func kept(at version: Int) -> Set<String> {
    var tables = [stream, log, version >= 4 ? journal : journalOfRows]
    if version >= 6 { return Set((tables + [pages, ages, orders("archive"), archiveByAge]).map(compact)) }
    tables += version >= 2 ? indices : []
    let orders = ["orders", "archive"].map { version >= 5 ? Self.orders($0) : ordersOfColumns($0) }.map { table in
      3..<5 ~= version ? compact(table).dropLast(")STRICT".count) + ",alarmTEXT)STRICT" : compact(table)
    }
    return Set(orders + tables.map(compact))
  }

  /// A statement without white space.
  static func compact(_ statement: String) -> String { statement.filter { !$0.isWhitespace } }

  /// One row: the identity, the bounded part of the board, and what the other tables must add up to.
  private static let stream = """
    CREATE TABLE stream (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      digest TEXT NOT NULL, source TEXT NOT NULL, filters TEXT NOT NULL,
      last_event_id TEXT NOT NULL, saved_at INTEGER NOT NULL, generation INTEGER NOT NULL, gaps TEXT NOT NULL,
      connection TEXT NOT NULL, counts TEXT NOT NULL, unverified INTEGER NOT NULL, aged_out INTEGER NOT NULL,
      shipped_last_hour TEXT NOT NULL, errors_last_hour TEXT NOT NULL, last_error INTEGER, view TEXT NOT NULL,
      order_count INTEGER NOT NULL, order_checksum INTEGER NOT NULL,
      archive_count INTEGER NOT NULL, archive_checksum INTEGER NOT NULL,
      log_count INTEGER NOT NULL, log_checksum INTEGER NOT NULL,
      journal_count INTEGER NOT NULL, journal_start INTEGER NOT NULL, journal_end INTEGER NOT NULL,
      forgotten INTEGER NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT
    """

  /// `items`, `unknown` and `late_items` are JSON, `total` is a decimal number's text; times are milliseconds since 1970.
  private static func ordersOfColumns(_ table: String) -> String {
    """
    CREATE TABLE \(table) (
      row INTEGER PRIMARY KEY,
      order_id TEXT NOT NULL UNIQUE, status TEXT NOT NULL, status_since INTEGER NOT NULL,
      customer_id TEXT, items TEXT, total TEXT, item_count INTEGER, submitted_at INTEGER, submitted_at_text TEXT,
      assigned_to TEXT, tracking_number TEXT, carrier TEXT, cancellation_reason TEXT, unknown TEXT, late_items TEXT,
      is_total_outdated INTEGER NOT NULL, is_item_count_outdated INTEGER NOT NULL, is_cut INTEGER NOT NULL,
      is_partial INTEGER NOT NULL, first_seen INTEGER NOT NULL, last_changed INTEGER NOT NULL,
      last_event_id TEXT NOT NULL, generation INTEGER NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT
    """
  }

  /// `fields`: see ``SavedOrder/appendFields(to:)``; `alarm`: JSON, what is to be remembered of the order's alarm. Times are
  /// milliseconds since 1970.
  private static func orders(_ table: String) -> String {
    """
    CREATE TABLE \(table) (
      row INTEGER PRIMARY KEY,
      order_id TEXT NOT NULL UNIQUE, status TEXT NOT NULL, status_since INTEGER NOT NULL,
      last_changed INTEGER NOT NULL,
      fields BLOB NOT NULL,
      alarm TEXT,
      checksum INTEGER NOT NULL
    ) STRICT
    """
  }

  /// See ``OrderPage``.
  private static let pages = """
    CREATE TABLE orders (
      page INTEGER PRIMARY KEY,
      orders BLOB NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT
    """

  /// See ``AgesPart``.
  private static let ages = """
    CREATE TABLE ages (
      part INTEGER PRIMARY KEY,
      ages BLOB NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT
    """

  /// See ``JournalBlock``.
  private static let journal = """
    CREATE TABLE journal (
      position INTEGER PRIMARY KEY,
      start INTEGER NOT NULL, count INTEGER NOT NULL,
      events BLOB NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT
    """

  /// `position` is the number of bytes of all events up to and with this one, since the state began.
  private static let journalOfRows = """
    CREATE TABLE journal (
      position INTEGER PRIMARY KEY,
      order_id TEXT, type TEXT NOT NULL, event_id TEXT NOT NULL, received_at INTEGER NOT NULL, event_time INTEGER,
      data TEXT NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT
    """

  private static let log = """
    CREATE TABLE log (
      number INTEGER PRIMARY KEY,
      at INTEGER NOT NULL, level INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, count INTEGER NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT
    """
}
