import GRDB
import Glibc
import SavedState

/// Opens saved states for reading, whatever they lie on.
enum ReadableState {
  /// A connection that sees one moment of the state; `nil` when there is no file, or nothing was ever saved to it.
  ///
  /// - Parameter isOurs: nobody else can be writing to it.
  static func open(_ path: String, isOurs: Bool = false) throws -> DatabaseQueue? {
    guard let status = FileStatus(path) else {
      let error = SystemError()
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      throw error
    }
    guard status.isFile else { throw StateError.unavailable(reason: "\(path): not a file") }
    let hasLog = (FileStatus(path + "-wal")?.size ?? 0) > 0
    if status.size == 0, !hasLog { return nil }
    // SQLite takes a file of one byte for an empty one.
    if 1..<512 ~= status.size { throw Damage("cut off") }
    var database = isOurs && !hasLog ? try DatabaseQueue.immutable(path) : try connect(path, hasLog: hasLog)
    do {
      switch try database.unsafeRead(begin) {
      case .empty: return nil
      case .other: throw Damage("not a saved state")
      case .state(let version) where version > Schema.version: throw StateError.newer(version, path)
      case .state(Schema.version): break
      case .state: database = try PrivateCopy.migrated(database)
      }
      let isSaved = try database.unsafeRead { try StateTables(database: $0).stream() != nil }
      return isSaved ? database : nil
    } catch {
      throw StateError(error, path, in: database)
    }
  }

  /// Begins the transaction that lasts as long as the connection.
  private static func begin(_ database: Database) throws -> StateTables.Kind {
    try database.execute(sql: "BEGIN")
    return try StateTables(database: database).kind()
  }

  private static func connect(_ path: String, hasLog: Bool) throws -> DatabaseQueue {
    do {
      return try .reader(path)
    } catch let error as DatabaseError where error.isOfPlace {
      // The directory is read-only, and has no shared memory for the log.
      if !hasLog, let database = try? DatabaseQueue.immutable(path) { return database }
      return try PrivateCopy.open(path)
    }
  }
}

extension DatabaseError {
  /// Whether it may come from where the file lies, not from what is in it.
  fileprivate var isOfPlace: Bool {
    switch resultCode {
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_PERM, .SQLITE_PROTOCOL: true
    default: false
    }
  }
}

extension StateError {
  static func newer(_ version: Int, _ path: String) -> StateError {
    .newer(version: version, reason: "\(path): saved by a newer version of ordertop")
  }
}
