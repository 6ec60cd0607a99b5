import EventStream
import OrderStore
import TerminalUI

/// What stands where the orders would be, when there are none: why, and what can be done.
struct EmptyBoard {
  let snapshot: Snapshot

  func draw(on canvas: inout Canvas, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    let shown = lines.prefix(rect.rows)
    let first = rect.row + max(0, (rect.rows - shown.count) / 3)
    for (index, line) in shown.enumerated() {
      canvas.writeCentered(line, index == 0 ? .text : .dim, in: rect, row: first + index)
    }
  }

  private var lines: [String] {
    if snapshot.orders.total > 0 { return noMatch }
    let source = snapshot.source.isEmpty ? "the server" : snapshot.source
    switch snapshot.phase {
    case .idle, .connecting: return ["connecting to \(source)…"]
    case .live: return ["waiting for the first order…", "connected; orders show up here as they change"]
    case .replaying: return ["catching up with what was missed…"]
    case .waiting(let remaining, .announced):
      return ["the server is down for maintenance", "next try in \(remaining.countdownText)", "r  reconnect now"]
    case .waiting(let remaining, .retry(_, _, let reason)), .waiting(let remaining, .offline(_, let reason)):
      return ["no connection to \(source)", reason, "next try in \(remaining.countdownText)", "r  reconnect now"]
    case .stopped(.endOfRecording): return ["the recording had no orders", "q  quit"]
    case .stopped(let end): return [end.sentence, "r  try again   q  quit"]
    }
  }

  private var noMatch: [String] {
    let view = snapshot.view
    if view.filterBeingEdited != nil { return ["no order matches the filter", "Esc  clears it"] }
    if !view.filter.isEmpty { return ["no order matches the filter", "/ Esc  clears it"] }
    if view.showsExceptionsOnly { return ["nothing is late or soon will be", "!  show all orders"] }
    return ["nothing to show here"]
  }
}
