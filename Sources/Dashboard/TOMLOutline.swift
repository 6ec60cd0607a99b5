/// Where the keys and values of a TOML document are: TOMLKit knows that for syntax errors alone.
///
/// It also refuses what TOMLKit's parser does not survive (it recurses once per level, dotted keys included), and
/// documents that are no text. It does not check the syntax: it stops where it cannot follow.
struct TOMLOutline {
  struct Place: Equatable {
    var key: TextPosition
    var value: TextPosition
  }

  enum Problem: Error, Equatable {
    case tooDeep(TextPosition)
    case controlCharacter(TextPosition)
  }

  static let deepest = 32

  /// By path; an element of an array has its index as the last part. A table has the place where it is first named.
  private(set) var places: [[String]: Place] = [:]
  /// Where the outline could not follow; everything up to there is known to be shallow.
  private(set) var end: Int
  private(set) var position = TextPosition(line: 1, column: 1)

  private let bytes: [UInt8]
  private var index = 0

  /// Outlines `text`; of a text that is no TOML, the part before that becomes clear.
  init(_ text: String) throws(Problem) {
    bytes = Array(text.utf8)
    end = bytes.count
    if text.unicodeScalars.first == "\u{FEFF}" { index = 3 }
    do throws(Stop) {
      try document()
    } catch {
      switch error {
      case .problem(let problem): throw problem
      case .lost: end = index
      }
    }
  }

  private enum Stop: Error {
    case lost
    case problem(Problem)
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func advance() throws(Stop) {
    guard let byte = next else { throw .lost }
    if byte < 0x20 && byte != UInt8(ascii: "\t") && byte != UInt8(ascii: "\n") || byte == 0x7F {
      let isLineEnd = byte == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
      guard isLineEnd else { throw .problem(.controlCharacter(position)) }
    }
    index += 1
    if byte == UInt8(ascii: "\n") {
      position = TextPosition(line: position.line + 1, column: 1)
    } else if next.map({ $0 & 0xC0 != 0x80 }) ?? true {
      position.column += 1
    }
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(Stop) {
    guard next == UInt8(ascii: scalar) else { throw .lost }
    try advance()
  }

  /// Skips blanks, and line ends and comments too where they mean nothing.
  private mutating func skipBlanks(lines: Bool) throws(Stop) {
    while let byte = next {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): try advance()
      case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        guard lines else { return }
        try advance()
      case UInt8(ascii: "#"):
        guard lines else { return }
        while let byte = next, byte != UInt8(ascii: "\n") { try advance() }
      default: return
      }
    }
  }

  private mutating func document() throws(Stop) {
    var table: [String] = []
    while true {
      try skipBlanks(lines: true)
      guard let byte = next else { return }
      if byte == UInt8(ascii: "[") {
        try advance()
        let isElement = next == UInt8(ascii: "[")
        if isElement { try advance() }
        table = try path([])
        try expect("]")
        if isElement { try expect("]") }
      } else {
        try pair(in: table, depth: table.count)
      }
      try skipBlanks(lines: false)
      guard next == nil || [UInt8(ascii: "#"), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains(next) else {
        throw .lost
      }
    }
  }

  private mutating func pair(in table: [String], depth: Int) throws(Stop) {
    try skipBlanks(lines: false)
    let key = try path(table)
    try expect("=")
    try skipBlanks(lines: false)
    places[key]?.value = position
    try value(key, depth: depth + key.count - table.count)
  }

  /// A dotted key, appended to `table`; notes each part.
  private mutating func path(_ table: [String]) throws(Stop) -> [String] {
    var result = table
    while true {
      try skipBlanks(lines: false)
      let start = position
      guard result.count < TOMLOutline.deepest else { throw .problem(.tooDeep(start)) }
      result.append(try key())
      // Of a key that is given twice, TOMLKit complains by itself.
      if places[result] == nil { places[result] = Place(key: start, value: start) }
      try skipBlanks(lines: false)
      guard next == UInt8(ascii: ".") else { return result }
      try advance()
    }
  }

  private mutating func key() throws(Stop) -> String {
    let start = index
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      try string()
      return TOMLOutline.unquoted(bytes[start..<index])
    default:
      while let byte = next, TOMLOutline.isBare(byte) { try advance() }
      guard index > start else { throw .lost }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
  }

  private mutating func value(_ path: [String], depth: Int) throws(Stop) {
    guard depth <= TOMLOutline.deepest else { throw .problem(.tooDeep(position)) }
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try string()
    case UInt8(ascii: "["): try array(path, depth: depth + 1)
    case UInt8(ascii: "{"): try inlineTable(path, depth: depth + 1)
    default:
      let start = index
      while let byte = next, !TOMLOutline.endsValue(byte) { try advance() }
      guard index > start else { throw .lost }
    }
  }

  private mutating func array(_ path: [String], depth: Int) throws(Stop) {
    try expect("[")
    var count = 0
    while true {
      try skipBlanks(lines: true)
      if next == UInt8(ascii: "]") { return try advance() }
      let element = path + [String(count)]
      places[element] = Place(key: position, value: position)
      try value(element, depth: depth)
      count += 1
      try skipBlanks(lines: true)
      if next == UInt8(ascii: ",") { try advance() } else if next != UInt8(ascii: "]") { throw .lost }
    }
  }

  private mutating func inlineTable(_ path: [String], depth: Int) throws(Stop) {
    try expect("{")
    try skipBlanks(lines: false)
    if next == UInt8(ascii: "}") { return try advance() }
    while true {
      try pair(in: path, depth: depth)
      try skipBlanks(lines: false)
      if next == UInt8(ascii: "}") { return try advance() }
      try expect(",")
    }
  }

  /// Skips a string of any of the four kinds.
  private mutating func string() throws(Stop) {
    guard let quote = next else { throw .lost }
    let isLong = bytes[index...].starts(with: [quote, quote, quote])
    for _ in 0..<(isLong ? 3 : 1) { try advance() }
    while let byte = next {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        try advance()
        try advance()
      } else if byte == quote, !isLong {
        return try advance()
      } else if byte == quote, bytes[index...].starts(with: [quote, quote, quote]) {
        for _ in 0..<3 { try advance() }
        // Up to two quotes may stand right before the closing three.
        for _ in 0..<2 where next == quote { try advance() }
        return
      } else if byte == UInt8(ascii: "\n"), !isLong {
        throw .lost
      } else {
        try advance()
      }
    }
    throw .lost
  }
}
