import OrderStore
import TerminalUI

/// The screen about the feed: whether it is alive, and whether it was.
struct FeedPane {
  let snapshot: Snapshot

  private static func columns(_ rect: Rect) -> Int { rect.columns >= 110 ? 2 : 1 }

  private func columns(_ rect: Rect) -> [[FeedLine]] {
    FeedLines(snapshot).columns(Self.columns(rect), rows: rect.rows)
  }

  /// How many lines there are to be scrolled through.
  func lineCount(in rect: Rect) -> Int { columns(rect).map(\.count).max() ?? 0 }

  func draw(on canvas: inout Canvas, title: Rect, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    let columns = columns(rect)
    let count = columns.map(\.count).max() ?? 0
    let first = min(max(0, snapshot.view.feedFirstLine), max(0, count - rect.rows))
    let below = max(0, count - first - rect.rows)
    PaneRule(
      name: "Feed", pieces: below > 0 ? [LinePiece("\(below) more below", .notice, keep: 50)] : [], isFocused: true
    )
    .draw(on: &canvas, title)
    var rest = rect
    for (index, lines) in columns.enumerated() {
      let place = rest.cutLeft(rest.columns / (columns.count - index))
      for (row, line) in lines.dropFirst(first).prefix(rect.rows).enumerated() {
        line.draw(on: &canvas, Rect(column: place.column, row: place.row + row, columns: place.columns, rows: 1))
      }
    }
  }
}
