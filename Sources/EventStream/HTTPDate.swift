/// Reads the three forms of an HTTP date. Source: RFC 9110, 5.6.7.
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// The time in seconds since 1970; `nil` if the text is no HTTP date.
  ///
  /// - Parameter now: the wall clock in the same unit; a year of two digits is not over 50 years from it.
  static func secondsSince1970(_ text: String, now: Int64) -> Int64? {
    let parts = text.utf8.split { $0 == 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "-") }
      .map { String(Substring($0)) }
    switch parts.count {
    case 6 where parts[5] == "GMT": return seconds(parts[1], parts[2], parts[3], parts[4], now: now)
    case 5: return seconds(parts[2], parts[1], parts[4], parts[3], now: now)
    default: return nil
    }
  }

  private static func seconds(_ day: String, _ month: String, _ year: String, _ time: String, now: Int64) -> Int64? {
    let clock = time.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      .map { number(String(Substring($0)), digits: 2...2) }
    guard let day = number(day, digits: 1...2), let monthIndex = months.firstIndex(of: month),
      var year = number(year, digits: 2...4), clock.count == 3, let hour = clock[0], let minute = clock[1],
      let second = clock[2], (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    if year < 100 {
      let century = (now / 31_556_952 + 1970) / 100 * 100
      year += century
      if year > now / 31_556_952 + 1970 + 50 { year -= 100 }
    }
    let days = daysSince1970(year: year, month: Int64(monthIndex) + 1, day: day)
    return days * 86_400 + hour * 3_600 + minute * 60 + second
  }

  private static func number(_ text: String, digits: ClosedRange<Int>) -> Int64? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy(\.isDigit) else { return nil }
    return Int64(text)
  }

  /// In the Gregorian calendar, for years from 0 on; counts from 1 March, so that the leap day comes last.
  private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
