import SavedState

extension Checkpoint {
  /// Drops events of the journal that are saved already: a dashboard that takes over from another one has seen them too.
  ///
  /// - Parameter recent: the newest events that are saved, the newest last.
  mutating func leaveOut(_ recent: [JournalRecord]) {
    // Control events differ from connection to connection.
    guard let newest = recent.last(where: { $0.orderID != nil }) else { return }
    let records = journal.records
    if let index = records.lastIndex(where: { $0.isSameEvent(as: newest) }) {
      journal = JournalBatch(records[(index + 1)...])
    } else if let last = records.last(where: { $0.orderID != nil }),
      recent.contains(where: { $0.isSameEvent(as: last) })
    {
      journal = []
    }
  }
}
