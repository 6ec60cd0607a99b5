/// A string of a JSON text, not yet made into a `String`.
package struct JSONString: Sendable {
  /// The bytes between the quotes.
  package var range: Range<Int>
  package var hasEscapes: Bool
}

extension JSONReader {
  /// Passes the string at the cursor, checking it.
  @inline(__always)
  package mutating func scanString() throws(JSONSyntaxError) -> JSONString {
    let start = position &+ 1
    var hasEscapes = false
    var index = start
    while true {
      index = plainEnd(from: index)
      let byte = byte(at: index)
      if byte == UInt8(ascii: "\"") {
        position = index &+ 1
        return JSONString(range: start..<index, hasEscapes: hasEscapes)
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        position = index
        try scanEscape()
        index = position
      } else if byte >= 0x20 {
        index &+= 1
      } else {
        position = index
        throw error(expected: "the end of the string")
      }
    }
  }

  /// Where bytes of a string begin that mean something else than themselves, or where the last few bytes do.
  ///
  /// Looks at eight bytes at a time.
  @inline(__always)
  private func plainEnd(from start: Int) -> Int {
    var index = start
    while let word = word(at: index) {
      let found =
        zeroBytes(word ^ every(UInt8(ascii: "\""))) | zeroBytes(word ^ every(UInt8(ascii: "\\")))
        | (word &- every(0x20)) & ~word & every(0x80)
      // The lowest mark is exact; only those above it may be false.
      if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    return index
  }

  @inline(__always)
  private func every(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// Has the top bit of every byte set that is zero in `word`, and possibly of bytes above such a one.
  @inline(__always)
  private func zeroBytes(_ word: UInt64) -> UInt64 { (word &- every(1)) & ~word & every(0x80) }

  private mutating func scanEscape() throws(JSONSyntaxError) {
    switch byte(at: position &+ 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      advance(by: 2)
    case UInt8(ascii: "u"):
      guard codeUnit(at: position) != nil else { throw error(expected: "four hexadecimal digits") }
      advance(by: 6)
    default: throw error(expected: "an escape of JSON")
    }
  }

  /// The UTF-16 code unit of the `\uXXXX` whose backslash is at `index`.
  private func codeUnit(at index: Int) -> UInt16? {
    guard byte(at: index) == UInt8(ascii: "\\"), byte(at: index &+ 1) == UInt8(ascii: "u") else { return nil }
    var unit: UInt16 = 0
    for offset in 2..<6 {
      guard let digit = hexadecimalDigit(byte(at: index &+ offset)) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  private func hexadecimalDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// The string's value; U+FFFD in place of surrogates that have lost their other half.
  package func value(of string: JSONString) -> String {
    guard string.hasEscapes else { return text(in: string.range) }
    var unescaped: [UInt8] = []
    unescaped.reserveCapacity(string.range.count)
    append(string, to: &unescaped)
    return String(decoding: unescaped, as: UTF8.self)
  }

  /// Appends the string's value in UTF-8, as ``value(of:)``.
  func append(_ string: JSONString, to unescaped: inout [UInt8]) {
    var index = string.range.lowerBound
    while index < string.range.upperBound {
      let byte = byte(at: index)
      guard byte == UInt8(ascii: "\\") else {
        unescaped.append(byte)
        index += 1
        continue
      }
      let (scalar, length) = escape(at: index)
      unescaped.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      index += length
    }
  }

  /// What the escape at `index` stands for, and its length.
  private func escape(at index: Int) -> (Unicode.Scalar, length: Int) {
    switch byte(at: index &+ 1) {
    case UInt8(ascii: "b"): return ("\u{8}", 2)
    case UInt8(ascii: "f"): return ("\u{C}", 2)
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "u"): break
    case let byte: return (Unicode.Scalar(byte), 2)
    }
    let high = codeUnit(at: index) ?? 0xFFFD
    if let scalar = Unicode.Scalar(high) { return (scalar, 6) }
    guard UTF16.isLeadSurrogate(high), let low = codeUnit(at: index &+ 6), UTF16.isTrailSurrogate(low) else {
      return ("\u{FFFD}", 6)
    }
    return (UTF16.decode(UTF16.EncodedScalar([high, low])), 12)
  }

  /// Passes the number at the cursor, checking it.
  mutating func scanNumber() throws(JSONSyntaxError) -> Range<Int> {
    let start = position
    if current == UInt8(ascii: "-") { advance() }
    if current == UInt8(ascii: "0") {
      advance()
    } else {
      try scanDigits()
    }
    if current == UInt8(ascii: ".") {
      advance()
      try scanDigits()
    }
    if current | 0x20 == UInt8(ascii: "e") {
      advance()
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { advance() }
      try scanDigits()
    }
    return start..<position
  }

  private mutating func scanDigits() throws(JSONSyntaxError) {
    let start = position
    while current &- UInt8(ascii: "0") < 10 { advance() }
    guard position > start else { throw error(expected: "a digit") }
  }

  /// Passes the `true` or `false` at the cursor.
  mutating func scanBoolean() throws(JSONSyntaxError) -> Bool {
    let isTrue = current == UInt8(ascii: "t")
    try scanLiteral(isTrue ? "true" : "false")
    return isTrue
  }

  /// Passes `null`.
  mutating func scanNull() throws(JSONSyntaxError) { try scanLiteral("null") }

  private mutating func scanLiteral(_ literal: StaticString) throws(JSONSyntaxError) {
    for index in 0..<literal.utf8CodeUnitCount where byte(at: position &+ index) != literal.utf8Start[index] {
      throw error(expected: literal.description)
    }
    advance(by: literal.utf8CodeUnitCount)
  }
}
