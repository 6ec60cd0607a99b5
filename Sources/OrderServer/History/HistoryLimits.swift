/// How much of the past is kept for replays.
package struct HistoryLimits: Equatable, Sendable {
  /// At most so many events.
  package var events: Int
  /// At most so many bytes: what the events have on the wire, and 128 for each.
  package var bytes: Int

  package init(events: Int = 100_000, bytes: Int = 64 * 1024 * 1024) {
    self.events = events
    self.bytes = bytes
  }

  /// Enough for the orders that are open in a made-up shop, as long as ``largest`` bytes are.
  ///
  /// - Parameter ordersPerHour: on the average of a day.
  package static func simulation(ordersPerHour: Int) -> HistoryLimits {
    let usual = HistoryLimits()
    let events = max(usual.events, min(ordersPerHour, Simulation.rates.upperBound) * eventsPerHourlyOrder)
    let bytes = max(usual.bytes, min(largest, events * bytesPerEvent))
    return HistoryLimits(events: events, bytes: bytes)
  }

  /// An order has eight or nine events, and twice as many come in the rush, when most are open for less than 80 minutes.
  package static let eventsPerHourlyOrder = 24
  private static let bytesPerEvent = 384

  /// No history is larger unless told to.
  package static let largest = 256 * 1024 * 1024
}
