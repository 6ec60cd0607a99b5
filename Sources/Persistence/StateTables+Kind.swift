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

  /// Tells by the numbers in the file's header, the steps that were applied, and the tables that there are.
  func kind() throws -> Kind {
    let application = try number("PRAGMA application_id")
    let version = try number("PRAGMA user_version")
    var statements: Set<String> = []
    var hasSteps = false
    try Query(database, "SELECT type, name, sql FROM sqlite_master").eachRow { columns in
      let type = columns.optionalText() ?? ""
      let name = columns.optionalText() ?? ""
      if name == Self.stepTable, type == "table" {
        // It is made before the first step.
        hasSteps = true
      } else if !name.hasPrefix("sqlite_") || type != "index" {
        statements.insert(columns.optionalText() ?? "")
      }
    }
    guard application == Int64(Schema.applicationID), version > 0 else {
      return application == 0 && version == 0 && statements.isEmpty ? .empty : .other
    }
    let applied = hasSteps ? try steps() : []
    // What a newer version has made of the tables we cannot know.
    if version > Schema.version { return .state(version: Int(version)) }
    guard applied.isSuperset(of: (1...version).map { String($0) }) else { return .other }
    if !applied.isSubset(of: (1...Schema.version).map { String($0) }) { return .state(version: Schema.version + 1) }
    return Set(statements.map(Schema.compact)) == Schema.kept(at: Int(version)) ? .state(version: Int(version)) : .other
  }

  private static let stepTable = "grdb_migrations"

  private func steps() throws -> Set<String> {
    var steps: Set<String> = []
    try Query(database, "SELECT identifier FROM \(Self.stepTable)").eachRow { steps.insert($0.optionalText() ?? "") }
    return steps
  }

  private func number(_ sql: String) throws -> Int64 { try Query(database, sql).first { $0.integer() } ?? 0 }
}
