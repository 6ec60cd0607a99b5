/// Durations as the screen says them. Negative ones count as none.
extension Duration {
  private var wholeSeconds: Int64 { max(0, components.seconds) }

  /// An age at a glance: `0:41`, `12:41`, `2:14:09`, `3d 04h`.
  var ageText: String {
    let seconds = wholeSeconds
    if seconds >= 86_400 { return "\(seconds / 86_400)d \(Self.twoDigits(seconds / 3_600 % 24))h" }
    if seconds >= 3_600 { return clockText }
    return "\(seconds / 60):\(Self.twoDigits(seconds % 60))"
  }

  /// A time in the list of orders, in so many cells, with seconds only while they are all there is: `41s`, `12m`, `1h05m`,
  /// `3d 04h`. So what moves in a list is what happened. Where that would be longer it is told with less, `1h05`, `1h`,
  /// `3d`; where even that is too long it is longer: the front of a time must not be taken for the time.
  func calmText(atMost cells: Int) -> String {
    let seconds = wholeSeconds
    let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400)
    if minutes == 0 { return "\(seconds)s" }
    if hours == 0 { return "\(minutes)m" }
    if days > 0 { return ageText.utf8.count <= cells ? ageText : "\(days)d" }
    let text = "\(hours)h\(Self.twoDigits(minutes % 60))"
    return text.utf8.count < cells ? text + "m" : text.utf8.count == cells ? text : "\(hours)h"
  }

  /// Always with hours: `0:04:12`; from 100 hours on as an age.
  var clockText: String {
    let seconds = wholeSeconds
    guard seconds < 360_000 else { return "\(seconds / 86_400)d \(Self.twoDigits(seconds / 3_600 % 24))h" }
    return "\(seconds / 3_600):\(Self.twoDigits(seconds / 60 % 60)):\(Self.twoDigits(seconds % 60))"
  }

  /// Whole seconds rounded up, so that a countdown ends at 0: `7 s`; longer ones as an age.
  var countdownText: String { countdown(unit: " s") }

  /// As ``countdownText``, without a space: `7s`.
  var shortCountdownText: String { countdown(unit: "s") }

  private func countdown(unit: String) -> String {
    let seconds = wholeSeconds + (components.attoseconds > 0 && wholeSeconds < .max ? 1 : 0)
    return seconds < 100 ? "\(seconds)\(unit)" : Duration.seconds(seconds).ageText
  }

  /// A delay, which may be negative where clocks differ: `80 ms`, `1.4 s`, `-2.0 s`.
  var delayText: String {
    let (seconds, attoseconds) = components
    guard seconds.magnitude < 1_000 else {
      return "\(seconds < 0 ? "-" : "")\(Duration.seconds(Int64(clamping: seconds.magnitude)).ageText)"
    }
    let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    if milliseconds.magnitude < 1_000 { return "\(milliseconds) ms" }
    let tenths = milliseconds.magnitude / 100
    return "\(milliseconds < 0 ? "-" : "")\(tenths / 10).\(tenths % 10) s"
  }

  private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
