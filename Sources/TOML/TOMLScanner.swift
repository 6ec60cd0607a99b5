/// A place in a text, and the ways to move on from it.
struct TOMLScanner {
  private let scalars: String.UnicodeScalarView
  private var index: String.UnicodeScalarView.Index
  private(set) var position = TextPosition(line: 1, column: 1)

  init(_ text: String) {
    scalars = text.unicodeScalars
    index = scalars.startIndex
    if next == "\u{FEFF}" { index = scalars.index(after: index) }
  }

  /// The scalar to come; `nil` at the end.
  var next: Unicode.Scalar? { index < scalars.endIndex ? scalars[index] : nil }

  var isAtLineEnd: Bool { next == nil || next == "\n" || next == "\r" && isNext("\r\n") }

  func isNext(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { scalars[index...].starts(with: String(decoding: $0, as: UTF8.self).unicodeScalars) }
  }

  func error(_ reason: String) -> TOMLError { TOMLError(position: position, reason: reason) }

  /// What is to come, for a message.
  var nextInWords: String {
    guard let next, !isAtLineEnd else { return self.next == nil ? "the end of the file" : "the end of the line" }
    return DocumentError.quoted(String(next))
  }

  /// Passes one scalar; a control character that TOML does not allow anywhere is an error.
  @discardableResult
  mutating func advance() throws(TOMLError) -> Unicode.Scalar {
    guard let scalar = next else { throw error("the end of the file comes too early") }
    let after = scalars.index(after: index)
    if scalar.value < 0x20 && scalar != "\t" && scalar != "\n" || scalar.value == 0x7F {
      guard scalar == "\r", after < scalars.endIndex, scalars[after] == "\n" else {
        throw error("a control character")
      }
    }
    index = after
    if scalar == "\n" {
      position = TextPosition(line: position.line + 1, column: 1)
    } else {
      position.column += 1
    }
    return scalar
  }

  mutating func skip(_ count: Int) throws(TOMLError) {
    for _ in 0..<count { try advance() }
  }

  mutating func expect(_ scalar: Unicode.Scalar, _ reason: String) throws(TOMLError) {
    guard next == scalar else { throw error("\(reason), not \(nextInWords)") }
    try advance()
  }

  mutating func skipBlanks() throws(TOMLError) {
    while next == " " || next == "\t" { try advance() }
  }

  mutating func skipBlanksAndLines() throws(TOMLError) {
    while true {
      try skipBlanks()
      if next == "#" { try skipComment() }
      guard next == "\n" || next == "\r" else { return }
      try advance()
    }
  }

  mutating func skipComment() throws(TOMLError) {
    while !isAtLineEnd { try advance() }
  }

  /// Passes as many as satisfy the condition, and returns them.
  mutating func take(while condition: (Unicode.Scalar) -> Bool) throws(TOMLError) -> String {
    let start = index
    while let scalar = next, condition(scalar) { try advance() }
    return String(scalars[start..<index])
  }
}
