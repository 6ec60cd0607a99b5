/// Text fit for a terminal, grapheme by grapheme, from text that nobody vouches for.
///
/// The rule: control, format, bidi, private-use and unassigned scalars become a visible substitute; zero-width joiners and
/// variation selectors go, for terminals disagree on their width; at most four marks a grapheme; exotic spaces become
/// plain ones. ASCII terminals get ASCII alone.
struct SanitisedText {
  /// The sanitised text; sanitising it again changes nothing.
  private(set) var text = ""
  /// More was there than the limit let in.
  private(set) var isCut = false

  static let marksPerGrapheme = 4

  /// Reads at most `limit` scalars, from the end if told so: the cost is bounded however long the text is.
  init(_ source: String, limit: Int, fromEnd: Bool = false, charset: Charset) {
    let scalars = source.unicodeScalars
    let part =
      fromEnd ? scalars.suffix(max(0, limit)) : scalars.prefix(max(0, limit))
    isCut = part.startIndex != scalars.startIndex || part.endIndex != scalars.endIndex
    var kept = String.UnicodeScalarView()
    var previous: ScalarWidth?
    var hasMarks = false
    for scalar in part {
      guard let clean = Self.clean(scalar, after: previous, charset) else { continue }
      let width = ScalarWidth(of: clean)
      hasMarks = hasMarks || width == .zero
      previous = width
      kept.append(clean)
    }
    text = hasMarks ? Self.withFewMarks(String(kept)) : String(kept)
  }

  /// What is shown for a scalar: itself, a stand-in, or nothing.
  static func clean(_ scalar: Unicode.Scalar, after previous: ScalarWidth?, _ charset: Charset) -> Unicode
    .Scalar?
  {
    switch scalar.value {
    case 0x20..<0x7F: return scalar
    // Joiner, variation selectors.
    case 0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF: return nil
    // Skin tones: terminals disagree on whether they take up space.
    case 0x1F3FB...0x1F3FF where previous == .wide: return nil
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F: return " "
    default: break
    }
    switch ScalarWidth(of: scalar) {
    case .unprintable: return charset.substitute
    case .zero where charset == .ascii: return nil
    case .zero: return previous == nil ? charset.substitute : scalar
    case .narrow, .wide: return charset == .ascii ? Charset.ascii(scalar) : scalar
    }
  }

  /// Marks that stand in a grapheme of their own (Hangul) count with the one before, whose cell they join.
  private static func withFewMarks(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var marks = 0
    for character in text {
      if cells(of: character) > 0 { marks = 0 }
      for scalar in character.unicodeScalars {
        if ScalarWidth(of: scalar) == .zero {
          marks += 1
          if marks > marksPerGrapheme { continue }
        }
        kept.append(scalar)
      }
    }
    return String(kept)
  }

  /// The cells that a sanitised character takes up.
  static func cells(of character: Character) -> Int {
    character.unicodeScalars.reduce(0) { $0 + ScalarWidth(of: $1).cells }
  }

  /// The characters that fit, from the end if told so, and whether any were left out.
  func fitting(cells limit: Int, fromEnd: Bool = false) -> (text: Substring, cells: Int, isCut: Bool) {
    let whole = take(cells: limit, fromEnd: fromEnd)
    let isWhole = whole.text.startIndex == text.startIndex && whole.text.endIndex == text.endIndex
    guard isCut || !isWhole else { return (whole.text, whole.cells, false) }
    let part = take(cells: max(0, limit - 1), fromEnd: fromEnd)
    return (part.text, part.cells, true)
  }

  private func take(cells limit: Int, fromEnd: Bool) -> (text: Substring, cells: Int) {
    var cells = 0
    if fromEnd {
      var start = text.endIndex
      while start > text.startIndex {
        let before = text.index(before: start)
        let width = Self.cells(of: text[before])
        guard cells + width <= limit else { break }
        cells += width
        start = before
      }
      // Marks that would join the ellipsis.
      while start < text.endIndex, start > text.startIndex, Self.cells(of: text[start]) == 0 {
        start = text.index(after: start)
      }
      return (text[start...], cells)
    }
    var end = text.startIndex
    while end < text.endIndex {
      let width = Self.cells(of: text[end])
      guard cells + width <= limit else { break }
      cells += width
      end = text.index(after: end)
    }
    return (text[..<end], cells)
  }
}
