import OrderProtocol
import OrderStore
import TerminalUI

/// The numbers to read from across the room, each with a word on what is behind it.
struct TilesPane {
  let snapshot: Snapshot

  private struct Tile {
    /// Its label and what is behind the number, each at one of several lengths, the longest first.
    var labels: [String]
    var number: Int
    var notes: [String]
    /// Its look, if it is bad news.
    var alarm: Role?
    /// The look of the note, if it is a special one.
    var noteRole: Role?
    /// The share of the width, in columns of 120.
    var share: Int
    /// Its number is the first to be shortened.
    var isLeast = false
  }

  /// A number as it can be shown, and the columns that the tile then needs.
  private struct NumberForm {
    var text: String
    var isLarge: Bool
    var columns: Int
  }

  /// Between the number of a tile and the next tile: more than between two digits.
  private static let gap = 3
  /// The same between texts.
  private static let textGap = 2
  /// What the gauge of the heartbeat needs.
  private static let heartbeatColumns = 19

  /// Whether the feed still vouches for the numbers; otherwise they are dimmed.
  private var isTrusted: Bool { ScreenState(snapshot).isTrusted }

  func draw(on canvas: inout Canvas, _ rect: Rect) {
    guard rect.rows >= 5 else { return }
    var rest = rect
    _ = rest.cutLeft(1)
    let tiles = tiles
    for (tile, columns) in zip(tiles, Self.columns(of: tiles, in: rect.columns)) {
      draw(tile, on: &canvas, rest.cutLeft(columns))
    }
    HeartbeatTile(snapshot).draw(on: &canvas, rest)
  }

  /// How wide each tile is: its share, as long as each number has what it needs. Where they need too much, the number
  /// that matters least is shortened first, then the longest ones.
  private static func columns(of tiles: [Tile], in columns: Int) -> [Int] {
    let room = columns - 1 - max(heartbeatColumns, heartbeatColumns * columns / 120)
    var forms = tiles.map { numberForms($0.number)[...] }
    let texts = tiles.map { tile in
      [tile.labels, tile.notes].map { ($0.last?.unicodeScalars.count ?? 0) + textGap }.max() ?? 0
    }
    func needed(_ index: Int) -> Int { max(texts[index], forms[index].first?.columns ?? 0) }
    while forms.indices.reduce(0, { $0 + needed($1) }) > room {
      // What is said first is shortened last.
      let shorter = forms.indices.reversed().filter { forms[$0].count > 1 }
      let large = shorter.filter { forms[$0].dropFirst().first?.isLarge == true }
      let longest = (large.isEmpty ? shorter : large).max { needed($0) < needed($1) }
      guard let next = large.first(where: { tiles[$0].isLeast }) ?? longest else { break }
      forms[next].removeFirst()
    }
    var widths = tiles.indices.map { max(tiles[$0].share * columns / 120, needed($0)) }
    while widths.reduce(0, +) > room {
      let widest = widths.indices.max { widths[$0] - needed($0) < widths[$1] - needed($1) }
      guard let widest, widths[widest] > needed(widest) else { break }
      widths[widest] -= 1
    }
    return widths
  }

  /// The longest first.
  private static func numberForms(_ number: Int) -> [NumberForm] {
    let number = max(0, number)
    var large: [NumberForm] = []
    for text in ["\(number)", number.roundedText] + [5, 4, 3].map(number.text) where text != large.last?.text {
      if let columns = Digits.columns(of: text) {
        large.append(NumberForm(text: text, isLarge: true, columns: columns + gap))
      }
    }
    let short = number.text(atMost: 6)
    return large + [NumberForm(text: short, isLarge: false, columns: short.utf8.count + gap)]
  }

