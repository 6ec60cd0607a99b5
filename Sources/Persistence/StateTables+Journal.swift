import GRDB
import OrderProtocol
import SavedState

extension StateTables {
  /// Appends events to the journal, and deletes the oldest beyond its bounds.
  func write(_ records: [JournalRecord], keeping retention: Retention, _ ledger: inout Ledger) throws {
    guard !records.isEmpty else { return }
    let kept = records.suffix(within: retention)
    if kept.count < records.count {
      try Query(database, "DELETE FROM journal").run()
      ledger.journalCount = 0
      ledger.journalStart = ledger.journalEnd
    }
    let insert = try Query(
      database,
      "INSERT INTO journal (\(list(JournalRecord.columns))) VALUES (\(places(JournalRecord.columns)))")
    for record in kept {
      let (position, overflow) = ledger.journalEnd.addingReportingOverflow(record.size)
      guard !overflow else { throw Damage("positions of the journal are out of range") }
      ledger.journalEnd = position
      try insert.run { parameters in
        record.write(to: &parameters, position: position)
        parameters.addChecksum()
      }
    }
    ledger.journalCount &+= kept.count
    try trimJournal(retention, &ledger)
  }

  private func trimJournal(_ retention: Retention, _ ledger: inout Ledger) throws {
    var start = ledger.journalStart
    let lowest = ledger.journalEnd &- Int64(max(0, retention.journalBytes))
    if lowest > start {
      start =
        try Query(database, "SELECT min(position) FROM journal WHERE position >= ?").first {
          $0.add(lowest)
        } _: {
          $0.optionalInteger()
        }.flatMap { $0 } ?? ledger.journalEnd
    }
    let excess = ledger.journalCount &- max(0, retention.journalEvents)
    if excess > 0 {
      let position = try Query(database, "SELECT position FROM journal ORDER BY position LIMIT 1 OFFSET ?")
        .first {
          $0.add(excess &- 1)
        } _: {
          $0.integer()
        }
      start = max(start, position ?? ledger.journalEnd)
    }
    guard start > ledger.journalStart else { return }
    try Query(database, "DELETE FROM journal WHERE position <= ?").run { $0.add(start) }
    ledger.journalCount &-= database.changesCount
    ledger.journalStart = start
  }
}

extension [JournalRecord] {
  /// The newest events, as many as a journal may hold.
  fileprivate func suffix(within retention: Retention) -> ArraySlice<JournalRecord> {
    var bytes: Int64 = 0
    var start = endIndex
    while start > startIndex, endIndex - start < retention.journalEvents {
      bytes &+= self[start - 1].size
      guard bytes <= retention.journalBytes else { break }
      start -= 1
    }
    return self[start...]
  }
}
