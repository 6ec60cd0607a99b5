extension Duration {
  /// From ISO 8601, 4.4.3.2: `PT16M30S`, `P1DT2H`, `PT0.5S`, `P2W`; a day has 24 hours. The last part may have a
  /// fraction, of which 18 digits count.
  ///
  /// `nil` for anything else, for years and months, whose length is not fixed, and beyond 10^15 seconds.
  package init?(iso8601 text: String) {
    var text = text
    guard let duration = text.withUTF8({ Duration(iso8601: $0) }) else { return nil }
    self = duration
  }

  private init?(iso8601 bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first, first | 0x20 == UInt8(ascii: "p"), bytes.count >= 3 else { return nil }
    var total = Duration.zero
    var smallest = Int64.max
    var isTime = false
    var isDone = false
    var rest = bytes.dropFirst()
    while let next = rest.first {
      if next | 0x20 == UInt8(ascii: "t"), !isTime, rest.count > 1 {
        isTime = true
        rest = rest.dropFirst()
        continue
      }
      guard !isDone, let (number, hasFraction) = Self.number(&rest), let letter = rest.popFirst(),
        let unit = Self.seconds(letter, isTime: isTime), unit < smallest,
        let part = Self.product(number, unit)
      else { return nil }
      smallest = unit
      isDone = hasFraction
      total += part
    }
    guard smallest != .max, total <= .seconds(1_000_000_000_000_000) else { return nil }
    self = total
  }

  private static func seconds(_ letter: UInt8, isTime: Bool) -> Int64? {
    switch (letter | 0x20, isTime) {
    case (UInt8(ascii: "w"), false): 604_800
    case (UInt8(ascii: "d"), false): 86_400
    case (UInt8(ascii: "h"), true): 3_600
    case (UInt8(ascii: "m"), true): 60
    case (UInt8(ascii: "s"), true): 1
    default: nil
    }
  }

  /// A number of at most 15 digits before the point, or the comma that ISO 8601 likes as well.
  private static func number(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> (Duration, hasFraction: Bool)? {
    var seconds: Int64 = 0
    var count = 0
    while let digit = digit(&rest) {
      count += 1
      guard count <= 15 else { return nil }
      seconds = seconds * 10 + digit
    }
    guard count > 0 else { return nil }
    guard let point = rest.first, point == UInt8(ascii: ".") || point == UInt8(ascii: ",") else {
      return (.seconds(seconds), false)
    }
    rest = rest.dropFirst()
    var attoseconds: Int64 = 0
    var weight: Int64 = 100_000_000_000_000_000
    guard let first = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
    while let digit = digit(&rest) {
      attoseconds += digit * weight
      weight /= 10
    }
    return (Duration(secondsComponent: seconds, attosecondsComponent: attoseconds), true)
  }

  private static func digit(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
    guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    rest = rest.dropFirst()
    return Int64(byte - UInt8(ascii: "0"))
  }

  private static func product(_ number: Duration, _ unit: Int64) -> Duration? {
    number <= .seconds(1_000_000_000_000_000 / unit) ? number * unit : nil
  }

  /// In ISO 8601's hours, minutes and seconds: `PT16M`, `PT16M30S`, `PT36H`, `PT0.25S`. Negative counts as 0.
  package var iso8601: String {
    let seconds = Swift.max(0, components.seconds)
    let rest = Swift.max(.zero, self) - .seconds(seconds / 60 * 60)
    let hours = seconds < 3_600 ? "" : "\(seconds / 3_600)H"
    let minutes = seconds % 3_600 < 60 ? "" : "\(seconds / 60 % 60)M"
    let isWhole = rest == .zero && !(hours + minutes).isEmpty
    return "PT\(hours)\(minutes)\(isWhole ? "" : rest.decimalSeconds + "S")"
  }

  /// Seconds in plain decimal digits, all of them: `30`, `0.25`. Negative counts as 0.
  var decimalSeconds: String {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds > 0 else { return String(Swift.max(0, seconds)) }
    var digits = String(attoseconds)
    digits = String(repeating: "0", count: 18 - digits.utf8.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return "\(seconds).\(digits)"
  }
}
