import OrderProtocol
import OrderStore
import TerminalUI

/// What happened lately, the newest last.
struct LogPane {
  let snapshot: Snapshot

  private var log: LogList { snapshot.log }

  func draw(on canvas: inout Canvas, title: Rect, _ rect: Rect) {
    PaneRule(
      name: "Events & errors", count: log.total > 0 ? [("\(log.total)", 30)] : [], pieces: titlePieces,
      isFocused: snapshot.view.focus == .log
    ).draw(on: &canvas, title)
    guard !rect.isEmpty else { return }
    guard !log.rows.isEmpty else {
      canvas.write(" nothing yet", .dim, column: rect.column, row: rect.row, columns: rect.columns)
      return
    }
    for (index, row) in log.rows.suffix(rect.rows).enumerated() {
      draw(row, on: &canvas, Rect(column: rect.column, row: rect.row + index, columns: rect.columns, rows: 1))
    }
  }

  private var titlePieces: [LinePiece] {
    var pieces: [LinePiece] = []
    let gaps = snapshot.gaps.count
    if gaps > 0 {
      let word = gaps == 1 ? "1 gap" : "\(gaps) gaps"
      pieces.append(LinePiece(.stateGap, [("\(word) in the history, a acknowledges", 50), ("\(word), a ack", 70)]))
    }
    if log.below > 0 {
      pieces.append(LinePiece("\(log.below) newer below", .notice, keep: 60))
    } else {
      pieces.append(LinePiece("following", .dim, keep: 20))
    }
    return pieces
  }

  private func draw(_ row: LogRow, on canvas: inout Canvas, _ rect: Rect) {
    let isNarrow = rect.columns < 60
    let margin = isNarrow ? 0 : 1
    let role = row.level.role
    var column = rect.column + margin
    let end = rect.column + rect.columns - margin
    column +=
      canvas.write(row.at.timeOfDay.description, .clock, column: column, row: rect.row, columns: end - column) + 1
    canvas.write(row.level.mark, role, column: column, row: rect.row, columns: end - column)
    column += 3
    let titleColumns = isNarrow ? 12 : 18
    let used = canvas.write(
      row.title, role, column: column, row: rect.row, columns: min(isNarrow ? 16 : 28, end - column))
    column += max(used, min(titleColumns, end - column)) + 1
    let count = row.count > 1 ? "×\(row.count)" : ""
    let countColumns = row.count > 1 ? Surface.columns(of: count, charset: canvas.charset) + 1 : 0
    let textRole: Role = row.level < .warning ? .text : role
    let text = canvas.write(row.text, textRole, column: column, row: rect.row, columns: end - column - countColumns)
    canvas.write(count, .dim, column: column + text + 1, row: rect.row, columns: end - column - text - 1)
  }
}

extension LogLevel {
  var role: Role {
    switch self {
    case .info: .logInfo
    case .notice: .logNotice
    case .warning: .logWarning
    case .error: .logError
    }
  }

  /// Tells the level without colour.
  var mark: String {
    switch self {
    case .info: ""
    case .notice: "·"
    case .warning: "!"
    case .error: "!!"
    }
  }
}
