import OrderProtocol

/// What has to be saved together: the orders that changed and the position that the stream had when they had changed so.
package struct Checkpoint: Equatable, Sendable {
  /// Orders that changed since the checkpoint before, as they are now. Each order at most once.
  package var packedOrders: PackedOrders
  /// `orders` are all there are on the board, `log` is all of the log: open orders and entries that are saved and not
  /// among them are to be forgotten.
  package var isComplete: Bool
  /// Events since the checkpoint before, the oldest first.
  package var journal: JournalBatch
  /// Entries of the log that are new or were repeated, the oldest first.
  package var log: [SavedLogEntry]
  package var board: BoardRecord

  package init(
    orders: [SavedOrder] = [], isComplete: Bool = false, journal: JournalBatch = [], log: [SavedLogEntry] = [],
    board: BoardRecord
  ) {
    self.init(PackedOrders(orders), isComplete: isComplete, journal: journal, log: log, board: board)
  }

  package init(
    _ orders: PackedOrders, isComplete: Bool = false, journal: JournalBatch, log: [SavedLogEntry], board: BoardRecord
  ) {
    packedOrders = orders
    self.isComplete = isComplete
    self.journal = journal
    self.log = log
    self.board = board
  }

  /// ``packedOrders``, one by one.
  package var orders: [SavedOrder] { packedOrders.orders }

  /// This one and a later one as one: after a save that failed, nothing of it may be lost.
  package mutating func add(_ later: Checkpoint) {
    if later.isComplete {
      packedOrders = later.packedOrders
      isComplete = true
    } else {
      packedOrders.merge(later.packedOrders)
    }
    journal.append(contentsOf: later.journal)
    if let first = later.log.first { log.removeAll { $0.number >= first.number } }
    log += later.log
    log.removeFirst(max(0, log.count - SavedLogEntry.limit))
    board = later.board
  }
}

/// What a start finds: the state as of the last checkpoint.
package struct SavedBoard: Equatable, Sendable {
  package var board: BoardRecord
  /// The orders that belong on the board.
  package var orders: [SavedOrder]
  /// The newest entries of the log, the newest last.
  package var log: [SavedLogEntry]
  /// The newest events of the journal, the newest last: what a server may send once more.
  package var recent: [JournalRecord]
  /// How many closed orders are saved that have left the board.
  package var archivedCount: Int

  package init(
    board: BoardRecord, orders: [SavedOrder] = [], log: [SavedLogEntry] = [], recent: [JournalRecord] = [],
    archivedCount: Int = 0
  ) {
    self.board = board
    self.orders = orders
    self.log = log
    self.recent = recent
    self.archivedCount = archivedCount
  }
}

/// How long and how much is kept.
package struct Retention: Equatable, Sendable {
  /// Closed orders leave the board when nothing was heard of them for so long, on our clock.
  package var closedOnBoard: Duration = .seconds(24 * 3600)
  /// Closed orders leave the saved state when nothing was heard of them for so long. Never less than `closedOnBoard`.
  package var closedInState: Duration = .seconds(30 * 24 * 3600)
  /// The journal keeps so many events…
  package var journalEvents = 100_000
  /// …of so many bytes (ids, types and payloads) together.
  package var journalBytes = 256 * 1024 * 1024

  package init() {}
}
