/// When to read on, in a stream of which little comes at a time: what arrives within an interval is read together, at its
/// end, and whoever takes it is woken once. What comes after a quiet time is read at once, and so is everything of a flood.
struct ReadingPace {
  /// So much in an interval is a flood. It is about what a connection takes in for a reader that does not read, so that no
  /// sender has to wait for the end of an interval.
  static let floodSize = 128 * 1024

  private let interval: Duration
  private var start: ContinuousClock.Instant?
  /// What came since the start.
  private var count = 0
  private var isFlood = false

  /// - Parameter interval: zero: everything is read at once.
  init(interval: Duration) {
    self.interval = interval
  }

  /// Notes that so many bytes were read.
  ///
  /// - Returns: until when to wait before reading on; `nil`: not at all.
  mutating func read(_ bytes: Int, at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard interval > .zero else { return nil }
    if start.map({ $0 + interval <= now }) ?? true {
      isFlood = count >= Self.floodSize
      start = now
      count = 0
    }
    count = min(count + min(bytes, Self.floodSize), Self.floodSize)
    guard let start, !isFlood else { return nil }
    return start + interval
  }
}
