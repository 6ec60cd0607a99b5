package import OrderProtocol

/// What is saved of single orders, as of the last write.
package protocol SavedPast: Sendable {
  /// The saved orders of those ids, on the board or not, in any order.
  func recall(_ ids: [OrderID]) async throws(StateError) -> [SavedOrder]
  /// The newest events of an order in the journal, at most `limit`, the oldest first, with what begins, ends or
  /// fails a replay between them.
  ///
  /// - Parameter known: one of them, which is known; where it is met it is the first, and what is older is left out.
  func timeline(of id: OrderID, limit: Int, after known: JournalRecord?) async throws(StateError) -> [JournalRecord]
}

extension SavedPast {
  package func timeline(of id: OrderID, limit: Int) async throws(StateError) -> [JournalRecord] {
    try await timeline(of: id, limit: limit, after: nil)
  }
}

/// Where checkpoints are written. One writer; what it has written is there after any end of the process.
package protocol CheckpointStore: SavedPast {
  /// Writes a checkpoint in one transaction, off the caller's thread. After an error nothing of it is there, and it can
  /// be written again, alone or with what came since.
  func write(_ checkpoint: Checkpoint) async throws(StateError)
  /// Ends all access and gives up the lock. Nothing may follow.
  func close() async
}

/// What is wrong with the saved state. `reason` is one sentence without a final stop, and names the file.
package enum StateError: Error, Equatable, Sendable {
  /// The file is there and is no saved state, or a broken one.
  case damaged(reason: String)
  /// It was written by a newer version, whose schema step this is.
  case newer(version: Int, reason: String)
  /// It cannot be read or written now: no directory, no permission, disk full.
  case unavailable(reason: String)
  /// Another process writes it.
  case taken(reason: String)

  package var reason: String {
    switch self {
    case .damaged(let reason), .newer(_, let reason), .unavailable(let reason), .taken(let reason): reason
    }
  }
}
