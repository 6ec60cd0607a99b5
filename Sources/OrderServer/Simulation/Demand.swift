import OrderProtocol

/// How busy a shop is at which time of the day: a lull in the night, a first rush at noon, the great one in the evening.
enum Demand {
  /// Orders at each full hour in UTC, straight lines in between.
  private static let atHour: [Double] = [
    45, 30, 22, 20, 22, 30, 50, 75, 95, 110, 120, 135, 150, 130, 115, 110, 115, 135, 175, 215, 210, 160, 105, 70,
  ]

  private static let mean = atHour.reduce(0, +) / 24

  /// The largest ``factor(at:)``.
  static let peak = (atHour.max() ?? mean) / mean

  /// How many times the average of a day it is at a moment.
  static func factor(at time: Timestamp) -> Double {
    let clock = time.timeOfDay
    let share = Double((clock.minute * 60 + clock.second) * 1_000 + clock.millisecond) / 3_600_000
    let (this, next) = (atHour[clock.hour], atHour[(clock.hour + 1) % 24])
    return (this + (next - this) * share) / mean
  }
}
