import DequeModule
package import OrderProtocol
package import SavedState

/// A hole in the history that somebody has seen.
package struct AcknowledgedGap: Equatable, Sendable {
  package var gap: Gap
  /// When it was acknowledged.
  package var at: Timestamp

  package init(_ gap: Gap, at: Timestamp) {
    self.gap = gap
    self.at = at
  }
}

extension DashboardState {
  /// Takes all holes as seen; the newest are remembered.
  mutating func acknowledgeGaps(at moment: Moment) {
    for gap in gaps {
      if acknowledgedGaps.count == Self.gapLimit { acknowledgedGaps.removeFirst() }
      acknowledgedGaps.append(AcknowledgedGap(gap, at: moment.wall))
    }
    gaps = []
  }
}
