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

  /// The same in so many cells, in hours and minutes, then in days alone where it would be longer: `2h14`, `3d`. Where even
  /// that is too long it is longer: the front of an age must not be taken for the age.
  func ageText(atMost cells: Int) -> String {
    let text = ageText
    guard text.utf8.count > cells else { return text }
    let minutes = wholeSeconds / 60
    if minutes < 60 { return "\(minutes)m" }
    if minutes >= 1_440 { return "\(minutes / 1_440)d" }
    let hours = "\(minutes / 60)h"
    return cells >= hours.utf8.count + 2 ? hours + Self.twoDigits(minutes % 60) : hours
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
