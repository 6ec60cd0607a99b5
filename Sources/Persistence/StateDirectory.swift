package import OrderProtocol
package import SavedState

/// The directory of saved states: for each stream a database and a lock file, named after host and digest.
package struct StateDirectory: Sendable {
  package let path: String

  package init(path: String) { self.path = path }
}

/// What opening the saved state for writing came to.
package enum StateOpening: Sendable {
  /// This process is the writer. `board` is what was saved; `nil` when there was nothing. `setAside` tells where a
  /// damaged file was moved to: then there is no board, and everything before now is unknown.
  case writer(StateFile, board: SavedBoard?, setAside: String?)
  /// It cannot be written, for that reason: another process has it, the directory is read-only. `board` is what could be
  /// read all the same.
  case reader(board: SavedBoard?, reason: String)
}

extension StateDirectory {
  /// Opens the state of a stream for writing and reads it, making directory (0700) and files (0600) where missing.
  ///
  /// - Parameters:
  ///   - fresh: forget what was saved.
  ///   - isLateStart: an earlier opening did not see what may be there now (the directory was out of reach), and the board
  ///     has gone on without it: a state that is there is moved aside under a new name instead of being written over.
  /// - Throws: ``StateError/newer(version:reason:)`` only; such a file is left alone.
  package func open(
    _ identity: StreamIdentity, retention: Retention, fresh: Bool = false, isLateStart: Bool = false, now: Timestamp
  ) async throws(StateError) -> StateOpening {
    .reader(board: nil, reason: "not there yet")
  }

  /// The database of a stream, whether it is there or not.
  package func file(of identity: StreamIdentity) -> String { path + "/" + identity.digest }

  /// The database that was saved to last; `nil` when there is none.
  package func newestFile() -> String? { nil }
}