  private func draw(_ tile: Tile, on canvas: inout Canvas, _ rect: Rect) {
    let room = rect.columns - Self.textGap
    let role = isTrusted ? tile.alarm ?? .tileNumber : .dim
    func longest(of texts: [String]) -> String {
      texts.first { Surface.columns(of: $0, charset: canvas.charset) <= room } ?? texts.last ?? ""
    }
    canvas.write(
      longest(of: tile.labels), tile.alarm ?? .tileLabel, column: rect.column, row: rect.row, columns: room)
    let forms = Self.numberForms(tile.number)
    if let form = forms.first(where: { $0.columns <= rect.columns }) ?? forms.last {
      if form.isLarge {
        // The strokes carry the colour: half of a reversed half block would be drawn as its other half.
        var style = canvas.look[role]
        style.attributes.remove(.reverse)
        Digits.draw(form.text, on: &canvas.surface, column: rect.column, row: rect.row + 1, style: style)
      } else {
        canvas.write(form.text, role, column: rect.column, row: rect.row + 2, columns: room)
      }
    }
    canvas.write(
      longest(of: tile.notes), tile.noteRole ?? .tileNote, column: rect.column, row: rect.row + 4, columns: room)
  }

  private var tiles: [Tile] {
    let counts = snapshot.counts
    let alarms = counts.alarmSpans.filter { $0.role == .alarmNew || $0.role == .alarmAcknowledged }
    var lateLabels = [counts.late > 0 ? "LATE !!" : "LATE"]
    if !alarms.isEmpty, counts.warning > 0 {
      lateLabels = Self.lengths(of: counts.warning) { "\(lateLabels[0]) ~\($0)" } + lateLabels
    }
    let soon = Self.lengths(of: counts.warning) { counts.warning > 0 ? "~ \($0) soon" : "none soon" }
    let alarmNotes = [
      alarms.map(\.text).joined(separator: " "),
      [(counts.alarms.newLate, "new"), (counts.alarms.acknowledged, "ack")]
        .filter { $0.0 > 0 }.map { "\($0.0.text(atMost: 4)) \($0.1)" }.joined(separator: " "),
      "\(max(counts.alarms.newLate, counts.alarms.acknowledged).text(atMost: 4)) \(counts.alarms.newLate > 0 ? "new" : "ack")",
    ]
    func lateNotes(_ count: Int) -> [String] { Self.lengths(of: count) { "\($0) late" } }
    return [
      Tile(
        labels: counts.other > 0
          ? Self.lengths(of: counts.other) { "OPEN +\($0) other" } + Self.lengths(of: counts.other) { "OPEN +\($0)" }
          : ["OPEN"],
        number: counts.open, notes: counts.oldestOpen.map { ["oldest \($0.ageText)", $0.ageText] } ?? ["none open"],
        share: 16),
      Tile(
        labels: lateLabels, number: counts.late, notes: alarms.isEmpty ? soon : alarmNotes,
        alarm: counts.late > 0 ? .tileAlarm : nil, noteRole: counts.alarms.newLate > 0 ? .alarmNew : nil, share: 14),
      Tile(labels: ["CREATED"], number: counts.created, notes: lateNotes(counts.lateCreated), share: 12),
      Tile(labels: ["PENDING"], number: counts.pending, notes: lateNotes(counts.latePending), share: 12),
      Tile(labels: ["PROCESSING"], number: counts.processing, notes: lateNotes(counts.lateProcessing), share: 14),
      Tile(labels: ["SHIPPED"], number: counts.shipped, notes: shippedNotes, share: 20, isLeast: true),
      Tile(
        labels: ["ERRORS 1h"], number: counts.errorsLastHour, notes: [errorNote],
        alarm: counts.errorsLastHour > 0 ? .logWarning : nil, share: 12),
    ]
  }

  private static func lengths(of count: Int, _ text: (String) -> String) -> [String] {
    [text("\(count)"), text(count.text(atMost: 4))]
  }

  private var shippedNotes: [String] {
    let counts = snapshot.counts
    let rate = counts.shippedLastHour
    guard counts.cancelled > 0 else { return Self.lengths(of: rate) { "\($0)/h" } }
    let (short, cancelled) = (rate.text(atMost: 4), counts.cancelled.text(atMost: 4))
    return [
      "\(rate)/h, \(counts.cancelled) cancelled", "\(short)/h, \(cancelled) cancelled", "\(short)/h, \(cancelled) canc",
      "\(short)/h",
    ]
  }

  private var errorNote: String {
    guard let lastError = snapshot.counts.lastError else { return "none" }
    return "last \(lastError.timeOfDay.description.prefix(5))"
  }
}
