extension StateTables {
  /// What a database is to us.
  enum Kind: Equatable {
    /// Nothing was ever put in.
    case empty
    /// A saved state, at this step of the schema.
    case state(version: Int)
    /// The database of some other program, or one that lost what it said of itself.
    case other
  }

  /// Tells by the numbers in the file's header and the steps that were applied.
  func kind() throws -> Kind {
    let application = try number("PRAGMA application_id")
    let version = try number("PRAGMA user_version")
    var tables: Set<String> = []
    try Query(database, "SELECT name FROM sqlite_master").eachRow { tables.insert($0.optionalText() ?? "") }
    guard application == Int64(Schema.applicationID), version > 0 else {
      // The table of steps is made before the first of them.
      let isEmpty = tables.allSatisfy { $0.hasPrefix("sqlite_") || $0 == "grdb_migrations" }
      return application == 0 && version == 0 && isEmpty ? .empty : .other
    }
    var latest = Int(version)
    if tables.contains("grdb_migrations") {
      try Query(database, "SELECT identifier FROM grdb_migrations").eachRow { columns in
        let step = columns.optionalText().flatMap { Int($0) } ?? Schema.version + 1
        latest = max(latest, step)
      }
    }
    return .state(version: latest)
  }

  private func number(_ sql: String) throws -> Int64 { try Query(database, sql).first { $0.integer() } ?? 0 }
}
