import OrderStore
import TerminalUI

/// How many orders there are of each kind, in one line, where there is no room for tiles.
struct CountsLine {
  let counts: OrderCounts
  /// Whether the feed still vouches for them; otherwise they are dimmed.
  let isTrusted: Bool

  func draw(on canvas: inout Canvas, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    let margin = rect.columns >= 60 ? 1 : 0
    let room = rect.columns - 2 * margin
    // Long labels if all of them fit: a mixture would change with every number.
    let long = pieces(isLong: true).map { LinePiece($0.forms, isRequired: true) }
    var line = FittedLine(long, columns: room, gap: "  ", charset: canvas.charset)
    if !line.fits { line = FittedLine(pieces(isLong: false), columns: room, gap: "  ", charset: canvas.charset) }
    line.draw(on: &canvas, column: rect.column + margin, row: rect.row, columns: room)
  }

  private func pieces(isLong: Bool) -> [LinePiece] {
    var pieces = [
      piece("OPEN", counts.open, keep: 90), late, piece(isLong ? "CREATED" : "NEW", counts.created, keep: 52),
      piece(isLong ? "PENDING" : "PEND", counts.pending, keep: 54),
      piece(isLong ? "PROCESSING" : "PROC", counts.processing, keep: 53),
    ]
    if counts.other > 0 { pieces.append(piece("OTHER", counts.other, keep: 60)) }
    pieces.append(piece(isLong ? "SHIPPED" : "SHIP", counts.shipped, keep: 51))
    if counts.cancelled > 0, !isLong { pieces.append(piece("CANC", counts.cancelled, keep: 20)) }
    let hasErrors = counts.errorsLastHour > 0
    pieces.append(
      piece(isLong ? "ERRORS" : "ERR", counts.errorsLastHour, keep: 40, role: hasErrors ? .logWarning : .text))
    if counts.unverified > 0 {
      pieces.append(piece(isLong ? "UNVERIFIED" : "?", counts.unverified, keep: 55, role: .unverified))
    }
    return pieces
  }

  private var late: LinePiece {
    let role = trusted(counts.late > 0 ? .tileAlarm : .text)
    var forms = [LinePiece.Form(spans: [Span("LATE \(counts.late)", role)], keep: 0)]
    if counts.warning > 0 {
      forms.insert(.init(spans: forms[0].spans + [Span(" ~\(counts.warning)", trusted(.warning))], keep: 45), at: 0)
    }
    let alarms = counts.alarmSpans
    if let longest = forms.first?.spans {
      func form(_ alarms: [Span], keep: Int) -> LinePiece.Form {
        var spans = longest
        spans.insert(contentsOf: [Span(" (", .text)] + alarms + [Span(")", .text)], at: 1)
        return LinePiece.Form(spans: spans, keep: keep)
      }
      let new = alarms.filter { $0.role == .alarmNew }
      if !new.isEmpty { forms.insert(form(new, keep: 56), at: 0) }
      if alarms != new { forms.insert(form(alarms, keep: 44), at: 0) }
    }
    return LinePiece(forms, isRequired: true)
  }

  private func piece(_ label: String, _ count: Int, keep: Int, role: Role = .text) -> LinePiece {
    LinePiece([.init(spans: [Span("\(label) ", .tileLabel), Span("\(count)", trusted(role))], keep: keep)])
  }

  private func trusted(_ role: Role) -> Role { isTrusted ? role : .dim }
}
