/// Reads a `Retry-After` header. Source: RFC 9110, 10.2.3.
enum RetryAfter {
  /// The time to wait, not negative; `nil` if the value is neither seconds (decimals are taken, too) nor an HTTP date.
  ///
  /// - Parameter now: the wall clock, in seconds since 1970.
  static func duration(_ value: String, now: Int64) -> Duration? {
    let bytes = value.utf8.drop { $0 == 0x20 || $0 == 0x09 }
    if let first = bytes.first, first.isDigit, let seconds = seconds(bytes) { return seconds }
    guard let date = HTTPDate.secondsSince1970(value, now: now) else { return nil }
    let (difference, hasOverflown) = date.subtractingReportingOverflow(now)
    guard !hasOverflown else { return nil }
    return Duration.seconds(max(0, difference)).limitedToLongestWait
  }

  private static func seconds(_ bytes: Substring.UTF8View) -> Duration? {
    let text = bytes.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
    guard bytes[text.endIndex...].allSatisfy({ $0 == 0x20 || $0 == 0x09 }),
      let seconds = Double(String(Substring(text))), seconds.isFinite
    else { return nil }
    return Duration.seconds(min(seconds, 1e9)).limitedToLongestWait
  }
}

extension Duration {
  /// A hundred years: more than anyone waits, and little enough for sums and products of times not to overflow.
  static let longestWait = Duration.seconds(3_155_760_000)

  /// Not negative and not longer than ``longestWait``.
  var limitedToLongestWait: Duration { min(max(self, .zero), .longestWait) }
}
