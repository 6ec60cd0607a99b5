import CMemory
import GRDB
package import OrderProtocol
package import SavedState

/// The saved state of one stream, open for writing.
package actor StateFile: CheckpointStore {
  private let queue: SerialQueue
  private let path: String
  private let identity: StreamIdentity
  private let retention: Retention
  private var ledger: Ledger
  /// Where the orders are; `nil`: it has to be looked up.
  private var places: OrderPlaces?
  /// Much was read or written since memory was last given back.
  private var isLogLong = false
  private var hasGrown: Bool
  private var database: DatabaseQueue?
  private var lock: FileLock?

  package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  init(
    path: String, identity: StreamIdentity, retention: Retention, ledger: Ledger, queue: SerialQueue,
    database: DatabaseQueue, lock: FileLock
  ) {
    self.path = path
    self.identity = identity
    self.retention = retention
    self.ledger = ledger
    hasGrown = ledger.orders.count > Self.manyOrders
    self.queue = queue
    self.database = database
    self.lock = lock
  }

  package func write(_ checkpoint: Checkpoint) async throws(StateError) {
    try access { database throws in
      try letLogGrow(checkpoint.packedOrders.count > Self.manyOrders, database)
      var ledger = self.ledger
      // Taken, so that nothing is copied; what a write that fails has put somewhere is not believed.
      var known = places.take()
      places = try database.write { database in
        if database.hasMoved { throw Damage("deleted or renamed") }
        if lock?.isDeleted ?? true { throw Damage("its lock file was deleted") }
        let tables = StateTables(database: database)
        var places = try known.take() ?? tables.orderPlaces(ledger.orders)
        try tables.write(checkpoint, of: identity, keeping: retention, &ledger, &places)
        return places
      }
      self.ledger = ledger
      giveBackMemory(after: checkpoint, database)
    }
  }

  /// How many pages of its log SQLite copies into the file at once: its own figure, and in a flood as much as may stay on the
  /// disk. A flood changes most pages with each checkpoint, and those in the file are out of date at once.
  private static let logPages = (calm: 1000, flood: 16_384)

  private func letLogGrow(_ isFlood: Bool, _ database: DatabaseQueue) throws {
    guard isFlood != isLogLong else { return }
    let pages = isFlood ? Self.logPages.flood : Self.logPages.calm
    try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint = \(pages)") }
    isLogLong = isFlood
  }

  /// So many orders in one checkpoint are a flood.
  private static let manyOrders = 1000
  /// So many bytes of few events are some that are large.
  private static let muchJournal: Int64 = 4 * 1024 * 1024

  /// What a flood took is not kept for the quiet time after it: neither SQLite's pages nor what the allocator has for others.
  private func giveBackMemory(after checkpoint: Checkpoint, _ database: DatabaseQueue) {
    guard checkpoint.packedOrders.count < Self.manyOrders / 10 else {
      hasGrown = hasGrown || checkpoint.packedOrders.count > Self.manyOrders
      return
    }
    guard hasGrown || checkpoint.journal.eventBytes > Self.muchJournal else { return }
    hasGrown = false
    database.releaseMemory()
    malloc_trim(0)
  }

  package func recall(_ ids: [OrderID]) async throws(StateError) -> [SavedOrder] {
    try access { database throws in
      let known = try places ?? database.read { try StateTables(database: $0).orderPlaces(ledger.orders) }
      places = known
      return try database.read { try StateTables(database: $0).orders(ids, known) }
    }
  }

  package func timeline(
    of id: OrderID, limit: Int, after known: JournalRecord?
  ) async throws(StateError) -> [JournalRecord] {
    try access { database throws in
      try database.read { try StateTables(database: $0).timeline(of: id, limit: limit, after: known) }
    }
  }

  package func close() async {
    try? database?.close()
    database = nil
    lock = nil
  }

  private func access<Value>(_ body: (DatabaseQueue) throws -> Value) throws(StateError) -> Value {
    guard let database else { throw .unavailable(reason: "\(path): closed") }
    do {
      return try body(database)
    } catch {
      throw StateError(error, path, in: database)
    }
  }
}
