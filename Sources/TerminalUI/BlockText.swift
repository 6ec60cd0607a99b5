/// Text in letters made of blocks, five dots high, to be read from far away. Capital letters, digits and a few marks;
/// small letters are drawn as capitals, and what has no form of its own as a question mark.
package struct BlockText: Equatable, Sendable {
  /// How many dots a letter is high.
  private static let dotRows = 5
  /// The dots between two letters.
  private static let gap = 1

  /// Of each letter five rows of dots.
  private let letters: [[String]]

  package init(_ text: String) {
    letters = text.unicodeScalars.prefix(200).map { BlockText.font[$0.upperCased] ?? BlockText.font["?"] ?? [] }
  }

  /// Dots are that many columns wide and half as many rows high, which makes them square. With ASCII alone there are no
  /// half rows, so that 2 is the smallest.
  package static func smallestScale(_ charset: Charset) -> Int { charset == .unicode ? 1 : 2 }

  /// The rows that a text takes up.
  package static func rows(scale: Int) -> Int { (dotRows * max(0, scale) + 1) / 2 }

  /// The largest scale at which a text that is so many dots wide fits; 0 where none does.
  package static func scale(dots: Int, columns: Int, rows: Int) -> Int {
    max(0, min(columns / max(1, dots), 2 * rows / dotRows))
  }

  /// The columns that the text takes up.
  package func columns(scale: Int) -> Int {
    let dots = letters.reduce(0) { $0 + ($1.first?.utf8.count ?? 0) } + max(0, letters.count - 1) * Self.gap
    return dots * max(0, scale)
  }

  /// Draws the text. The strokes carry the colour; a style that is reversed would fill the space between them as well,
  /// and half of a reversed half block is its other half, so that reverse and underline are left out.
  package func draw(on surface: inout Surface, column: Int, row: Int, scale: Int, style: Style) {
    guard scale >= Self.smallestScale(surface.charset) else { return }
    var style = style
    style.attributes.subtract([.reverse, .underline])
    var left = column
    for letter in letters {
      let width = letter.first?.utf8.count ?? 0
      for dot in 0..<width {
        for line in 0..<Self.rows(scale: scale) {
          guard let stroke = stroke(letter, dot: dot, line: line, scale: scale, surface.charset) else { continue }
          surface.horizontalLine(
            column: left + dot * scale, row: row + line, columns: scale, style: style, glyph: stroke)
        }
      }
      left += (width + Self.gap) * scale
    }
  }

  private func stroke(
    _ letter: [String], dot: Int, line: Int, scale: Int, _ charset: Charset
  ) -> Unicode.Scalar? {
    func isSet(half: Int) -> Bool {
      let row = half / scale
      guard row < Self.dotRows else { return false }
      return letter[row].utf8.dropFirst(dot).first == 0x23
    }
    guard charset == .unicode else {
      // Half rows are rounded to the stroke above.
      return isSet(half: 2 * line) ? "#" : nil
    }
    switch (isSet(half: 2 * line), isSet(half: 2 * line + 1)) {
    case (true, true): return "█"
    case (true, false): return "▀"
    case (false, true): return "▄"
    case (false, false): return nil
    }
  }
}

extension Unicode.Scalar {
  /// The capital of an ASCII letter, anything else as it is.
  fileprivate var upperCased: Unicode.Scalar {
    "a"..."z" ~= self ? Unicode.Scalar(UInt8(truncatingIfNeeded: value - 32)) : self
  }
}
