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
      try PrivateFile.makeDirectory(directory)
      lock = try FileLock(path: file.replacingSuffix(".sqlite", by: ".lock"))
    } catch {
      let isTaken = error.code == EWOULDBLOCK
      return try reader(
        because: isTaken
          ? .taken(reason: "another ordertop saves this stream")
          : .unavailable(reason: "\(directory): \(error.reason)"))
    }
    do throws(StateError) {
      return try writer(lock)
    } catch {
      if case .newer = error { throw error }
      return try reader(because: error)
    }
  }

  private func writer(_ lock: FileLock) throws(StateError) -> StateOpening {
    var setAside: String?
    do throws(StateError) {
      try examine()
      let (database, saved) = try connect()
      guard isLateStart, !fresh, saved != nil else { return opening(database, lock, saved, setAside: nil) }
      close(database)
      setAside = try moveAside("before")
    } catch {
      guard case .damaged = error else { throw error }
      setAside = try moveAside("damaged")
    }
    let (database, saved) = try connect()
    return opening(database, lock, saved, setAside: setAside)
  }

  /// Looks at a file without changing it: it may be a newer version's, or not one of ours.
  private func examine() throws(StateError) {
    do {
      _ = try ReadableState.open(file, isOurs: true)
    } catch {
      let error = StateError(error, file)
      // What cannot be read may still be written.
      if case .unavailable = error { return }
      throw error
    }
  }

  private typealias Saved = (board: SavedBoard, ledger: Ledger)

  private func connect() throws(StateError) -> (DatabaseQueue, Saved?) {
    do {
      // SQLite gives the log the same permissions.
      try PrivateFile.make(file)
      let database = try DatabaseQueue.writer(file)
      do {
        try database.requireWriting(file)
        try Schema.migrate(database)
        return (database, try load(database))
      } catch {
        let error = StateError(error, file, in: database)
        close(database)
        throw error
      }
    } catch {
      throw StateError(error, file)
    }
  }

  private func load(_ database: DatabaseQueue) throws -> Saved? {
    guard fresh else {
      return try database.read {
        try StateTables(database: $0).board(of: identity, closedSince: now.earlier(by: retention.closedOnBoard))
      }
    }
    let isEmpty = try database.write { try StateTables(database: $0).deleteEverything() }
    // Where the room cannot be given back, it is used again.
    if !isEmpty { try? database.vacuum() }
    return nil
  }

  private func opening(_ database: DatabaseQueue, _ lock: FileLock, _ saved: Saved?, setAside: String?) -> StateOpening
  {
    let file = StateFile(
      path: file, identity: identity, retention: retention, ledger: saved?.ledger ?? Ledger(), queue: queue,
      database: database, lock: lock)
    return .writer(file, board: saved?.board, setAside: setAside)
  }

  private func close(_ database: DatabaseQueue) {
    // Where it cannot be closed as it should be, it is when it is let go.
    try? database.close()
  }

  /// What can be read of a state that cannot be written.
  private func reader(because cause: StateError) throws(StateError) -> StateOpening {
    do throws(StateError) {
      let reader = try StateReader.open(file)
      if fresh { return .reader(board: nil, because: cause) }
      let board = try reader?.board(of: identity, closedSince: now.earlier(by: retention.closedOnBoard))
      return .reader(board: board, because: cause)
    } catch {
      if case .newer = error { throw error }
      return .reader(board: nil, because: cause)
    }
  }
}
