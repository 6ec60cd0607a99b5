extension TOMLParser {
  /// A string of any of the four kinds, from its opening quotes to its closing ones.
  mutating func string() throws(TOMLError) -> String {
    let start = scanner
    let quote = try scanner.advance()
    guard quote == "\"" ? scanner.isNext("\"\"") : scanner.isNext("''") else {
      return try shortString(quote, start)
    }
    try scanner.skip(2)
    return try longString(quote, start)
  }

  private mutating func shortString(_ quote: Unicode.Scalar, _ start: TOMLScanner) throws(TOMLError) -> String {
    var text = String.UnicodeScalarView()
    while scanner.next != quote {
      if scanner.isAtLineEnd { throw start.error("a string that does not end in its line") }
      if quote == "\"", scanner.next == "\\" {
        text.append(try escape())
      } else {
        text.append(try scanner.advance())
      }
    }
    try scanner.advance()
    return String(text)
  }

  private mutating func longString(_ quote: Unicode.Scalar, _ start: TOMLScanner) throws(TOMLError) -> String {
    var text = String.UnicodeScalarView()
    if scanner.isNext("\r\n") { try scanner.advance() }
    if scanner.next == "\n" { try scanner.advance() }
    while let next = scanner.next {
      if quote == "\"", next == "\\" {
        if try !skipLineEnd() { text.append(try escape()) }
      } else if quote == "\"" ? scanner.isNext("\"\"\"") : scanner.isNext("'''") {
        try scanner.skip(3)
        // Up to two quotes may stand right before the closing three.
        for _ in 0..<2 where scanner.next == quote { text.append(try scanner.advance()) }
        return String(text)
      } else {
        text.append(try scanner.advance())
      }
    }
    throw start.error("a string that does not end")
  }

  /// A backslash at the end of a line joins it with the next word.
  private mutating func skipLineEnd() throws(TOMLError) -> Bool {
    var ahead = scanner
    try ahead.advance()
    try ahead.skipBlanks()
    guard ahead.next == "\n" || ahead.next == "\r" else { return false }
    _ = try ahead.take { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
    scanner = ahead
    return true
  }

  private mutating func escape() throws(TOMLError) -> Unicode.Scalar {
    let start = scanner
    try scanner.advance()
    switch try scanner.advance() {
    case "b": return "\u{8}"
    case "t": return "\t"
    case "n": return "\n"
    case "f": return "\u{C}"
    case "r": return "\r"
    case "\"": return "\""
    case "\\": return "\\"
    case "u": return try scalar(digits: 4, start)
    case "U": return try scalar(digits: 8, start)
    default: throw start.error("an unknown escape; a backslash itself is written \\\\")
    }
  }

  private mutating func scalar(digits: Int, _ start: TOMLScanner) throws(TOMLError) -> Unicode.Scalar {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = Character(try scanner.advance()).hexDigitValue else {
        throw start.error("a character by its number has \(digits) hexadecimal digits")
      }
      value = value << 4 | UInt32(truncatingIfNeeded: digit)
    }
    guard let scalar = Unicode.Scalar(value) else { throw start.error("no character has that number") }
    return scalar
  }
}
