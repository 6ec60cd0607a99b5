extension PayloadReader {
  mutating func string(_ field: FieldName) throws(JSONSyntaxError) -> String? {
    guard try expect(.string, field) else { return nil }
    let string = try json.scanString()
    guard string.range.count <= Self.maximumTextBytes else {
      report(field, "longer than \(Self.maximumTextBytes / 1024) KiB")
      return nil
    }
    return json.value(of: string)
  }

  /// A string that means nothing when it is empty.
  mutating func nonEmptyString(_ field: FieldName) throws(JSONSyntaxError) -> String? {
    guard let string = try string(field) else { return nil }
    guard string.isEmpty else { return string }
    report(field, "is empty")
    return nil
  }

  mutating func boolean(_ field: FieldName) throws(JSONSyntaxError) -> Bool? {
    try expect(.boolean, field) ? try json.scanBoolean() : nil
  }

  mutating func decimal(_ field: FieldName) throws(JSONSyntaxError) -> DecimalNumber? {
    guard try expect(.number, field) else { return nil }
    let range = try json.scanNumber()
    if let number = DecimalNumber(validNumber: json.bytes(in: range)) { return number }
    report(field, "\(excerpt(range)) cannot be held exactly")
    return nil
  }

  /// A whole number that is not negative.
  mutating func count(_ field: FieldName) throws(JSONSyntaxError) -> Int? {
    guard try expect(.number, field) else { return nil }
    let range = try json.scanNumber()
    if let count = DecimalNumber(validNumber: json.bytes(in: range))?.wholeNumber, count >= 0 { return count }
    report(field, "expected a whole number from 0, got \(excerpt(range))")
    return nil
  }

  mutating func timestamp(_ field: FieldName) throws(JSONSyntaxError) -> Timestamp? {
    try parsed(field, as: "an RFC 3339 date and time") { Timestamp($0) }
  }

  /// A timestamp, and how it was written where ``Timestamp/iso8601`` would write it in another way.
  mutating func timestampAndText(_ field: FieldName) throws(JSONSyntaxError) -> (time: Timestamp, text: String?)? {
    try parsed(field, as: "an RFC 3339 date and time") { text in
      Timestamp(text).map { ($0, text.isCanonicalTimestamp || text.utf8.count > Self.maximumTextBytes ? nil : text) }
    }
  }

  mutating func duration(_ field: FieldName) throws(JSONSyntaxError) -> Duration? {
    try parsed(field, as: "an ISO 8601 duration") { Duration(iso8601: $0) }
  }

  private mutating func parsed<Value>(
    _ field: FieldName, as what: String, _ parse: (String) -> Value?
  ) throws(JSONSyntaxError) -> Value? {
    guard try expect(.string, field) else { return nil }
    let string = try json.scanString()
    if let value = parse(json.value(of: string)) { return value }
    report(field, "expected \(what), got \"\(excerpt(string.range))\"")
    return nil
  }

  /// Seconds to wait, as a number that is finite and not negative. Whoever says more than 31 years gets 31 years, so
  /// that no arithmetic on it can overflow.
  mutating func wait(_ field: FieldName) throws(JSONSyntaxError) -> Duration? {
    guard try expect(.number, field) else { return nil }
    let range = try json.scanNumber()
    if let wait = Duration(wait: json.bytes(in: range)) { return wait }
    report(field, "expected a finite number of seconds from 0, got \(excerpt(range))")
    return nil
  }

  /// The members of an object, of which nothing is known.
  mutating func members(_ field: FieldName) throws(JSONSyntaxError) -> [UnknownField] {
    var members: [UnknownField] = []
    guard try expect(.object, field) else { return members }
    try json.enter()
    while let name = try json.nextName() { try keepUnknown(name, in: &members) }
    return members
  }

  /// Keeps the value of a member that the protocol does not name, as far as the limits allow.
  mutating func keepUnknown(_ name: JSONString, in fields: inout [UnknownField]) throws(JSONSyntaxError) {
    let range = try json.skipValue()
    guard unknownFieldsLeft > 0, unknownBytesLeft >= name.range.count + range.count else {
      if unknownBytesLeft >= 0 {
        problems.add(
          "unknown fields",
          "only \(Self.maximumUnknownFields) of them and \(Self.maximumUnknownBytes / 1024) KiB are kept of an event")
      }
      // From here on nothing fits, and it has been said.
      unknownBytesLeft = -1
      return
    }
    unknownFieldsLeft -= 1
    unknownBytesLeft -= name.range.count + range.count
    let field = UnknownField(name: json.value(of: name), json: json.text(in: range))
    if let index = fields.firstIndex(where: { $0.name.utf8.elementsEqual(field.name.utf8) }) {
      fields[index] = field
    } else {
      fields.append(field)
    }
  }

  /// The beginning of a piece of the payload, as it was received.
  private func excerpt(_ range: Range<Int>) -> String {
    let limit = 40
    guard range.count > limit else { return json.text(in: range) }
    var end = range.lowerBound + limit
    while json.byte(at: end) & 0xC0 == 0x80 { end -= 1 }
    return json.text(in: range.lowerBound..<end) + "…"
  }
}

extension Duration {
  /// The longest wait that a server can ask for: 10^9 seconds.
  static let longestWait = Duration.seconds(1_000_000_000)

  /// From a JSON number of seconds; `nil` unless it is finite and not negative.
  fileprivate init?(wait bytes: UnsafeBufferPointer<UInt8>) {
    if let number = DecimalNumber(validNumber: bytes), let power = DecimalNumber.powerOfTen(Int(number.scale)),
      let weight = DecimalNumber.powerOfTen(DecimalNumber.maximumScale - Int(number.scale))
    {
      guard number.mantissa >= 0 else { return nil }
      let wait = Duration(
        secondsComponent: number.mantissa / power, attosecondsComponent: number.mantissa % power * weight)
      self = min(wait, .longestWait)
    } else {
      // More digits than a decimal holds, or absurdly large or small.
      guard bytes.count <= 1_000, let seconds = Double(String(decoding: bytes, as: UTF8.self)), seconds.isFinite,
        seconds >= 0
      else { return nil }
      self = seconds < 1_000_000_000 ? .seconds(seconds) : .longestWait
    }
  }
}
