package import OrderProtocol

/// Both clocks, read at once: intervals are measured on the monotonic one, the wall clock is for display and for ages
/// of things that outlive the program.
package struct Moment: Equatable, Sendable {
  /// Since an arbitrary start; goes on during a suspend.
  package var monotonic: Duration
  package var wall: Timestamp

  package init(monotonic: Duration, wall: Timestamp) {
    self.monotonic = monotonic
    self.wall = wall
  }
}
