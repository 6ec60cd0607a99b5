import OrderProtocol

extension Timestamp {
  /// A moment later, for times that are not near the end of what a timestamp can hold.
  static func + (time: Timestamp, duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    return Timestamp(milliseconds: time.milliseconds + seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
  }

  /// A moment earlier.
  static func - (time: Timestamp, duration: Duration) -> Timestamp { time + (.zero - duration) }

  /// How much later the first is.
  static func - (later: Timestamp, earlier: Timestamp) -> Duration {
    .milliseconds(later.milliseconds - earlier.milliseconds)
  }
}
