extension Timestamp {
  /// From RFC 3339, section 5.6: `2024-07-15T14:29:00Z`, `2024-07-15t16:29:00.25+02:00`. Also accepts its blank in place
  /// of the `T`. Digits of the second beyond milliseconds are cut off.
  ///
  /// `nil` for anything else, for dates that the calendar does not have, and for moments outside the years 0000 to 9999 in
  /// UTC. A leap second (23:59:60 UTC) is taken as the last millisecond before midnight.
  package init?(_ text: String) {
    var text = text
    guard let timestamp = text.withUTF8({ Timestamp(rfc3339: $0) }) else { return nil }
    self = timestamp
  }

  init?(rfc3339 bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = TimeScanner(bytes)
    guard
      let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
      let day = scanner.digits(2), scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
      let hour = scanner.digits(2), scanner.skip(":"), let minute = scanner.digits(2), scanner.skip(":"),
      let second = scanner.digits(2), let millisecond = scanner.fraction(), let offset = scanner.offset(),
      scanner.isAtEnd, let date = CivilDate(year: year, month: month, day: day), hour < 24, minute < 60, second <= 60
    else { return nil }
    var seconds = date.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second - offset * 60
    var milliseconds = millisecond
    if second == 60 {
      guard seconds % 86_400 == 0 else { return nil }
      seconds -= 1
      milliseconds = 999
    }
    self.init(milliseconds: seconds * 1_000 + milliseconds)
    guard (Self.earliest...Self.latest).contains(self) else { return nil }
  }

  /// 0000-01-01T00:00:00Z
  static let earliest = Timestamp(milliseconds: -62_167_219_200_000)
  /// 9999-12-31T23:59:59.999Z
  static let latest = Timestamp(milliseconds: 253_402_300_799_999)
}

private struct TimeScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func digits(_ count: Int) -> Int64? {
    guard bytes.count - position >= count else { return nil }
    var value: Int64 = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Milliseconds of `.25`; 0 when there is no point.
  mutating func fraction() -> Int64? {
    guard skip(".") else { return 0 }
    guard var milliseconds = digit().map({ $0 * 100 }) else { return nil }
    milliseconds += (digit() ?? 0) * 10
    milliseconds += digit() ?? 0
    while digit() != nil {}
    return milliseconds
  }

  /// Minutes east of UTC.
  mutating func offset() -> Int64? {
    if skip("Z") || skip("z") { return 0 }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24, minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }

  private mutating func digit() -> Int64? {
    guard position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) else { return nil }
    defer { position += 1 }
    return Int64(bytes[position] - UInt8(ascii: "0"))
  }
}
