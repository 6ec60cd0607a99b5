/// A continuous clock that runs faster or slower than time: at a speed of 10, six seconds are a minute on it.
///
/// For playing recordings. Its time starts at zero when it is made; copies show the same time.
public struct ScaledClock: Clock {
  /// A time on the clock, as the distance from its start.
  public struct Instant: InstantProtocol {
    public var offset: Duration

    public init(offset: Duration = .zero) {
      self.offset = offset
    }

    public func advanced(by duration: Duration) -> Instant {
      Instant(offset: offset + duration)
    }

    public func duration(to other: Instant) -> Duration {
      other.offset - offset
    }

    public static func < (left: Instant, right: Instant) -> Bool {
      left.offset < right.offset
    }
  }

  /// Speeds that make sense; with any of them times and sleeps can be computed without overflow.
  public static let speeds = 0.001...1_000_000

  /// How many seconds pass on the clock in one second.
  public let speed: Double
  private let base = ContinuousClock()
  private let origin: ContinuousClock.Instant

  /// - Parameter speed: brought into ``speeds``; a speed that is no number is 1.
  public init(speed: Double) {
    self.speed = speed.isNaN ? 1 : min(max(speed, Self.speeds.lowerBound), Self.speeds.upperBound)
    origin = base.now
  }

  public var now: Instant { Instant(offset: origin.duration(to: base.now) * speed) }

  public var minimumResolution: Duration { base.minimumResolution * speed }

  public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
    // One sleep lasts a day at most: far deadlines are beyond what timers can count.
    let day = Duration.seconds(86_400)
    while true {
      let rest = now.duration(to: deadline)
      guard rest > .zero else { return try Task.checkCancellation() }
      let sleep = rest >= day * speed ? day : rest / speed
      try await base.sleep(until: base.now + sleep, tolerance: tolerance.map { min($0, day * speed) / speed })
    }
  }
}
