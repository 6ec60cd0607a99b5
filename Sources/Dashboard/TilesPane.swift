import OrderProtocol
import OrderStore
import TerminalUI

/// The numbers to read from across the room, each with a word on what is behind it.
struct TilesPane {
  let snapshot: Snapshot

  private struct Tile {
    var label: String
    var number: Int
    var note: String
    /// Its look, if it is bad news.
    var alarm: Role?
    /// The look of the note, if it is a special one.
    var noteRole: Role?
    /// The share of the width, in columns of 120.
    var share: Int
  }

  /// Whether the feed still vouches for the numbers; otherwise they are dimmed.
  private var isTrusted: Bool { ScreenState(snapshot).isTrusted }

  func draw(on canvas: inout Canvas, _ rect: Rect) {
    guard rect.rows >= 5 else { return }
    var rest = rect
    _ = rest.cutLeft(1)
    let scale = rect.columns
    for tile in tiles {
      draw(tile, on: &canvas, rest.cutLeft(tile.share * scale / 120))
    }
    HeartbeatTile(snapshot).draw(on: &canvas, rest)
  }

  private func draw(_ tile: Tile, on canvas: inout Canvas, _ rect: Rect) {
    let room = rect.columns - 1
    let role = isTrusted ? tile.alarm ?? .tileNumber : .dim
    canvas.write(tile.label, tile.alarm ?? .tileLabel, column: rect.column, row: rect.row, columns: room)
    if Digits.columns(of: tile.number) <= room {
      // The strokes carry the colour: half of a reversed half block would be drawn as its other half.
      var style = canvas.look[role]
      style.attributes.remove(.reverse)
      Digits.draw(tile.number, on: &canvas.surface, column: rect.column, row: rect.row + 1, style: style)
    } else {
      canvas.write("\(tile.number)", role, column: rect.column, row: rect.row + 2, columns: room)
    }
    canvas.write(tile.note, tile.noteRole ?? .tileNote, column: rect.column, row: rect.row + 4, columns: room)
  }

  private var tiles: [Tile] {
    let counts = snapshot.counts
    let alarms = counts.alarmSpans.filter { $0.role == .alarmNew || $0.role == .alarmAcknowledged }
    let soon = counts.warning > 0 ? "~ \(counts.warning) soon" : "none soon"
    var lateLabel = counts.late > 0 ? "LATE !!" : "LATE"
    if !alarms.isEmpty, counts.warning > 0 { lateLabel += " ~\(counts.warning)" }
    return [
      Tile(
        label: counts.other > 0 ? "OPEN +\(counts.other) other" : "OPEN", number: counts.open,
        note: counts.oldestOpen.map { "oldest \($0.ageText)" } ?? "none open", share: 16),
      Tile(
        label: lateLabel, number: counts.late, note: alarms.isEmpty ? soon : alarms.map(\.text).joined(separator: " "),
        alarm: counts.late > 0 ? .tileAlarm : nil, noteRole: counts.alarms.newLate > 0 ? .alarmNew : nil, share: 12),
      Tile(label: "CREATED", number: counts.created, note: "\(counts.lateCreated) late", share: 12),
      Tile(label: "PENDING", number: counts.pending, note: "\(counts.latePending) late", share: 12),
      Tile(label: "PROCESSING", number: counts.processing, note: "\(counts.lateProcessing) late", share: 12),
      Tile(label: "SHIPPED", number: counts.shipped, note: shippedNote, share: 20),
      Tile(
        label: "ERRORS 1h", number: counts.errorsLastHour, note: errorNote,
        alarm: counts.errorsLastHour > 0 ? .logWarning : nil,
        share: 13),
    ]
  }

  private var shippedNote: String {
    let counts = snapshot.counts
    let cancelled = counts.cancelled > 0 ? ", \(counts.cancelled) cancelled" : ""
    return "\(counts.shippedLastHour)/h\(cancelled)"
  }

  private var errorNote: String {
    guard let lastError = snapshot.counts.lastError else { return "none" }
    return "last \(lastError.timeOfDay.description.prefix(5))"
  }
}
