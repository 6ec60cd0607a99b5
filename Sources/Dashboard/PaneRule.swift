import TerminalUI

/// The line above a pane: its name and what there is to know about it, set into a rule.
struct PaneRule {
  var name: String
  /// How many there are of what it shows, as a piece that may be shortened.
  var count: [(text: String, keep: Int)] = []
  var pieces: [LinePiece] = []
  var isFocused: Bool

  func draw(on canvas: inout Canvas, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    let border = isFocused ? Role.borderFocused : .border
    canvas.surface.horizontalLine(column: rect.column, row: rect.row, columns: rect.columns, style: canvas.look[border])
    guard rect.columns > 4 else { return }
    let role = isFocused ? Role.paneTitleFocused : .paneTitle
    let counted = count.map { LinePiece.Form(spans: [Span(name, role), Span(" \($0.text)", .text)], keep: $0.keep) }
    let title = LinePiece(counted + [.init(spans: [Span(name, role)], keep: 100)])
    let line = FittedLine([title] + pieces, columns: rect.columns - 4, gap: " ─ ", charset: canvas.charset)
    canvas.write(" ", border, column: rect.column + 1, row: rect.row)
    let used = line.draw(
      on: &canvas, column: rect.column + 2, row: rect.row, columns: rect.columns - 4, gapRole: border)
    canvas.write(" ", border, column: rect.column + 2 + used, row: rect.row)
  }
}
