import OrderStore
import TerminalUI

/// A list to choose from, in a box over the panes; without a box where there is little room.
struct ChoicePane {
  let choice: Choice

  /// Below this the list fills the panes.
  private static let smallestBox = Size(columns: 30, rows: 6)

  func draw(on canvas: inout Canvas, _ area: Rect) {
    guard !area.isEmpty else { return }
    let (box, list) = places(in: area, canvas.charset)
    canvas.clear(box)
    if box.columns > list.columns {
      drawBorder(on: &canvas, box)
    } else if box.rows > list.rows {
      var title = box
      PaneRule(name: choice.title, isFocused: true).draw(on: &canvas, title.cutTop(1))
    }
    let first = firstLine(rows: list.rows)
    for (row, option) in choice.options.dropFirst(first).prefix(list.rows).enumerated() {
      let line = Rect(column: list.column, row: list.row + row, columns: list.columns, rows: 1)
      draw(option, on: &canvas, line)
      if first + row == choice.selected { canvas.overlay(.selection, line) }
    }
  }

  /// The line of the list at a cell; `nil`: none.
  func line(column: Int, row: Int, in area: Rect, charset: Charset) -> Int? {
    let list = places(in: area, charset).list
    guard list.contains(column: column, row: row) else { return nil }
    let line = firstLine(rows: list.rows) + row - list.row
    return line < choice.options.count ? line : nil
  }

  private func firstLine(rows: Int) -> Int {
    min(max(0, choice.selected - rows / 2), max(0, choice.options.count - rows))
  }

  /// Where the box is, and the list in it.
  private func places(in area: Rect, _ charset: Charset) -> (box: Rect, list: Rect) {
    if area.columns >= Self.smallestBox.columns, area.rows >= Self.smallestBox.rows {
      let box = box(in: area, charset)
      return (box, Rect(column: box.column + 1, row: box.row + 1, columns: box.columns - 2, rows: box.rows - 2))
    }
    var list = area
    if area.rows >= 4 { _ = list.cutTop(1) }
    return (area, list)
  }

  private func draw(_ option: Choice.Option, on canvas: inout Canvas, _ line: Rect) {
    let room = line.columns - 2
    let used = canvas.write(option.name, .text, column: line.column + 1, row: line.row, columns: room)
    let left = room - used - 2
    guard !option.note.isEmpty, left > 0 else { return }
    canvas.writeTrailing(
      option.note, .dim, column: line.column + 1 + used + 2, row: line.row, columns: left)
  }

  private func box(in area: Rect, _ charset: Charset) -> Rect {
    let widest = choice.options.reduce(Surface.columns(of: choice.title, charset: charset) + 4) { widest, option in
      let note = option.note.isEmpty ? 0 : Surface.columns(of: option.note, charset: charset) + 2
      return max(widest, Surface.columns(of: option.name, charset: charset) + note)
    }
    let columns = min(area.columns, widest + 4)
    let rows = min(area.rows, choice.options.count + 2)
    return Rect(
      column: area.column + (area.columns - columns) / 2, row: area.row + (area.rows - rows) / 3, columns: columns,
      rows: rows)
  }

  private func drawBorder(on canvas: inout Canvas, _ box: Rect) {
    let style = canvas.look[.borderFocused]
    let (right, bottom) = (box.column + box.columns - 1, box.row + box.rows - 1)
    for column in [box.column, right] {
      canvas.surface.verticalLine(column: column, row: box.row, rows: box.rows, style: style)
    }
    let title = Rect(column: box.column + 1, row: box.row, columns: box.columns - 2, rows: 1)
    PaneRule(name: choice.title, isFocused: true).draw(on: &canvas, title)
    canvas.surface.horizontalLine(column: box.column, row: bottom, columns: box.columns, style: style)
    for (corner, column, row) in [
      ("┌", box.column, box.row), ("┐", right, box.row), ("└", box.column, bottom), ("┘", right, bottom),
    ] as [(Unicode.Scalar, Int, Int)] {
      canvas.surface.put(corner, column: column, row: row, style: style)
    }
  }
}
