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
    let latest = max(Int(version), hasSteps ? try lastStep() : 0)
    // What a newer version has made of the tables we cannot know.
    guard latest <= Schema.version else { return .state(version: latest) }
    return statements == Set(Schema.steps.prefix(latest).joined()) ? .state(version: latest) : .other
  }

  private static let stepTable = "grdb_migrations"

  private func lastStep() throws -> Int {
    var last = 0
    try Query(database, "SELECT identifier FROM \(Self.stepTable)").eachRow { columns in
      // One that has another name than ours is newer, too.
      last = max(last, columns.optionalText().flatMap { Int($0) } ?? Schema.version + 1)
    }
    return last
  }

  private func number(_ sql: String) throws -> Int64 { try Query(database, sql).first { $0.integer() } ?? 0 }
}
