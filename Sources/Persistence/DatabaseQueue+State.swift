import GRDB

extension DatabaseQueue {
  /// Opens a database for its one writer.
  static func writer(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "ordertop.state"
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try prepare(database)
      try database.execute(
        sql: """
          PRAGMA journal_mode = WAL;
          PRAGMA synchronous = NORMAL;
          PRAGMA temp_store = MEMORY;
          PRAGMA secure_delete = FAST;
          PRAGMA cache_size = -16000;
          PRAGMA journal_size_limit = 67108864;
          """)
    }
    return try DatabaseQueue(path: plain(path), configuration: configuration)
  }

  /// Opens a database to read it, beside a writer if there is one.
  static func reader(_ path: String) throws -> DatabaseQueue {
    try DatabaseQueue(path: plain(path), configuration: reading)
  }

  /// Opens a database that nobody writes to. Makes no files, takes no locks, looks at no `-wal`.
  static func immutable(_ path: String) throws -> DatabaseQueue {
    let encoded = path.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default: (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
      }
    }
    return try DatabaseQueue(path: "file:\(encoded.joined())?immutable=1", configuration: reading)
  }

  private static var reading: Configuration {
    var configuration = Configuration()
    configuration.label = "ordertop.state.reader"
    configuration.readonly = true
    configuration.busyMode = .timeout(2)
    configuration.foreignKeysEnabled = false
    // A reader keeps its transaction for as long as it lives, so that it sees one moment.
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { try prepare($0) }
    return configuration
  }

  /// Takes care, because files may be damaged, or made up; and reads a first page.
  private static func prepare(_ database: Database) throws {
    do {
      try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA schema_version;")
    } catch {
      throw database.unmasked(error)
    }
  }

  /// A path that cannot be taken for a URI.
  private static func plain(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }
}
