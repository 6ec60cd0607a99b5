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
}
