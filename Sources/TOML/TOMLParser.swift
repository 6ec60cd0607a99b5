/// Reads TOML 1.0, but for arrays of tables, and tells of every value where it stands.
///
/// Themes are files of strangers, and their authors need to know which word is wrong. TOMLKit knows the places of
/// syntax errors alone; it aborts on `[[[`, exhausts the stack on a long dotted key, and brings all of Foundation.
package struct TOMLParser {
  /// Tables in tables and arrays in arrays go no deeper.
  static let deepest = 32

  var scanner: TOMLScanner

  /// The table that the whole of `text` is.
  static func parse(_ text: String) throws(TOMLError) -> TOMLTable {
    var parser = TOMLParser(scanner: TOMLScanner(text))
    return try parser.document()
  }

  private mutating func document() throws(TOMLError) -> TOMLTable {
    let root = TOMLTable(.header)
    var current = root
    var depth = 0
    while true {
      try scanner.skipBlanksAndLines()
      guard let next = scanner.next else { return root }
      if next == "[" {
        (current, depth) = try header(root)
      } else {
        try pair(in: current, depth: depth)
      }
      try scanner.skipBlanks()
      if scanner.next == "#" { try scanner.skipComment() }
      guard scanner.isAtLineEnd else {
        throw scanner.error("the line should end here, not go on with \(scanner.nextInWords)")
      }
    }
  }

  /// `[a.b]`: the table, and its depth.
  private mutating func header(_ root: TOMLTable) throws(TOMLError) -> (TOMLTable, Int) {
    try scanner.advance()
    if scanner.next == "[" { throw scanner.error("arrays of tables are not used here") }
    let path = try keys(depth: 0)
    try scanner.expect("]", "the header should end with ']'")
    guard let last = path.last else { return (root, 0) }
    var table = root
    for key in path.dropLast() { table = try table.table(key, .path) }
    let isNew = table[last.name] == nil
    table = try table.table(last, .header)
    guard isNew || table.origin == .path else { throw last.error("the table \(last.quoted) is stated twice") }
    table.origin = .header
    return (table, path.count)
  }

  /// `a.b = value`
  mutating func pair(in table: TOMLTable, depth: Int) throws(TOMLError) {
    let path = try keys(depth: depth)
    try scanner.expect("=", "after a key comes '='")
    try scanner.skipBlanks()
    let value = try value(depth: depth + path.count)
    guard let last = path.last else { return }
    var table = table
    for key in path.dropLast() { table = try table.table(key, .dottedKey) }
    try table.add(last, value)
  }

  /// The parts of a dotted key, and the blanks around them.
  private mutating func keys(depth: Int) throws(TOMLError) -> [TOMLKey] {
    var path: [TOMLKey] = []
    while true {
      try scanner.skipBlanks()
      guard depth + path.count < TOMLParser.deepest else { throw scanner.error("nested too deeply") }
      path.append(try key())
      try scanner.skipBlanks()
      guard scanner.next == "." else { return path }
      try scanner.advance()
    }
  }

  private mutating func key() throws(TOMLError) -> TOMLKey {
    let position = scanner.position
    switch scanner.next {
    case "\"", "'":
      if scanner.isNext("\"\"\"") || scanner.isNext("'''") { throw scanner.error("a key has one line") }
      return TOMLKey(name: try string(), position: position)
    default:
      let name = try scanner.take(while: TOMLParser.isBare)
      guard !name.isEmpty else { throw scanner.error("a key should stand here, not \(scanner.nextInWords)") }
      return TOMLKey(name: name, position: position)
    }
  }

  /// Whether a key can hold it without quotes.
  package static func isBare(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
    default: false
    }
  }
}
