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

  /// A string where it lies.
  mutating func text(_ field: FieldName) throws(JSONSyntaxError) -> PayloadText {
    guard try expect(.string, field) else { return .absent }
    let string = try json.scanString()
    guard string.range.count <= Self.maximumTextBytes else {
      report(field, "longer than \(Self.maximumTextBytes / 1024) KiB")
      return .absent
    }
    return text(string)
  }

  @inline(__always)
  private mutating func text(_ string: JSONString) -> PayloadText {
    string.hasEscapes ? textApart(string) : PayloadText(string.range)
  }

  private mutating func textApart(_ string: JSONString) -> PayloadText {
    let start = lists.apart.count
    json.append(string, to: &lists.apart)
    return PayloadText(start..<lists.apart.count, isApart: true)
  }

  /// A string that means nothing when it is empty.
  mutating func nonEmptyText(_ field: FieldName) throws(JSONSyntaxError) -> PayloadText {
    let text = try text(field)
    guard text.isEmpty, !text.isAbsent else { return text }
    report(field, "is empty")
    return .absent
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
    try timestampAndText(field).time
  }

  /// A timestamp, and how it was written where ``Timestamp/iso8601`` would write it in another way.
  mutating func timestampAndText(
    _ field: FieldName
  ) throws(JSONSyntaxError) -> (time: Timestamp?, text: PayloadText) {
    guard try expect(.string, field) else { return (nil, .absent) }
    let string = try json.scanString()
    var time: Timestamp?
    var isCanonical = false
    if string.hasEscapes {
      time = Timestamp(json.value(of: string))
    } else {
      let bytes = json.bytes(in: string.range)
      time = Timestamp(rfc3339: bytes)
      isCanonical = time != nil && bytes.isCanonicalTimestamp
    }
    if let time {
      return (time, isCanonical || string.range.count > Self.maximumTextBytes ? .absent : text(string))
    }
    report(field, "expected an RFC 3339 date and time, got \"\(excerpt(string.range))\"")
    return (nil, .absent)
  }

  mutating func duration(_ field: FieldName) throws(JSONSyntaxError) -> Duration? {
    guard try expect(.string, field) else { return nil }
    let string = try json.scanString()
    if let value = Duration(iso8601: json.value(of: string)) { return value }
    report(field, "expected an ISO 8601 duration, got \"\(excerpt(string.range))\"")
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
    var members: [UnknownText] = []
    guard try expect(.object, field) else { return [] }
    try json.enter()
    while let name = try json.nextName() { try keepUnknown(name, in: &members) }
    return withTexts { bytes in
      members.map { UnknownField(name: bytes.string($0.name) ?? "", json: bytes.string($0.json) ?? "") }
    }
  }

  /// Keeps the value of a member that the protocol does not name, as far as the limits allow.
  mutating func keepUnknown(_ name: JSONString, in fields: inout [UnknownText]) throws(JSONSyntaxError) {
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
    let field = UnknownText(name: text(name), json: PayloadText(range))
    if let index = withTexts({ bytes in fields.firstIndex { bytes.isSame($0.name, as: field.name) } }) {
      fields[index] = field
    } else {
      fields.append(field)
    }
  }

  /// Puts fields that the protocol does not name to those of other events.
  mutating func list(_ fields: [UnknownText]) -> ListPiece {
    guard !fields.isEmpty else { return .empty }
    defer { lists.unknown += fields }
    return ListPiece(start: Int32(lists.unknown.count), count: Int32(fields.count))
  }

  func withTexts<Value>(_ body: (PayloadBytes) -> Value) -> Value {
    lists.apart.withUnsafeBufferPointer { body(PayloadBytes(payload: json.allBytes, apart: $0)) }
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
