import DequeModule
package import OrderProtocol

/// One stretch of time without a connection.
package struct ConnectionLoss: Equatable, Sendable {
  /// When the connection was lost, or, where there never was one, when the first try failed.
  package var at: Timestamp
  /// Why the last try so far failed, in one sentence without a final stop.
  package var reason: String
  /// How often a connection was lost or could not be made.
  package var count: Int
  /// When the stream was open again; `nil`: it is not.
  package var backAt: Timestamp?

  package init(at: Timestamp, reason: String, count: Int = 1, backAt: Timestamp? = nil) {
    self.at = at
    self.reason = reason
    self.count = count
    self.backAt = backAt
  }
}

extension Connection {
  /// How many losses are remembered one by one.
  static let lossLimit = 50

  /// Notes that a connection was lost or could not be made.
  mutating func noteLoss(_ reason: String, at time: Timestamp) {
    if let last = losses.indices.last, losses[last].backAt == nil {
      losses[last].reason = reason.capped
      losses[last].count = min(losses[last].count + 1, Int.max - 1)
      return
    }
    if losses.count == Self.lossLimit { losses.removeFirst() }
    losses.append(ConnectionLoss(at: time, reason: reason.capped))
  }

  /// Notes that the stream is open.
  mutating func noteBack(at time: Timestamp) {
    guard let last = losses.indices.last, losses[last].backAt == nil else { return }
    losses[last].backAt = time
  }
}
