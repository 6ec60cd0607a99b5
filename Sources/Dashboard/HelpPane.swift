import OrderStore
import TerminalUI

/// Every key and every mark, over the panes.
struct HelpPane {
  let view: ViewState

  private enum Line {
    case heading(String)
    case entry(key: String, text: String, role: Role)
    case blank
  }

  func draw(on canvas: inout Canvas, _ area: Rect) {
    guard area.rows > 0 else { return }
    canvas.clear(area)
    var area = area
    let lines = lines(ascii: canvas.charset == .ascii)
    let title = area.rows > 3 ? area.cutTop(1) : Rect(columns: 0, rows: 0)
    let usesTwoColumns = area.columns >= 130 && lines.count > area.rows
    let visible = usesTwoColumns ? area.rows * 2 : area.rows
    let first = min(max(0, view.helpFirstLine), max(0, lines.count - visible))
    let below = lines.count - first - visible
    PaneRule(
      name: "Keys and marks", pieces: below > 0 ? [LinePiece("\(below) more below", .notice, keep: 50)] : [],
      isFocused: true
    ).draw(on: &canvas, title)
    let keyColumns = min(18, max(6, area.columns / 4))
    let width = usesTwoColumns ? area.columns / 2 : area.columns
    for (index, line) in lines[first...].prefix(visible).enumerated() {
      let column = area.column + index / area.rows * width
      draw(
        line, on: &canvas, Rect(column: column, row: area.row + index % area.rows, columns: width, rows: 1),
        keyColumns: keyColumns)
    }
  }

  private func draw(_ line: Line, on canvas: inout Canvas, _ rect: Rect, keyColumns: Int) {
    let margin = rect.columns >= 60 ? 2 : 0
    switch line {
    case .blank: break
    case .heading(let text):
      canvas.write(text, .paneTitle, column: rect.column + margin, row: rect.row, columns: rect.columns - margin)
    case .entry(let key, let text, let role):
      canvas.write(key, role, column: rect.column + margin, row: rect.row, columns: keyColumns)
      canvas.write(
        text, .text, column: rect.column + margin + keyColumns + 1, row: rect.row,
        columns: rect.columns - margin - keyColumns - 2)
    }
  }

  private func lines(ascii: Bool) -> [Line] {
    var lines: [Line] = []
    for group in KeyGroup.allCases {
      lines.append(.heading(group.rawValue))
      lines += KeyTable.help(group).map { .entry(key: $0.keyNames(ascii: ascii), text: $0.help, role: .hintKey) }
      lines.append(.blank)
    }
    lines.append(.heading("Marks"))
    lines += Self.marks.map { .entry(key: $0.mark, text: $0.meaning, role: $0.role) }
    return lines
  }

  private static let marks: [(mark: String, meaning: String, role: Role)] = [
    ("!!", "Late: over the limit for its status.", .late),
    ("~", "Soon late.", .warning),
    ("?", "Not confirmed since a gap in the history, or its beginning is unknown.", .unverified),
    ("=12", "Computed here: what the server said is out of date.", .computed),
    ("+", "In the detail: an item added after the order was submitted.", .notice),
    ("bold", "Just changed.", .changed),
    ("STALE", "Nothing was heard for longer than the timeout: do not trust what you see.", .stateStale),
    ("GAP", "Events are missing that the server could not replay.", .stateGap),
    ("REPLAY", "Catching up with events missed while away.", .stateReplay),
    ("OFFLINE", "All retries are used up; still trying.", .stateStale),
    ("PAUSED", "The picture is held; the stream goes on.", .statePaused),
  ]
}
