import OrderProtocol
import OrderStore
import TerminalUI

/// Everything that is known of the selected order.
struct OrderDetailPane {
  let snapshot: Snapshot
  let keys: KeyTable

  /// An item and its price should be seen at one glance.
  private static let widest = 100

  func draw(on canvas: inout Canvas, title: Rect, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    let isFocused = snapshot.view.focus == .detail || snapshot.view.showsDetailOnly
    guard let detail = snapshot.detail else {
      PaneRule(name: "Detail", isFocused: isFocused).draw(on: &canvas, title)
      canvas.write(" no order selected", .dim, column: rect.column, row: rect.row, columns: rect.columns)
      return
    }
    let lines = OrderDetailLines(detail)
    let first = min(max(0, snapshot.view.detailFirstLine), max(0, lines.count - rect.rows))
    let window = DetailWindow(lines: lines.count, events: lines.eventCount, rows: rect.rows, first: first)
    drawTitle(detail, on: &canvas, title, isFocused: isFocused, below: window.below)
    for (row, content) in window.rows.enumerated() {
      let line = Rect(column: rect.column, row: rect.row + row, columns: min(rect.columns, Self.widest), rows: 1)
      switch content {
      case .line(let index): lines.draw(index, on: &canvas, line)
      case .leftOut(let count):
        let text = count == 1 ? "… 1 more line" : "… \(count) more lines"
        canvas.write(text, .dim, column: line.column + 1, row: line.row, columns: line.columns - 2)
      }
    }
  }

  private func drawTitle(_ detail: OrderDetail, on canvas: inout Canvas, _ rect: Rect, isFocused: Bool, below: Int) {
    let id = forTerminal(detail.row.id.rawValue, maxCells: max(8, rect.columns / 2), clip: .keepEnd).text
    var pieces: [LinePiece] = []
    if below > 0 { pieces.append(LinePiece("\(below) more below", .notice, keep: 60)) }
    if !snapshot.view.showsDetailOnly, let key = KeyText(keys, canvas.charset).name(.openDetail) {
      pieces.append(LinePiece("\(key) full screen", .dim, keep: 10))
    }
    PaneRule(name: id, pieces: pieces, isFocused: isFocused).draw(on: &canvas, rect)
  }
}
