import OrderStore
import TerminalUI

/// One line of the screen about the feed.
enum FeedLine {
  case heading(String, [Span])
  case field(name: String, [Span])
  case note([Span])
  /// A row of a chart, counted from its top.
  case chart(FeedChart, row: Int)
  case blank

  static func field(_ name: String, _ text: String, _ role: Role = .text) -> FeedLine {
    .field(name: name, [Span(text, role)])
  }

  func draw(on canvas: inout Canvas, _ rect: Rect) {
    let margin = rect.columns >= 50 ? 1 : 0
    let (start, room) = (rect.column + margin, rect.columns - 2 * margin)
    switch self {
    case .blank: break
    case .heading(let name, let spans):
      let used = canvas.write(name, .title, column: start, row: rect.row, columns: room)
      Self.draw(spans, on: &canvas, column: start + used + 2, row: rect.row, columns: room - used - 2)
    case .field(let name, let spans):
      let nameColumns = min(14, max(10, room / 3))
      canvas.write(name, .fieldName, column: start, row: rect.row, columns: nameColumns)
      Self.draw(spans, on: &canvas, column: start + nameColumns + 1, row: rect.row, columns: room - nameColumns - 1)
    case .note(let spans): Self.draw(spans, on: &canvas, column: start, row: rect.row, columns: room)
    case .chart(let chart, let row): chart.draw(row: row, on: &canvas, column: start, at: rect.row, columns: room)
    }
  }

  private static func draw(_ spans: [Span], on canvas: inout Canvas, column: Int, row: Int, columns: Int) {
    var used = 0
    for span in spans {
      used += canvas.write(span.text, span.role, column: column + used, row: row, columns: columns - used)
    }
  }
}
