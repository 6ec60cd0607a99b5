import TerminalUI

/// Pieces made to fit one line.
struct FittedLine {
  private struct Piece {
    /// Of the pieces that the line was made of.
    var index: Int
    var spans: [Span]
    var columns: Int
    var isTrailing: Bool
  }

  private var pieces: [Piece]
  private var gap: String
  private var gapColumns: Int
  /// Even the shortest forms of what must stay were too long otherwise; they are cut at the end.
  private(set) var fits: Bool

  /// Shortens and drops pieces, the least worth keeping first, until they fit into `columns` with `gap` between them.
  init(_ pieces: [LinePiece], columns room: Int, gap: String, charset: Charset) {
    let widths = pieces.map { $0.forms.map { Self.columns(of: $0.spans, charset) } }
    let gapColumns = Surface.columns(of: gap, charset: charset)
    var chosen = pieces.map { $0.forms.isEmpty ? nil : 0 }

    func total(gap: Int) -> Int {
      var sum = 0
      var count = 0
      for (index, form) in chosen.enumerated() {
        guard let form else { continue }
        sum += widths[index][form]
        count += 1
      }
      return sum + max(0, count - 1) * gap
    }

    while total(gap: gapColumns) > room {
      var weakest: Int?
      var least = Int.max
      for (index, form) in chosen.enumerated() {
        guard let form else { continue }
        let isLast = form == pieces[index].forms.count - 1
        if isLast, pieces[index].isRequired { continue }
        if pieces[index].forms[form].keep < least {
          least = pieces[index].forms[form].keep
          weakest = index
        }
      }
      guard let weakest, let form = chosen[weakest] else { break }
      chosen[weakest] = form + 1 < pieces[weakest].forms.count ? form + 1 : nil
    }
    while total(gap: 0) > room {
      let present = pieces.indices.filter { chosen[$0] != nil && pieces[$0].rank > 0 }
      guard let index = present.max(by: { pieces[$0].rank < pieces[$1].rank }) else { break }
      chosen[index] = nil
    }

    fits = total(gap: gapColumns) <= room
    self.gap = fits ? gap : ""
    self.gapColumns = fits ? gapColumns : 0
    self.pieces = pieces.indices.compactMap { index in
      chosen[index].map {
        Piece(
          index: index, spans: pieces[index].forms[$0].spans, columns: widths[index][$0],
          isTrailing: pieces[index].isTrailing)
      }
    }
  }

  /// The columns that it takes up, without room before what stands at the right end.
  var columns: Int {
    pieces.reduce(0) { $0 + $1.columns } + max(0, pieces.count - 1) * gapColumns
  }

  /// Draws the line and returns the columns used.
  @discardableResult
  func draw(on canvas: inout Canvas, column: Int, row: Int, columns room: Int, gapRole: Role = .dim) -> Int {
    var used = 0
    for (index, piece) in pieces.enumerated() {
      if piece.isTrailing {
        used = max(used, room - piece.columns)
      } else if index > 0 {
        used += canvas.write(gap, gapRole, column: column + used, row: row, columns: room - used)
      }
      for span in piece.spans {
        var style = canvas.look[span.role]
        style.attributes.formUnion(span.attributes)
        used += canvas.surface.write(span.text, column: column + used, row: row, columns: room - used, style: style)
      }
    }
    return used
  }

  /// The piece that covers a column of the line drawn into `room` columns, by its index among those it was made of.
  func piece(at column: Int, columns room: Int) -> Int? {
    var used = 0
    for (number, piece) in pieces.enumerated() {
      let start = piece.isTrailing ? max(used, room - piece.columns) : used + (number > 0 ? gapColumns : 0)
      used = start + piece.columns
      if start..<min(max(start, room), used) ~= column { return piece.index }
    }
    return nil
  }

  private static func columns(of spans: [Span], _ charset: Charset) -> Int {
    spans.reduce(0) { $0 + Surface.columns(of: $1.text, charset: charset) }
  }
}
