extension Timestamp {
  /// The time of a day in UTC.
  package struct TimeOfDay: Equatable, Sendable {
    package var hour: Int
    package var minute: Int
    package var second: Int
    package var millisecond: Int
  }

  /// The time of day in UTC.
  package var timeOfDay: TimeOfDay {
    let rest = milliseconds % Self.millisecondsPerDay
    let time = rest < 0 ? rest + Self.millisecondsPerDay : rest
    return TimeOfDay(
      hour: Int(time / 3_600_000), minute: Int(time / 60_000 % 60), second: Int(time / 1_000 % 60),
      millisecond: Int(time % 1_000))
  }

  /// RFC 3339 in UTC, with milliseconds only where there are any: `2024-07-15T14:29:00Z`. Outside the years 0000 to 9999,
  /// which no parsed timestamp is, the year has a sign and more digits.
  package var iso8601: String {
    let date = CivilDate(daysSince1970: milliseconds.floored(by: Self.millisecondsPerDay))
    let time = timeOfDay
    let year =
      (0...9999).contains(date.year) ? date.year.padded(4) : (date.year < 0 ? "-" : "+") + date.year.magnitude.padded(6)
    let clock = "\(time.hour.padded(2)):\(time.minute.padded(2)):\(time.second.padded(2))"
    let fraction = time.millisecond == 0 ? "" : "." + time.millisecond.padded(3)
    return "\(year)-\(date.month.padded(2))-\(date.day.padded(2))T\(clock)\(fraction)Z"
  }

  private static let millisecondsPerDay: Int64 = 86_400_000
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a valid timestamp is written as ``Timestamp/iso8601`` writes it. Formats nothing.
  var isCanonicalTimestamp: Bool {
    guard count == 20 || count == 24, last == UInt8(ascii: "Z"), self[10] == UInt8(ascii: "T"),
      self[17] != UInt8(ascii: "6")
    else { return false }
    return count == 20 || self[19] == UInt8(ascii: ".") && self[20..<23].contains { $0 != UInt8(ascii: "0") }
  }
}

extension Timestamp.TimeOfDay: CustomStringConvertible {
  /// `14:29:00`, without the milliseconds.
  package var description: String { "\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2))" }
}

extension BinaryInteger {
  /// In decimal with zeros in front, for a number that is not negative.
  fileprivate func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
