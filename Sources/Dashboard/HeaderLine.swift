import OrderProtocol
import OrderStore
import TerminalUI

/// The first line: the state of the screen, where the stream comes from, how it flows, and the time.
struct HeaderLine {
  let snapshot: Snapshot
  /// It is all that tells the counts.
  let isWhole: Bool
  let showsHeartbeat: Bool
  /// There is no other place for a filter being typed, or for the name of a theme being chosen.
  let showsFilter: Bool
  /// There is no other place for what is left out of the list of orders.
  let showsMarks: Bool

  func draw(on canvas: inout Canvas, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    let isTight = isWhole && rect.columns < 80
    let margin = rect.columns >= 60 ? 1 : 0
    let room = rect.columns - 2 * margin
    let pieces = isWhole ? wholePieces : pieces(canvas.charset)
    let gap = isTight ? " " : isWhole ? " │ " : "  "
    FittedLine(pieces + [clock], columns: room, gap: gap, charset: canvas.charset)
      .draw(on: &canvas, column: rect.column + margin, row: rect.row, columns: room)
  }

  private var clock: LinePiece {
    let time = snapshot.now.wall.timeOfDay.description
    var piece = LinePiece(.clock, [("\(time) UTC", 13), (time, isWhole ? 34 : 45)])
    piece.isTrailing = true
    return piece
  }

  private func pieces(_ charset: Charset) -> [LinePiece] {
    let gauge = snapshot.gauge
    var pieces = [LinePiece("ordertop", .title, keep: 28)]
    pieces += ScreenState(snapshot).pieces
    if let id = gauge.streamID, !id.isEmpty {
      pieces.append(LinePiece(forTerminal(id, maxCells: 20).text, .dim, keep: 18))
    }
    if !snapshot.source.isEmpty {
      let texts = [
        (forTerminal(snapshot.source, maxCells: 40).text, 35), (forTerminal(snapshot.source, maxCells: 20).text, 36),
      ]
      pieces.append(LinePiece(.text, texts))
    }
    if !snapshot.filters.isEmpty {
      let filters = snapshot.filters.prefix(8).map { forTerminal($0, maxCells: 24).text }.joined(separator: " ")
      pieces.append(LinePiece(.filter, [(filters, 32), (forTerminal(filters, maxCells: 16).text, 33)]))
    }
    if !gauge.lastEventID.isEmpty {
      pieces.append(
        LinePiece([
          .init(spans: [Span("id ", .dim), Span(forTerminal(gauge.lastEventID, maxCells: 16).text, .text)], keep: 16)
        ]))
    }
    if showsHeartbeat {
      pieces.append(HeartbeatText(gauge).piece)
      if let clock = snapshot.clockPiece { pieces.append(clock) }
    }
    pieces.append(ratePiece(charset))
    pieces.append(
      LinePiece([.init(spans: [Span("\(snapshot.orders.total)", .text), Span(" orders", .dim)], keep: 12)]))
    return pieces
  }

  private func ratePiece(_ charset: Charset) -> LinePiece {
    let rate = snapshot.gauge.eventsPerSecond.rateText
    let bars = Sparkline.text(
      snapshot.gauge.eventHistory.suffix(16).map(Double.init), columns: 16, charset: charset)
    let text = Span("\(rate) ev/s", .text)
    return LinePiece([
      .init(spans: bars.isEmpty ? [text] : [Span(bars, .sparkline), Span(" ", .text), text], keep: 14),
      .init(spans: [text], keep: 22),
    ])
  }

  /// The whole dashboard in one line.
  private var wholePieces: [LinePiece] {
    let counts = snapshot.counts
    let late = counts.late
    var pieces = ScreenState(snapshot).pieces
    if showsFilter, snapshot.view.filterBeingEdited != nil, let filter = snapshot.view.filterPiece(keep: 88) {
      pieces.append(filter)
    }
    if showsMarks, snapshot.view.filterBeingEdited == nil { pieces += snapshot.view.markPieces }
    if showsFilter, let theme = snapshot.view.themePiece(keep: (80, 89, 95)) { pieces.append(theme) }
    pieces.append(HeartbeatText(snapshot.gauge).piece)
    if let clock = snapshot.clockPiece { pieces.append(clock) }
    pieces.append(LinePiece(.text, [("\(counts.open) open", 81), ("\(counts.open)op", 87), ("\(counts.open)", 91)]))
    pieces.append(
      LinePiece(
        late > 0 ? .tileAlarm : .dim,
        (counts.alarms.newLate > 0 ? [("\(late) LATE (\(counts.alarms.newLate) new)", 43)] : [])
          + [("\(late) LATE", 86), ("\(late)LATE", 92), ("\(late)L", 97), ("\(late.thousandsText)L", 0)],
        isRequired: true))
    if let worst = counts.worst {
      let (id, by) = (worst.id.rawValue, "+\(worst.overdue.ageText)")
      let short = forTerminal(id, maxCells: 5, clip: .keepEnd).text
      pieces.append(LinePiece(.late, [("\(forTerminal(id, maxCells: 16).text) \(by)", 36), ("\(short) \(by)", 48)]))
    } else if let next = counts.nextLate {
      let time = next.remaining.ageText
      pieces.append(LinePiece(.dim, [("next late in \(time)", 36), ("next \(time)", 43)]))
    }
    pieces.append(
      LinePiece(
        .dim,
        [
          ("\(counts.created) created \(counts.pending) pending \(counts.processing) processing", 30),
          ("\(counts.created) new \(counts.pending) pend \(counts.processing) proc", 42),
        ]))
    pieces.append(LinePiece("\(counts.shippedLastHour)/h", .dim, keep: 44))
    pieces.append(LinePiece("\(counts.errorsLastHour) err", counts.errorsLastHour > 0 ? .logWarning : .dim, keep: 40))
    return pieces
  }
}
