import GRDB
import Glibc

/// The history in a file, so that a restart goes on with the ids. One server at a time uses it.
///
/// What was appended has reached the disk.
package final class HistoryFile: Sendable {
  private let path: String
  private let database: DatabaseQueue

  /// Opens a file, or makes it, for its owner only. Blocks while it lasts. A file that cannot be used is left as it is.
  ///
  /// - Parameter name: the name of the history if it is a new one.
  /// - Returns: the file, and the history in it.
  static func open(
    _ path: String, limits: HistoryLimits, name: String
  ) throws(HistoryError) -> (file: HistoryFile, history: EventHistory) {
    do {
      try create(path)
      let database = try DatabaseQueue(path: path.hasPrefix("/") ? path : "./" + path, configuration: configuration)
      let kind = try database.inDatabase { database in
        // Without this, the lock would be taken at the first change.
        try database.execute(sql: "BEGIN EXCLUSIVE; COMMIT")
        return try EventTable(database: database).kind()
      }
      switch kind {
      case .other: throw HistoryDamage(what: "not a history of ordertop-server")
      case .newer: throw HistoryError.newer("history \(path): written by a newer version of ordertop-server")
      case .empty, .history: break
      }
      try database.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL") }
      let history = try database.write { database in
        let table = EventTable(database: database)
        if kind == .empty { try table.create(name: name) }
        return try table.load(limits: limits)
      }
      return (HistoryFile(path, database), history)
    } catch {
      throw HistoryError(error, path)
    }
  }

  private init(_ path: String, _ database: DatabaseQueue) {
    self.path = path
    self.database = database
  }

  /// Adds events, and drops those before a number.
  ///
  /// - Throws: ``HistoryError``; then nothing was added.
  func append(_ events: Zip2Sequence<[StoredEvent], [EventDraft]>, dropping oldest: Int64) async throws {
    do {
      try await database.write { try EventTable(database: $0).append(events, dropping: oldest) }
    } catch {
      throw HistoryError(error, path)
    }
  }

  /// Puts everything into the one file.
  func close() throws {
    do { try database.close() } catch { throw HistoryError(error, path) }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "ordertop-server.history"
    configuration.busyMode = .immediateError
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY") }
    return configuration
  }

  private static func create(_ path: String) throws(HistoryError) {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw .unavailable("history \(path): \(String(cString: strerror(errno)).lowercased())")
    }
    Glibc.close(file)
  }
}
