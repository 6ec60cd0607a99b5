import OrderStore
import TerminalUI

/// Every key and every mark, over the panes; the keys of what lies under it come first.
package struct HelpPane {
  let view: ViewState
  let keys: KeyTable

  private enum Line {
    case heading(String)
    case entry(key: String, text: String, role: Role)
    case blank
  }

  /// How many lines are on the screen at once.
  func visibleLines(in area: Rect) -> Int { Self.body(of: area).rows * Self.columns(of: area) }

  /// The last line to begin with, the last page then being full.
  func lastFirstLine(in area: Rect) -> Int {
    max(0, lines(columns: area.columns / Self.columns(of: area), ascii: false).count - visibleLines(in: area))
  }

  private static func columns(of area: Rect) -> Int { area.columns >= 110 ? 2 : 1 }

  private static func body(of area: Rect) -> Rect {
    var body = area
    if area.rows > 3 { _ = body.cutTop(1) }
    return body
  }

  func draw(on canvas: inout Canvas, _ area: Rect) {
    guard area.rows > 0 else { return }
    canvas.clear(area)
    let body = Self.body(of: area)
    let width = area.columns / Self.columns(of: area)
    let lines = lines(columns: width, ascii: canvas.charset == .ascii)
    let visible = visibleLines(in: area)
    let first = min(max(0, view.helpFirstLine), max(0, lines.count - visible))
    let below = lines.count - first - visible
    let title = Rect(column: area.column, row: area.row, columns: area.columns, rows: area.rows - body.rows)
    PaneRule(
      name: "Keys and marks", pieces: below > 0 ? [LinePiece("\(below) more below", .notice, keep: 50)] : [],
      isFocused: true
    ).draw(on: &canvas, title)
    for (index, line) in lines[first...].prefix(visible).enumerated() {
      let (column, row) = (index / body.rows, index % body.rows)
      draw(line, on: &canvas, Rect(column: body.column + column * width, row: body.row + row, columns: width, rows: 1))
    }
  }

  private static func margin(_ columns: Int) -> Int { columns >= 50 ? 1 : 0 }

  private static func keyColumns(_ columns: Int) -> Int { min(13, max(6, columns / 4)) }

  private func draw(_ line: Line, on canvas: inout Canvas, _ rect: Rect) {
    let start = rect.column + Self.margin(rect.columns)
    let keyColumns = Self.keyColumns(rect.columns)
    switch line {
    case .blank: break
    case .heading(let text): canvas.write(text, .title, column: start, row: rect.row, columns: rect.columns - 1)
    case .entry(let key, let text, let role):
      canvas.write(key, role, column: start, row: rect.row, columns: keyColumns)
      canvas.write(
        text, .text, column: start + keyColumns + 1, row: rect.row,
        columns: rect.column + rect.columns - start - keyColumns - 1)
    }
  }

  private func lines(columns: Int, ascii: Bool) -> [Line] {
    let room = columns - Self.margin(columns) - Self.keyColumns(columns) - 2
    var lines: [Line] = []
    func add(_ key: String, _ text: String, _ role: Role) {
      for (index, part) in text.wrapped(at: room).enumerated() {
        lines.append(.entry(key: index == 0 ? key : "", text: part, role: role))
      }
    }
    for section in keys.help(in: KeyContext(under: view)) {
      lines.append(.heading(section.heading))
      for binding in section.bindings { add(binding.keyNames(ascii: ascii), binding.help, .hintKey) }
      lines.append(.blank)
    }
    lines.append(.heading("Filters"))
    for filter in Self.filters { add(filter.text, filter.meaning, .filter) }
    lines.append(.blank)
    lines.append(.heading("Marks"))
    for mark in Self.marks { add(mark.mark, mark.meaning, mark.role) }
    return lines
  }

  /// What a filter may be made of.
  private static let filters: [(text: String, meaning: String)] = [
    ("word", "It is in the order's id, customer, status, place or items. \"Two words\" in quotes."),
    (
      "field:text",
      "It is in id, customer, status, where, item, carrier, tracking, reason, assigned or any other field."
    ),
    ("field=text", "The field is that; != it is not."),
    ("total>100", "Also items and age>10m; and with <, >=, <=, =."),
    ("is:late", "Also soon, open, closed, alarm, and new: nobody has acknowledged it."),
    ("!word", "Not. All words must match."),
  ]

  /// Every mark, for the help and the manual.
  package static let marks: [(mark: String, meaning: String, role: Role)] = [
    ("!!", "Late: over the limit for its status. Or cancelled. Nobody has acknowledged it.", .alarmNew),
    ("!a", "Late, and somebody has acknowledged it.", .alarmAcknowledged),
    ("!-", "Not late any more, but nobody has acknowledged that it was.", .alarmCleared),
    ("z", "Put off for a while: somebody has seen it.", .alarmShelved),
    ("~", "Soon late.", .warning),
    ("?", "Not confirmed since a gap in the history, or its beginning is unknown.", .unverified),
    ("=12", "Computed here: what the server said is out of date.", .computed),
    ("+", "In the detail: an item added after the order was submitted.", .notice),
    ("bold", "Just changed.", .changed),
    ("STALE", "Nothing was heard for longer than the timeout: do not trust what you see.", .stateStale),
    ("GAP", "Events are missing that the server could not replay.", .stateGap),
    ("AS OF", "The board is the one that was saved then; the stream has not caught up with it.", .stateRestored),
    ("NOT SAVED", "What happens now would be lost if the program ended; it keeps trying to save.", .stateUnsaved),
    ("REPLAY", "Catching up with events missed while away.", .stateReplay),
    ("OFFLINE", "All retries are used up; still trying.", .stateStale),
    ("PAUSED", "The picture is held; the stream goes on.", .statePaused),
  ]
}

extension String {
  /// Lines of at most `columns` characters, broken at spaces; a longer word stands alone.
  func wrapped(at columns: Int) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= columns {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
