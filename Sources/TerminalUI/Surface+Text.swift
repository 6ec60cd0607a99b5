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
    if let used = writeASCII(text, at: start, room: room, style, clip)
      ?? writeNarrow(text, at: start, room: room, style)
    {
      return used
    }

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

  /// The way most text goes: printable ASCII. `nil`: it is not that, as far as it matters.
  private mutating func writeASCII(
    _ text: String, at start: Int, room: Int, _ style: Style, _ clip: Clip
  ) -> Int? {
    var text = text
    return text.withUTF8 { bytes -> Int? in
      let isCut = bytes.count > room
      // One more than there is room for: that it is ASCII too tells that the text is cut, and between two characters.
      let looked = clip == .keepStart ? bytes.prefix(room + 1) : bytes.suffix(room + 1)
      guard looked.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
      guard isCut else {
        splitWide(at: start..<start + bytes.count)
        set(ascii: bytes, at: start, style)
        return bytes.count
      }
      splitWide(at: start..<start + room)
      let isEndKept = clip == .keepEnd
      let kept = UnsafeBufferPointer(rebasing: isEndKept ? bytes.suffix(room - 1) : bytes.prefix(room - 1))
      set(ascii: kept, at: isEndKept ? start + 1 : start, style)
      set(charset.ellipsis, marks: .init(), at: isEndKept ? start : start + room - 1, cells: 1, style)
      return room
    }
  }

  /// The way of lines, bars and most other languages: it fits, and each scalar stands for itself in a cell of its own.
  private mutating func writeNarrow(_ text: String, at start: Int, room: Int, _ style: Style) -> Int? {
    var used = 0
    for scalar in text.unicodeScalars {
      guard used < room, ScalarWidth(of: scalar) == .narrow,
        SanitisedText.clean(scalar, after: .narrow, charset) == scalar
      else { return nil }
      used += 1
    }
    splitWide(at: start..<start + used)
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      set(scalar, marks: .init(), at: start + offset, cells: 1, style)
    }
    return used
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
