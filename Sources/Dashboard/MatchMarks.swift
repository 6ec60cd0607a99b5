import OrderStore
import TerminalUI

/// Marks what is being searched for wherever it can be seen, upper and lower case being one.
struct MatchMarks {
  /// Character by character, in lower case.
  private let wanted: [String]
  /// No row is so wide that more could be seen.
  private static let longest = 300

  /// `nil`: nothing is being searched for.
  init?(_ view: ViewState) {
    let text = view.searchBeingEdited ?? view.search
    wanted = forTerminal(text, maxCells: Self.longest).text.map { String($0).lowercased() }
    if wanted.isEmpty { return nil }
  }

  func draw(on canvas: inout Canvas, _ areas: [Rect]) {
    for area in areas {
      for row in area.row..<area.row + area.rows {
        draw(on: &canvas, Rect(column: area.column, row: row, columns: area.columns, rows: 1))
      }
    }
  }

  private func draw(on canvas: inout Canvas, _ line: Rect) {
    var texts: [String] = []
    var columns: [Int] = []
    for column in line.column..<line.column + line.columns {
      let glyph = canvas.surface[column: column, row: line.row].glyph
      guard !glyph.isContinuation else { continue }
      texts.append(canvas.surface.text(of: glyph).lowercased())
      columns.append(column)
    }
    columns.append(line.column + line.columns)
    var start = 0
    while start + wanted.count <= texts.count {
      guard texts[start] == wanted[0], texts[start..<start + wanted.count].elementsEqual(wanted) else {
        start += 1
        continue
      }
      let (first, end) = (columns[start], columns[start + wanted.count])
      canvas.overlay(.match, Rect(column: first, row: line.row, columns: end - first, rows: 1))
      start += wanted.count
    }
  }
}
