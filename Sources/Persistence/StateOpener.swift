import GRDB
import Glibc
import OrderProtocol
import SavedState

/// One opening of a saved state for writing; blocks while it lasts.
struct StateOpener: Sendable {
  let directory: String
  let file: String
  let identity: StreamIdentity
  let retention: Retention
  let fresh: Bool
  let isLateStart: Bool
  let now: Timestamp
  let queue: SerialQueue

  func open() throws(StateError) -> StateOpening {
    let lock: FileLock
    do {
      try makeDirectory()
      lock = try FileLock(path: file.replacingSuffix(".sqlite", by: ".lock"))
    } catch {
      let isTaken = error.code == EWOULDBLOCK
      return try reader(because: isTaken ? "another ordertop saves this stream" : "\(directory): \(error.reason)")
    }
    do throws(StateError) {
      return try writer(lock)
    } catch {
      if case .newer = error { throw error }
      return try reader(because: error.reason)
    }
  }

  private func writer(_ lock: FileLock) throws(StateError) -> StateOpening {
    try refuseNewer()
    var setAside: String?
    do throws(StateError) {
      let (database, saved) = try connect()
      guard isLateStart, !fresh, saved != nil else {
        return opening(database, lock, saved, setAside: nil)
      }
      close(database)
      setAside = try moveAside("before")
    } catch {
      guard case .damaged = error else { throw error }
      setAside = try moveAside("damaged")
    }
    let (database, saved) = try connect()
    return opening(database, lock, saved, setAside: setAside)
  }

  private typealias Saved = (board: SavedBoard, ledger: Ledger)

  private func opening(_ database: DatabaseQueue, _ lock: FileLock, _ saved: Saved?, setAside: String?) -> StateOpening
  {
    let file = StateFile(
      path: file, identity: identity, retention: retention, ledger: saved?.ledger ?? Ledger(), queue: queue,
      database: database, lock: lock)
    return .writer(file, board: saved?.board, setAside: setAside)
  }

  /// Looks at a file without changing anything.
  private func refuseNewer() throws(StateError) {
    do throws(StateError) {
      _ = try StateReader.open(file)
    } catch {
      if case .newer = error { throw error }
    }
  }

  private func connect() throws(StateError) -> (DatabaseQueue, Saved?) {
    do {
      try createFile()
      let database = try DatabaseQueue.writer(file)
      do {
        return (database, try load(database))
      } catch {
        close(database)
        throw error
      }
    } catch {
      throw StateError(error, file)
    }
  }

  private func load(_ database: DatabaseQueue) throws -> Saved? {
    if try database.read({ try StateTables(database: $0).kind() }) == .other { throw Damage("not a saved state") }
    try Schema.migrate(database)
    if fresh {
      try database.write { try StateTables(database: $0).deleteEverything() }
      try database.vacuum()
      return nil
    }
    return try database.read {
      try StateTables(database: $0).board(of: identity, closedSince: now.earlier(by: retention.closedOnBoard))
    }
  }

  private func close(_ database: DatabaseQueue) {
    // Where it cannot be closed as it should be, it is when it is let go.
    try? database.close()
  }

  /// What can be read of a state that cannot be written.
  private func reader(because reason: String) throws(StateError) -> StateOpening {
    do throws(StateError) {
      let reader = try StateReader.open(file)
      if fresh { return .reader(board: nil, reason: reason) }
      let board = try reader?.board(of: identity, closedSince: now.earlier(by: retention.closedOnBoard))
      return .reader(board: board, reason: reason)
    } catch {
      if case .newer = error { throw error }
      return .reader(board: nil, reason: reason)
    }
  }

  private func makeDirectory() throws(SystemError) {
    var made = ""
    for part in directory.split(separator: "/", omittingEmptySubsequences: false) {
      made += made.isEmpty && part.isEmpty ? "/" : part
      if mkdir(made, 0o700) == 0 { chmod(made, 0o700) }
      if made != "/" { made += "/" }
    }
    guard access(directory, F_OK) == 0 else { throw SystemError() }
  }

  /// Makes the database's file, for us only, before SQLite does: it gives the log the same permissions.
  private func createFile() throws(SystemError) {
    let descriptor = Glibc.open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return }
      throw SystemError()
    }
    fchmod(descriptor, 0o600)
    Glibc.close(descriptor)
  }

  /// Gives the database and its log another name that nothing has yet, and says which.
  private func moveAside(_ why: String) throws(StateError) -> String {
    let time = now.iso8601.filter { $0 != "-" && $0 != ":" }
    for number in 1...1000 {
      let name = file.replacingSuffix(".sqlite", by: ".\(why)-\(time)\(number == 1 ? "" : "-\(number)").sqlite")
      guard ["", "-wal", "-shm"].allSatisfy({ access(name + $0, F_OK) != 0 }) else { continue }
      for suffix in ["-wal", "-shm", ""] where rename(file + suffix, name + suffix) != 0 && errno != ENOENT {
        throw StateError(SystemError(), file)
      }
      return name
    }
    throw .unavailable(reason: "\(file): damaged, and too many damaged ones are there already")
  }
}

extension String {
  /// The same with another ending, for one that ends so.
  func replacingSuffix(_ suffix: String, by other: String) -> String {
    hasSuffix(suffix) ? dropLast(suffix.count) + other : self + other
  }
}
