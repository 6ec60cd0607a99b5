import OrderProtocol
import OrderStore
import SavedState
import TerminalUI

/// What happened lately, the newest last.
struct LogPane {
  let snapshot: Snapshot
  let keys: KeyTable

  private var log: LogList { snapshot.log }

  func draw(on canvas: inout Canvas, title: Rect, _ rect: Rect) {
    PaneRule(
      name: "Events & errors", count: log.total > 0 ? [("\(log.total)", 30)] : [], pieces: titlePieces(canvas.charset),
      isFocused: snapshot.view.focus == .log
    ).draw(on: &canvas, title)
    guard !rect.isEmpty else { return }
    guard !log.rows.isEmpty else {
      canvas.write(" nothing yet", .dim, column: rect.column, row: rect.row, columns: rect.columns)
      return
    }
    let rows = log.rows.suffix(rect.rows)
    let times = rows.map { time($0.at, isNarrow: rect.columns < 60) }
    let timeColumns = min(Self.widestTime, times.reduce(0) { max($0, $1.utf8.count) })
    for (index, (row, time)) in zip(rows, times).enumerated() {
      let line = Rect(column: rect.column, row: rect.row + index, columns: rect.columns, rows: 1)
      draw(row, time: time, timeColumns: timeColumns, on: &canvas, line)
      if row.isFound {
        canvas.overlay(snapshot.view.focus == .log ? .selection : .selectionUnfocused, line)
      }
    }
  }

  private static let widestTime = 16

  /// `14:30:41`; of another day `07-14 14:30`, or only the day where there is little room.
  private func time(_ at: Timestamp, isNarrow: Bool) -> String {
    let now = snapshot.now.wall
    return isNarrow && !at.isSameDay(as: now) ? at.shortClockText(today: now) : at.mediumClockText(today: now)
  }

  private func titlePieces(_ charset: Charset) -> [LinePiece] {
    var pieces: [LinePiece] = []
    let unacknowledged = snapshot.unacknowledged
    if unacknowledged > snapshot.gaps.count {
      pieces.append(
        LinePiece(.alarmNew, [("\(unacknowledged) unacknowledged", 52), ("\(unacknowledged) unack", 71)]))
    }
    if let gaps = gaps(charset) { pieces.append(gaps) }
    if log.below > 0 {
      pieces.append(LinePiece("\(log.below) newer below", .notice, keep: 60))
    } else {
      pieces.append(LinePiece("following", .dim, keep: 20))
    }
    return pieces
  }

  private func gaps(_ charset: Charset) -> LinePiece? {
    guard let newest = snapshot.gaps.last else { return nil }
    let count = snapshot.gaps.count
    let word = count == 1 ? "1 gap" : "\(count) gaps"
    let time = "\(count == 1 ? "" : "newest ")\(newest.at.mediumClockText(today: snapshot.now.wall))"
    let key = KeyText(keys, charset).name(snapshot.counts.alarms.unacknowledged > 0 ? .acknowledgeAll : .acknowledge)
    return LinePiece(
      .stateGap,
      [
        ("\(word) in the history (\(time))\(key.map { ", \($0) acknowledges" } ?? "")", 48),
        ("\(word) in the history\(key.map { ", \($0) acknowledges" } ?? "")", 50),
        ("\(word)\(key.map { ", \($0) ack" } ?? "")", 70),
      ])
  }

  private func draw(
    _ row: LogRow, time: String, timeColumns: Int, on canvas: inout Canvas, _ rect: Rect
  ) {
    let isNarrow = rect.columns < 60
    let margin = isNarrow ? 0 : 1
    let role = row.level.role
    var column = rect.column + margin
    let end = rect.column + rect.columns - margin
    canvas.write(time, .clock, column: column, row: rect.row, columns: min(timeColumns, end - column))
    column += timeColumns + 1
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
