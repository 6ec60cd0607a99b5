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

extension Moment {
  /// What the wall clock showed, or will show, when the monotonic clock stands there.
  func wall(at monotonic: Duration) -> Timestamp {
    let (sum, overflow) = wall.milliseconds.addingReportingOverflow((monotonic - self.monotonic).flooredMilliseconds)
    return overflow ? wall : Timestamp(milliseconds: sum)
  }

  /// Where the monotonic clock stood when the wall clock showed that; never later than now.
  func monotonic(at wall: Timestamp) -> Duration { monotonic - wall.age(at: self.wall) }
}

extension Duration {
  /// In whole milliseconds, the part of one cut off downwards; the nearest there is where there is none.
  fileprivate var flooredMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    let (quotient, rest) = attoseconds.quotientAndRemainder(dividingBy: 1_000_000_000_000_000)
    let (sum, isOver) = product.addingReportingOverflow(rest < 0 ? quotient - 1 : quotient)
    guard overflow || isOver else { return sum }
    return seconds < 0 ? .min : .max
  }
}
