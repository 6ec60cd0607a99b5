/// A grid of styled cells to draw on. Drawing outside of it is clipped, never an error; all text is sanitised on its way
/// in, so whatever a surface holds is safe to show.
package struct Surface: Equatable, Sendable {
  package let size: Size
  package let charset: Charset
  /// Row by row, each from the left.
  package private(set) var cells: [Cell]
  /// Clusters of more than one scalar: one that takes up space, then up to four marks. Indexes count within this
  /// surface only.
  package private(set) var clusters: [String] = []

  package init(size: Size, charset: Charset = .unicode) {
    self.size = size
    self.charset = charset
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  package var bounds: Rect { Rect(columns: size.columns, rows: size.rows) }

  /// The cell there; blank outside.
  package subscript(column column: Int, row row: Int) -> Cell {
    isInside(column: column, row: row) ? cells[row * size.columns + column] : .blank
  }

  /// What the glyph draws: one spacing scalar and its marks; empty for the second half of a wide character.
  package func text(of glyph: Glyph) -> String {
    if let scalar = glyph.scalar { return String(Character(scalar)) }
    guard let index = glyph.clusterIndex, clusters.indices.contains(index) else { return "" }
    return clusters[index]
  }

  /// Blanks the rectangle in the given style.
  package mutating func fill(_ rect: Rect, style: Style) {
    forEachRow(of: rect) { surface, range in
      surface.splitWide(at: range)
      for index in range { surface.cells[index] = Cell(glyph: .blank, style: style) }
    }
  }

  /// Changes the styles in the rectangle and leaves what is drawn.
  package mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    forEachRow(of: rect) { surface, range in
      for index in range { change(&surface.cells[index].style) }
    }
  }

  package mutating func horizontalLine(
    column: Int, row: Int, columns: Int, style: Style, glyph: Unicode.Scalar = "─"
  ) {
    repeatGlyph(glyph, Rect(column: column, row: row, columns: columns, rows: 1), style)
  }

  package mutating func verticalLine(column: Int, row: Int, rows: Int, style: Style, glyph: Unicode.Scalar = "│") {
    repeatGlyph(glyph, Rect(column: column, row: row, columns: 1, rows: rows), style)
  }

  /// Puts one scalar of the drawing vocabulary; a wide or unprintable one becomes the substitute.
  package mutating func put(_ scalar: Unicode.Scalar, column: Int, row: Int, style: Style) {
    repeatGlyph(scalar, Rect(column: column, row: row, columns: 1, rows: 1), style)
  }

  private mutating func repeatGlyph(_ scalar: Unicode.Scalar, _ rect: Rect, _ style: Style) {
    let drawn = ScalarWidth(of: scalar) == .narrow ? scalar : charset.substitute
    let cell = Cell(glyph: Glyph(charset == .ascii ? Charset.ascii(drawn) : drawn), style: style)
    forEachRow(of: rect) { surface, range in
      surface.splitWide(at: range)
      for index in range { surface.cells[index] = cell }
    }
  }

  func isInside(column: Int, row: Int) -> Bool {
    column >= 0 && column < size.columns && row >= 0 && row < size.rows
  }

  private mutating func forEachRow(of rect: Rect, _ body: (inout Surface, Range<Int>) -> Void) {
    let columns = max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.column &+ rect.columns))
    let rows = max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.row &+ rect.rows))
    guard !columns.isEmpty else { return }
    for row in rows {
      let start = row * size.columns
      body(&self, start + columns.lowerBound..<start + columns.upperBound)
    }
  }

  /// Blanks the halves of wide characters that stick out of a range of one row about to be overwritten.
  mutating func splitWide(at range: Range<Int>) {
    guard let first = range.first else { return }
    if cells[first].glyph.isContinuation, first > 0 { cells[first - 1].glyph = .blank }
    let next = range.upperBound
    if next < cells.count, cells[next].glyph.isContinuation { cells[next].glyph = .blank }
  }

  /// Sets the cells of one cluster, which must be inside. `marks` join the scalar.
  mutating func set(
    _ scalar: Unicode.Scalar, marks: String.UnicodeScalarView, at index: Int, cells width: Int, _ style: Style
  ) {
    if marks.isEmpty {
      cells[index] = Cell(glyph: Glyph(scalar), style: style)
    } else {
      var cluster = String.UnicodeScalarView([scalar])
      cluster.append(contentsOf: marks)
      cells[index] = Cell(glyph: Glyph(clusterIndex: clusters.count), style: style)
      clusters.append(String(cluster))
    }
    if width == 2 { cells[index + 1] = Cell(glyph: .continuation, style: style) }
  }

  /// Sets cells from a run of printable ASCII, which must be inside.
  mutating func set(ascii bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ style: Style) {
    for offset in 0..<bytes.count { cells[index + offset] = Cell(glyph: Glyph(ascii: bytes[offset]), style: style) }
  }
}
