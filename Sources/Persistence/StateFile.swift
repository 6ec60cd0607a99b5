package import OrderProtocol
package import SavedState

/// The saved state of one stream, open for writing.
package actor StateFile: CheckpointStore {
  package func write(_ checkpoint: Checkpoint) async throws(StateError) {}
  package func recall(_ ids: [OrderID]) async throws(StateError) -> [SavedOrder] { [] }
  package func timeline(of id: OrderID, limit: Int) async throws(StateError) -> [JournalRecord] { [] }
  package func close() async {}
}
