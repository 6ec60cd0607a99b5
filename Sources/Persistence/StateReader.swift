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
  /// - Throws: ``StateError``; a file that is not there is `nil`.
  package static func open(_ path: String) throws(StateError) -> StateReader? { nil }

  /// - Parameters:
  ///   - late: for each status with a limit, the time at or before which an order must have entered it to be late.
  ///   - warned: the same for the warning.
  package func summary(late: [String: Timestamp], warned: [String: Timestamp]) throws(StateError) -> StateSummary {
    throw .unavailable(reason: "not there yet")
  }

  /// Hands over every saved order in turn, by order id, those that have left the board included. Checks the file on the
  /// way: when it throws, what was handed over must not be used.
  package func forEachOrder(_ body: (SavedOrder) throws -> Void) throws {}
}
