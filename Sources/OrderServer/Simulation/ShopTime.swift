package import OrderProtocol

/// What time it is in a made-up shop when its source begins to run.
package enum ShopTime {
  /// The day of a shop that is to do the same again, whenever it is started: a Thursday.
  private static let sameDay = Timestamp(milliseconds: 7 * day)
  /// The first rush.
  private static let noon = Duration.seconds(12 * 3600)
  private static let day: Int64 = 86_400_000

  /// - Parameters:
  ///   - now: the time of others.
  ///   - timeOfDay: since midnight; `nil` where it was not asked for.
  ///   - isSame: whether the shop is to do the same again, whatever the time of others is.
  package static func start(at now: Timestamp, timeOfDay: Duration?, isSame: Bool) -> Timestamp {
    if isSame { return sameDay + (timeOfDay ?? noon) }
    guard let timeOfDay else { return now }
    return Timestamp(milliseconds: now.milliseconds / day * day) + timeOfDay
  }
}
