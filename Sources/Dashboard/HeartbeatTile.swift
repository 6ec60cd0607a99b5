import OrderStore
import TerminalUI

/// Whether the feed is alive: the last heartbeat against its timeout, and what came before.
struct HeartbeatTile {
  private let gauge: HeartbeatGauge
  /// How old the board is, while it is one that was saved.
  private let boardAge: String?
  private let clock: Duration?

  init(_ snapshot: Snapshot) {
    gauge = snapshot.gauge
    clock = snapshot.clockDifference
    boardAge = snapshot.asOf.map { "board of \($0.agoText(at: snapshot.now.wall) ?? "an earlier run")" }
  }

  func draw(on canvas: inout Canvas, _ rect: Rect) {
    guard rect.rows >= 5, rect.columns > 1 else { return }
    let room = rect.columns - 1
    let heartbeat = HeartbeatText(gauge)
    let isOverdue = heartbeat.fraction >= 1
    canvas.write(
      isOverdue ? "HEARTBEAT overdue" : "HEARTBEAT", isOverdue ? .tileAlarm : .tileLabel, column: rect.column,
      row: rect.row, columns: room)
    drawBar(heartbeat, on: &canvas, rect, room: room)
    canvas.write(timeoutNote, .tileNote, column: rect.column, row: rect.row + 2, columns: room)
    let noteRole: Role = clock != nil && boardAge == nil ? .warning : .tileNote
    let note = notes.first { Surface.columns(of: $0, charset: canvas.charset) <= room } ?? notes.last ?? ""
    canvas.write(note, noteRole, column: rect.column, row: rect.row + 3, columns: room)
    drawHistory(on: &canvas, rect, room: room)
  }

  private func drawBar(_ heartbeat: HeartbeatText, on canvas: inout Canvas, _ rect: Rect, room: Int) {
    guard let age = gauge.sinceHeartbeat else {
      canvas.write("none yet", .tileNote, column: rect.column, row: rect.row + 1, columns: room)
      return
    }
    let bar = max(0, room - 8)
    Gauge(fraction: heartbeat.fraction).draw(
      on: &canvas.surface, column: rect.column, row: rect.row + 1, columns: bar,
      fill: canvas.look[heartbeat.fillRole], empty: canvas.look[.gaugeEmpty])
    let seconds = age.components.seconds
    let text = seconds < 100 ? "\(max(0, seconds)) s" : age.ageText
    canvas.write(
      text, heartbeat.role == .dim ? .text : heartbeat.role, column: rect.column + bar + 1, row: rect.row + 1,
      columns: room - bar - 1)
  }

  private var timeoutNote: String {
    let timeout = "of \(gauge.timeout.components.seconds) s"
    guard let sign = gauge.sinceSignOfLife else { return timeout }
    return "\(timeout), data \(sign < .seconds(1) ? "now" : sign.countdownText)"
  }

  /// At two lengths, the longer one first.
  private var notes: [String] {
    if let boardAge { return [boardAge] }
    var notes: [String] = []
    if let clock {
      notes.append("clock \(clock.signedText)")
    } else if let lag = gauge.lag {
      notes.append("lag \(lag.delayText)")
    }
    if gauge.reconnects > 0 { notes.append("\(gauge.reconnects) drop\(gauge.reconnects == 1 ? "" : "s")") }
    return [notes.joined(separator: ", "), notes.first ?? ""]
  }

  private func drawHistory(on canvas: inout Canvas, _ rect: Rect, room: Int) {
    let longest =
      gauge.longestSilence.flatMap { $0 < .seconds(1) ? nil : $0 }.map { " max \($0.components.seconds) s" } ?? ""
    let columns = max(0, room - longest.utf8.count)
    let timeout = gauge.timeout / .seconds(1)
    let bars = Sparkline.text(gauge.intervals, columns: columns, top: timeout, charset: canvas.charset)
    let used = canvas.write(bars, .sparkline, column: rect.column, row: rect.row + 4, columns: columns)
    guard used > 0 else { return }
    canvas.write(longest, .tileNote, column: rect.column + used, row: rect.row + 4, columns: room - used)
  }
}
