import OrderProtocol
import OrderStore
import TerminalUI

/// The past of the selected order on the whole screen: how long it was in each status, and every event.
struct TimelinePane {
  private let detail: OrderDetail?
  private let lines: TimelineLines?
  private let bars: StatusBars?
  private let offset: Int

  init(_ snapshot: Snapshot) {
    self.init(snapshot.detail, offset: snapshot.view.timelineOffset, now: snapshot.now.wall)
  }

  private init(_ detail: OrderDetail?, offset: Int, now: Timestamp) {
    self.detail = detail
    self.offset = offset
    lines = detail.flatMap { detail in detail.timeline.map { TimelineLines($0, lateItems: detail.lateItems) } }
    let stretches = detail.map { StatusStretches($0, now: now).stretches } ?? []
    bars = stretches.isEmpty ? nil : StatusBars(stretches: stretches)
  }

  /// Below this there are no bars above the events.
  private static let fewRows = 8

  /// The rows of the bars, a blank one with them.
  private static let barRows = 2

  private func barRows(in rect: Rect) -> Int { bars != nil && rect.rows >= Self.fewRows ? Self.barRows : 0 }

  /// How many lines the keys can scroll, and how many rows there are for them.
  static func extent(_ detail: OrderDetail, in rect: Rect) -> (last: Int, rows: Int) {
    let pane = TimelinePane(detail, offset: 0, now: detail.lastChanged)
    let rows = rect.rows - pane.barRows(in: rect)
    return (max(0, (pane.lines?.count ?? 0) - rows), rows)
  }

  func draw(on canvas: inout Canvas, title: Rect, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    var body = rect
    let barLine = body.cutTop(barRows(in: rect))
    let count = lines?.count ?? 0
    let below = min(max(0, offset), max(0, count - body.rows))
    let first = max(0, count - body.rows - below)
    drawTitle(on: &canvas, title, above: first, below: below)
    if !barLine.isEmpty {
      bars?.draw(
        on: &canvas, Rect(column: barLine.column + 1, row: barLine.row, columns: barLine.columns - 2, rows: 1))
    }
    guard let lines, count > 0 else {
      let text = lines == nil ? "nothing is known of its past yet" : "none of its events are kept"
      canvas.write(text, .dim, column: body.column + 1, row: body.row, columns: body.columns - 2)
      return
    }
    for row in 0..<min(body.rows, count - first) {
      lines.draw(
        first + row, on: &canvas,
        Rect(column: body.column + 1, row: body.row + row, columns: body.columns - 2, rows: 1))
    }
  }

  private func drawTitle(on canvas: inout Canvas, _ rect: Rect, above: Int, below: Int) {
    guard let detail else {
      PaneRule(name: "Timeline", isFocused: true).draw(on: &canvas, rect)
      return
    }
    let id = forTerminal(detail.row.id.rawValue, maxCells: max(8, rect.columns / 2), clip: .keepEnd).text
    var pieces: [LinePiece] = []
    if let lines, lines.count > 0 { pieces.append(LinePiece(lines.heading, .text, keep: 50)) }
    if above > 0 { pieces.append(LinePiece("\(above) more above", .notice, keep: 60)) }
    if below > 0 { pieces.append(LinePiece("\(below) more below", .notice, keep: 70)) }
    PaneRule(name: id, pieces: pieces, isFocused: true).draw(on: &canvas, rect)
  }
}
