extension TOMLParser {
  mutating func value(depth: Int) throws(TOMLError) -> TOMLValue {
    let position = scanner.position
    guard depth <= TOMLParser.deepest else { throw scanner.error("nested too deeply") }
    let content: TOMLValue.Content =
      switch scanner.next {
      case "\"", "'": .string(try string())
      case "[": .array(try array(depth: depth + 1))
      case "{": .table(try inlineTable(depth: depth))
      default: try plainValue()
      }
    return TOMLValue(content: content, position: position)
  }

  private mutating func array(depth: Int) throws(TOMLError) -> [TOMLValue] {
    try scanner.advance()
    var elements: [TOMLValue] = []
    while true {
      try scanner.skipBlanksAndLines()
      if scanner.next == "]" { break }
      elements.append(try value(depth: depth))
      try scanner.skipBlanksAndLines()
      if scanner.next == "]" { break }
      try scanner.expect(",", "a list goes on with ',' or ends with ']'")
    }
    try scanner.advance()
    return elements
  }

  private mutating func inlineTable(depth: Int) throws(TOMLError) -> TOMLTable {
    try scanner.advance()
    let table = TOMLTable(.header)
    try scanner.skipBlanks()
    while scanner.next != "}" {
      try pair(in: table, depth: depth)
      try scanner.skipBlanks()
      if scanner.next == "}" { break }
      try scanner.expect(",", "a table in braces goes on with ',' or ends with '}' in the same line")
      try scanner.skipBlanks()
      if scanner.next == "}" { throw scanner.error("after ',' comes another key") }
    }
    try scanner.advance()
    table.origin = .inline
    return table
  }

  /// Truth values and numbers; the other kinds are told from words by how they begin.
  private mutating func plainValue() throws(TOMLError) -> TOMLValue.Content {
    let start = scanner
    let word = try scanner.take { TOMLParser.isBare($0) || $0 == "+" || $0 == "." || $0 == ":" }
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "": throw scanner.error("a value should stand here, not \(scanner.nextInWords)")
    default: break
    }
    if let number = TOMLParser.integer(word) { return .integer(number) }
    if let number = TOMLParser.decimal(word) { return .decimal(number) }
    let unsigned = word.first == "+" || word.first == "-" ? word.dropFirst() : word[...]
    guard unsigned.utf8.first.map({ 0x30...0x39 ~= $0 }) == true || unsigned == "inf" || unsigned == "nan" else {
      // A long word may be a secret, and nobody needs to be told it to find it.
      let what = word.utf8.count <= 12 ? DocumentError.quoted(word) : "this word"
      throw start.error("\(what) is no value; words stand in quotes")
    }
    return .other
  }

  private static func integer(_ word: String) -> Int? {
    let digits = word.filter { $0 != "_" }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
      return Int(digits.dropFirst(2), radix: radix)
    }
    return Int(digits)
  }

  /// `1.5`, `6e-3`, `inf`: what TOML calls a float.
  private static func decimal(_ word: String) -> Double? {
    let unsigned = word.first == "+" || word.first == "-" ? word.dropFirst() : word[...]
    if unsigned == "inf" { return word.first == "-" ? -.infinity : .infinity }
    if unsigned == "nan" { return .nan }
    var rest = unsigned.utf8
    guard takeDigits(&rest) else { return nil }
    if unsigned.utf8.count - rest.count > 1, unsigned.first == "0" { return nil }
    var isWhole = true
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard takeDigits(&rest) else { return nil }
      isWhole = false
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      guard takeDigits(&rest) else { return nil }
      isWhole = false
    }
    return rest.isEmpty && !isWhole ? Double(word.filter { $0 != "_" }) : nil
  }

  /// Passes digits, with single underscores between them; `false` when there are none.
  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Bool {
    var isAfterDigit = false
    while let byte = rest.first {
      if 0x30...0x39 ~= byte {
        isAfterDigit = true
      } else if byte == UInt8(ascii: "_"), isAfterDigit {
        isAfterDigit = false
      } else {
        break
      }
      rest.removeFirst()
    }
    return isAfterDigit
  }
}
