/// Which end of a text that does not fit is kept.
package enum Clip: Hashable, Sendable {
  /// `wareho…`
  case keepStart
  /// `…-4711`: ids tell apart by their ends.
  case keepEnd
}

extension Surface {
  /// Writes one line of any text, made safe and cut to `columns`. Returns the columns used.
  @discardableResult
  package mutating func write(
    _ text: String, column: Int, row: Int, columns: Int = .max, style: Style, clip: Clip = .keepStart
  ) -> Int {
    guard isInside(column: column, row: row) else { return 0 }
    let room = min(columns, size.columns - column)
    guard room > 0 else { return 0 }
    let start = row * size.columns + column
    if let used = writeASCII(text, at: start, room: room, style) { return used }

    let clean = SanitisedText(text, limit: 4 * room, fromEnd: clip == .keepEnd, charset: charset)
    let fitting = clean.fitting(cells: room, fromEnd: clip == .keepEnd)
    let used = fitting.cells + (fitting.isCut ? 1 : 0)
    splitWide(at: start..<start + used)
    var index = start
    if fitting.isCut, clip == .keepEnd {
      set(charset.ellipsis, marks: .init(), at: index, cells: 1, style)
      index += 1
    }
    for cluster in ScalarClusters(fitting.text.unicodeScalars) {
      set(cluster.base, marks: cluster.marks, at: index, cells: cluster.cells, style)
      index += cluster.cells
    }
    if fitting.isCut, clip == .keepStart { set(charset.ellipsis, marks: .init(), at: index, cells: 1, style) }
    return used
  }

  /// Writes so that the text ends at the right end of `columns`. Returns the columns used.
  @discardableResult
  package mutating func writeTrailing(
    _ text: String, column: Int, row: Int, columns: Int, style: Style, clip: Clip = .keepStart
  ) -> Int {
    let used = min(columns, Surface.columns(of: text, atMost: columns, charset: charset))
    return write(text, column: column + columns - used, row: row, columns: used, style: style, clip: clip)
  }

  /// The columns that a text takes up once it is made safe and cut to `limit`.
  package static func columns(of text: String, atMost limit: Int = 1000, charset: Charset) -> Int {
    var text = text
    let ascii = text.withUTF8 { bytes in
      bytes.count <= 4 * limit && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? bytes.count : nil
    }
    return min(limit, ascii ?? forTerminal(text, maxCells: limit, charset: charset).cells)
  }

  /// The way most text goes: printable ASCII that fits. `nil`: it is not that.
  private mutating func writeASCII(_ text: String, at start: Int, room: Int, _ style: Style) -> Int? {
    guard text.utf8.count <= room else { return nil }
    var text = text
    return text.withUTF8 { bytes -> Int? in
      guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
      splitWide(at: start..<start + bytes.count)
      set(ascii: bytes, at: start, style)
      return bytes.count
    }
  }
}

/// Sanitised scalars, cell by cell: one that takes up space, and the marks that join it.
private struct ScalarClusters: Sequence, IteratorProtocol {
  private var rest: Substring.UnicodeScalarView

  init(_ scalars: Substring.UnicodeScalarView) { rest = scalars }

  mutating func next() -> (base: Unicode.Scalar, marks: String.UnicodeScalarView, cells: Int)? {
    guard let base = rest.popFirst() else { return nil }
    var marks = String.UnicodeScalarView()
    while let mark = rest.first, ScalarWidth(of: mark) == .zero {
      marks.append(mark)
      rest.removeFirst()
    }
    return (base, marks, ScalarWidth(of: base).cells)
  }
}
