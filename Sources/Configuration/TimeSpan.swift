/// A length of time as people write it: a number with `s`, `m`, `h` or `d`; seconds without. To the microsecond.
package struct TimeSpan: Equatable, Sendable {
  /// No setting needs more seconds, and nothing may overflow.
  package static let limit = 1e9

  package let duration: Duration

  /// `nil` for what is negative, not finite or beyond the limit.
  package init?(seconds: Double) {
    guard seconds.isFinite, seconds >= 0, seconds <= Self.limit else { return nil }
    // At most 10^15: doubles and 64 bits hold that exactly.
    guard let microseconds = Int64(exactly: (seconds * 1e6).rounded()) else { return nil }
    duration = .microseconds(microseconds)
  }

  /// From `90`, `1.5`, `45m`, `24h`, `30d`; `nil` for anything else.
  package init?(_ text: String) {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    let unit = text.last.flatMap { units[$0] }
    guard let value = Double(unit == nil ? text : String(text.dropLast())) else { return nil }
    self.init(seconds: value * (unit ?? 1))
  }

  /// The shortest exact way to write a time that is no finer than a microsecond: `24h`, `45m`, `90s`, `1.5s`.
  package static func text(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    guard duration == .seconds(seconds), seconds > 0 else { return secondsText(duration) + "s" }
    for (unit, length): (String, Int64) in [("d", 86_400), ("h", 3600), ("m", 60)]
    where seconds % length == 0 && (unit != "d" || seconds > length) {
      return "\(seconds / length)\(unit)"
    }
    return "\(seconds)s"
  }

  /// Seconds with as many decimals as needed: `60`, `2.5`.
  package static func secondsText(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    guard attoseconds != 0 else { return "\(seconds)" }
    var digits = String(attoseconds / 1_000_000_000_000)
    digits = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    while digits.last == "0" { digits.removeLast() }
    return digits.isEmpty ? "\(seconds)" : "\(seconds).\(digits)"
  }
}
