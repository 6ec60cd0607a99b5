import OrderProtocol

/// Times of the wall clock as the screen says them, in UTC as all of it.
extension Timestamp {
  /// The day: `2026-07-14`.
  var dayText: String { String(iso8601.prefix { $0 != "T" }) }

  /// Whether both are of the same day.
  func isSameDay(as other: Timestamp) -> Bool { daysSince1970 == other.daysSince1970 }

  private var daysSince1970: Int64 {
    let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    return rest < 0 ? days - 1 : days
  }

  /// Whether it is no longer ago than that, or still to come.
  func isWithin(_ duration: Duration, of now: Timestamp) -> Bool {
    let (difference, overflow) = now.milliseconds.subtractingReportingOverflow(milliseconds)
    return overflow ? milliseconds > now.milliseconds : .milliseconds(difference) <= duration
  }

  /// The time of day, with the day where that is not today's: `14:29:03`, `2026-07-14 14:29:03`.
  func clockText(today now: Timestamp) -> String {
    isSameDay(as: now) ? "\(timeOfDay)" : "\(dayText) \(timeOfDay)"
  }

  /// As ``clockText(today:)``, of another day without the seconds and, where it is this one, the year: `07-14 14:29`.
  func mediumClockText(today now: Timestamp) -> String {
    let time = "\(timeOfDay)"
    return isSameDay(as: now) ? time : "\(shortClockText(today: now)) \(time.prefix(5))"
  }

  /// As ``clockText(today:)`` where room is short: `14:29`; of another day only which one: `07-14`, `2025-07-14`.
  func shortClockText(today now: Timestamp) -> String {
    if isSameDay(as: now) { return String("\(timeOfDay)".prefix(5)) }
    let (day, today) = (dayText, now.dayText)
    return day.prefix(5) == today.prefix(5) ? String(day.dropFirst(5)) : day
  }

  /// How long ago it was, roughly: `41 s ago`, `12 min ago`, `26 h ago`, `9 d ago`. `nil` for a time to come.
  func agoText(at now: Timestamp) -> String? {
    let (difference, overflow) = now.milliseconds.subtractingReportingOverflow(milliseconds)
    guard !overflow, difference >= 0 else { return nil }
    let seconds = difference / 1000
    if seconds < 60 { return "\(seconds) s ago" }
    if seconds < 3_600 { return "\(seconds / 60) min ago" }
    return seconds < 172_800 ? "\(seconds / 3_600) h ago" : "\(seconds / 86_400) d ago"
  }
}
