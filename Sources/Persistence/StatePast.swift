package import OrderProtocol
package import SavedState

/// Reads what is saved of single orders beside whoever saves it, off the caller's thread. Opens the file anew each time:
/// nothing stands in the way of one that is made, moved or taken up meanwhile.
package struct StatePast: SavedPast {
  private let path: String
  private let queue = SerialQueue()

  init(path: String) { self.path = path }

  package func recall(_ ids: [OrderID]) async throws(StateError) -> [SavedOrder] {
    try await queue.run { [path] () throws(StateError) in try StateReader.open(path)?.orders(ids) ?? [] }
  }

  package func timeline(
    of id: OrderID, limit: Int, after known: JournalRecord?
  ) async throws(StateError) -> [JournalRecord] {
    try await queue.run { [path] () throws(StateError) in
      try StateReader.open(path)?.timeline(of: id, limit: limit, after: known) ?? []
    }
  }
}
