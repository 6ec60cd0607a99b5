package import SavedState

/// What is still known of an order's past: its events, the newest last, and what tears them apart.
package struct Timeline: Equatable, Sendable {
  /// Events about the order; between them may stand those that begin and end a replay, or tell of a failed one.
  package var events: [JournalRecord]
  /// There were older ones.
  package var isCut: Bool
  /// Holes in the history that nobody has acknowledged, in any order.
  package var gaps: [Gap]

  package init(events: [JournalRecord], isCut: Bool = false, gaps: [Gap] = []) {
    self.events = events
    self.isCut = isCut
    self.gaps = gaps
  }
}
