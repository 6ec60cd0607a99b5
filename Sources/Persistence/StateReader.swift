import GRDB
package import OrderProtocol
package import SavedState

/// What `status` tells: the bounded part of a saved state, and what the limits make of its orders.
package struct StateSummary: Equatable, Sendable {
  /// Where the stream comes from, and its filters, for people.
  package var source: String
  package var filters: [String]
  package var board: BoardRecord
  /// How many open orders of each status entered it at or before the time asked for, by the status' wire word.
  package var late: [String: Int]
  /// The same for the warning step; includes the late ones.
  package var warned: [String: Int]
  /// Of each status with a limit: the order that has been in it longest, and since when.
  package var oldest: [String: OldestOrder]
  /// Closed orders that left the saved state because of their age, since it began.
  package var agedOutOfState = 0

  package struct OldestOrder: Equatable, Sendable {
    package var id: OrderID
    package var since: Timestamp

    package init(id: OrderID, since: Timestamp) {
      self.id = id
      self.since = since
    }
  }

  package init(source: String, filters: [String], board: BoardRecord) {
    self.source = source
    self.filters = filters
    self.board = board
    late = [:]
    warned = [:]
    oldest = [:]
  }
}

/// Reads a saved state beside a dashboard that may be writing it, or after one that was killed, and disturbs neither.
/// What it reads is of one moment.
package struct StateReader: Sendable {
  private let path: String
  private let database: DatabaseQueue

  /// - Throws: ``StateError``; a file that is not there is `nil`, one that nothing was saved to as well.
  package static func open(_ path: String) throws(StateError) -> StateReader? {
    do {
      guard let database = try ReadableState.open(path) else { return nil }
      return StateReader(path: path, database: database)
    } catch {
      throw StateError(error, path)
    }
  }

  /// The statuses of open orders, by their wire words; of very many only some.
  package func openStatuses() throws(StateError) -> [String] { try read { try $0.openStatuses() } }

  /// - Parameters:
  ///   - late: for each status with a limit, the time at or before which an order must have entered it to be late.
  ///   - warned: the same for the warning.
  package func summary(late: [String: Timestamp], warned: [String: Timestamp]) throws(StateError) -> StateSummary {
    try read { try $0.summary(late: late, warned: warned) }
  }

  /// Hands over every saved order in turn, by order id, those that have left the board included. Checks the file on the
  /// way: when it throws, what was handed over must not be used.
  package func forEachOrder(_ body: (SavedOrder) throws -> Void) throws {
    do {
      try database.unsafeRead { database in
        try StateTables(database: database).forEachOrder { order in
          do { try body(order) } catch { throw Refusal(cause: error) }
        }
      }
    } catch let refusal as Refusal {
      throw refusal.cause
    } catch {
      throw StateError(error, path, in: database)
    }
  }

  /// Everything that belongs on the board of that stream.
  func board(of identity: StreamIdentity, closedSince oldest: Timestamp) throws(StateError) -> SavedBoard? {
    try read { try $0.board(of: identity, closedSince: oldest)?.board }
  }

  /// The saved orders of those ids.
  func orders(_ ids: [OrderID]) throws(StateError) -> [SavedOrder] { try read { try $0.orders(ids) } }

  /// The newest events of an order, the oldest first, and the replays between them.
  func timeline(of id: OrderID, limit: Int, after known: JournalRecord?) throws(StateError) -> [JournalRecord] {
    try read { try $0.timeline(of: id, limit: limit, after: known) }
  }

  private func read<Value>(_ body: (StateTables) throws -> Value) throws(StateError) -> Value {
    do {
      return try database.unsafeRead { try body(StateTables(database: $0)) }
    } catch {
      throw StateError(error, path, in: database)
    }
  }
}

/// An error of whoever is handed the orders.
private struct Refusal: Error {
  var cause: any Error
}
