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
  private var places = OrderPlaces()
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
    self.queue = queue
    self.database = database
    self.lock = lock
  }

  package func write(_ checkpoint: Checkpoint) async throws(StateError) {
    try access { database throws in
      var ledger = self.ledger
      do {
        try database.write { database in
          if database.hasMoved { throw Damage("deleted or renamed") }
          if lock?.isDeleted ?? true { throw Damage("its lock file was deleted") }
          try StateTables(database: database).write(checkpoint, of: identity, keeping: retention, &ledger, &places)
        }
      } catch {
        places.forgetAll()
        throw error
      }
      self.ledger = ledger
    }
  }

  package func recall(_ ids: [OrderID]) async throws(StateError) -> [SavedOrder] {
    try access { database throws in
      try database.read { try StateTables(database: $0).orders(ids) }
    }
  }

  package func timeline(of id: OrderID, limit: Int) async throws(StateError) -> [JournalRecord] {
    try access { database throws in
      try database.read { try StateTables(database: $0).timeline(of: id, limit: limit) }
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
