import GRDB
import OrderProtocol
import SavedState

extension StateTables {
  /// How many events are read of the journal at the start, and from how many bytes of them on no more.
  private static let recentEvents = 4096
  private static let recentBytes: Int64 = 8 * 1024 * 1024

  /// The columns of a block; the checksum comes after them. `position` is the number of bytes of all events up to and with
  /// its last one, since the state began, `start` the same up to its first.
  private static let blockColumns = ["position", "start", "count", "events"]

  /// Appends events to the journal, and forgets the oldest beyond its bounds.
  func write(_ batch: JournalBatch, keeping retention: Retention, _ ledger: inout Ledger) throws {
    guard !batch.isEmpty else { return }
    for block in batch.blocks { try append(block, &ledger) }
    try trimJournal(retention, &ledger)
  }

  private func append(_ block: JournalBlock, _ ledger: inout Ledger) throws {
    let (end, overflow) = ledger.journalEnd.addingReportingOverflow(block.eventBytes)
    guard !overflow else { throw Damage("positions of the journal are out of range") }
    let columns = Self.blockColumns
    let insert = try Query(database, "INSERT INTO journal (\(list(columns))) VALUES (\(places(columns)))")
    try block.bytes.withUnsafeBytes { bytes in
      try insert.run { parameters in
        parameters.add(end)
        parameters.add(ledger.journalEnd)
        parameters.add(block.count)
        parameters.add(borrowed: bytes)
        parameters.addChecksum()
      }
    }
    ledger.journalEnd = end
    ledger.journalCount &+= block.count
  }

  /// Puts the events of a journal that had a row for each into blocks; they keep their positions.
  func gatherJournal() throws {
    guard var ledger = try stream()?.ledger else {
      return try requireEmpty("journal_of_rows")
    }
    ledger.journalEnd = ledger.journalStart
    var batch = JournalBatch()
    var position: Int64 = 0
    try Query(
      database,
      """
      SELECT position, order_id, type, event_id, received_at, event_time, data, checksum FROM journal_of_rows
      ORDER BY position
      """
    ).eachRow { columns in
      let record = JournalRecord(&columns, position: &position)
      _ = try columns.check("journal")
      batch.append(record)
      guard position == ledger.journalEnd &+ batch.eventBytes else { throw Damage("events of the journal are missing") }
      guard batch.blocks.last?.isFull == true else { return }
      for block in batch.blocks { try append(block, &ledger) }
      batch = JournalBatch()
    }
    for block in batch.blocks { try append(block, &ledger) }
  }

  /// Moves the start of the journal on, and deletes the blocks of which nothing is left.
  private func trimJournal(_ retention: Retention, _ ledger: inout Ledger) throws {
    let lowest = ledger.journalEnd &- Int64(max(0, retention.journalBytes))
    var excess = ledger.journalCount &- max(0, retention.journalEvents)
    guard excess > 0 || lowest > ledger.journalStart else { return }
    var start = ledger.journalStart
    try Query(database, "SELECT position, start, count, events FROM journal WHERE position > ? ORDER BY position")
      .eachRow {
        $0.add(start)
      } while: { columns in
        let end = columns.integer()
        let beginning = columns.integer()
        let count = columns.count()
        if beginning >= start, end <= lowest || count <= excess {
          start = end
          excess &-= count
        } else {
          var reader = JournalBlockReader(columns.blob())
          var position = beginning
          while let event = try? reader.next() {
            position &+= event.size
            guard position > start else { continue }
            guard excess > 0 || position &- event.size < lowest else { break }
            start = position
            excess &-= 1
          }
        }
        return start == end && (excess > 0 || lowest > start)
      }
    try Query(database, "DELETE FROM journal WHERE position <= ?").run { $0.add(start) }
    ledger.journalCount = excess &+ max(0, retention.journalEvents)
    ledger.journalStart = start
  }

  /// The events that were saved last, the oldest first. Each block begins where the one before ends, so none can be
  /// missing unnoticed.
  func recentEvents(_ ledger: Ledger) throws -> [JournalRecord] {
    var newestFirst: [JournalRecord] = []
    var next = ledger.journalEnd
    try eachBlock { block in
      guard block.end == next else { throw Damage("events of the journal are missing") }
      next = block.start
      let events = try block.events(after: ledger.journalStart)
      newestFirst += events.reversed().map(\.record)
      return next > ledger.journalStart && newestFirst.count < Self.recentEvents
        && ledger.journalEnd &- next < Self.recentBytes
    }
    let isWhole = next <= ledger.journalStart ? newestFirst.count == ledger.journalCount : next < ledger.journalEnd
    guard isWhole else { throw Damage("events of the journal are missing") }
    return newestFirst.prefix(Self.recentEvents).reversed()
  }

  /// The newest events of an order, the oldest first, and the replays between them; where a known one is met, only those
  /// from it on.
  func timeline(of id: OrderID, limit: Int, after known: JournalRecord?) throws -> [JournalRecord] {
    guard let ledger = try stream()?.ledger else { return [] }
    var past = OrderPast(of: id, limit: limit)
    let filter = JournalFilter(id)
    try eachBlock { block in
      for event in try block.events(after: ledger.journalStart).reversed() where filter.admits(event) {
        // Before there is a copy of it.
        guard past.hasRoom(for: event.data.count) else { return false }
        let record = event.record
        guard past.add(record), record != known else { return false }
      }
      return block.start > ledger.journalStart
    }
    return past.records
  }

  /// A block of the journal that has been checked, for as long as its row is being read.
  private struct Block {
    var end: Int64
    var start: Int64
    var count: Int
    var bytes: UnsafeBufferPointer<UInt8>

    /// Its events from a position on, the oldest first.
    func events(after position: Int64) throws(Damage) -> [JournalBlockEvent] {
      var events: [JournalBlockEvent] = []
      var reader = JournalBlockReader(bytes)
      var place = start
      var total = 0
      while let event = try? reader.next() {
        place &+= event.size
        total += 1
        if place > position { events.append(event) }
      }
      guard place == end, total == count else { throw Damage("a broken block of the journal") }
      return events
    }
  }

  /// Hands over block after block, the newest first, until one is answered with `false`.
  private func eachBlock(_ body: (Block) throws -> Bool) throws {
    try Query(database, "SELECT \(list(Self.blockColumns)) FROM journal ORDER BY position DESC").eachRow {
      _ in
    } while: { columns in
      let block = Block(end: columns.integer(), start: columns.integer(), count: columns.count(), bytes: columns.blob())
      _ = try columns.check("journal")
      return try body(block)
    }
  }
}
