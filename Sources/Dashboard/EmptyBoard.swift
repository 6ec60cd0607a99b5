import EventStream
import OrderStore
import TerminalUI

/// What stands where the orders would be, when there are none: why, and what can be done.
struct EmptyBoard {
  let snapshot: Snapshot
  let keys: KeyTable

  func draw(on canvas: inout Canvas, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    let shown = lines(KeyText(keys, canvas.charset)).filter { !$0.isEmpty }.prefix(rect.rows)
    let first = rect.row + max(0, (rect.rows - shown.count) / 3)
    for (index, line) in shown.enumerated() {
      canvas.writeCentered(line, index == 0 ? .text : .dim, in: rect, row: first + index)
    }
  }

  private func lines(_ keys: KeyText) -> [String] {
    if snapshot.orders.total > 0 { return noMatch(keys) }
    let source = snapshot.source.isEmpty ? "the server" : snapshot.source
    switch snapshot.phase {
    case .idle, .connecting: return ["connecting to \(source)…"]
    case .live: return ["waiting for the first order…", "connected; orders show up here as they change"]
    case .replaying: return ["catching up with what was missed…"]
    case .waiting(let remaining, .announced):
      return [
        "the server is down for maintenance", "next try in \(remaining.countdownText)",
        keys.deed(.reconnect, "reconnect now"),
      ]
    case .waiting(let remaining, .retry(_, _, let reason)), .waiting(let remaining, .offline(_, let reason)):
      return [
        "no connection to \(source)", reason, "next try in \(remaining.countdownText)",
        keys.deed(.reconnect, "reconnect now"),
      ]
    case .stopped(.endOfRecording): return ["the recording had no orders", keys.deed(.backOrQuit, "quit")]
    case .stopped(let end):
      let deeds = [keys.deed(.reconnect, "try again"), keys.deed(.backOrQuit, "quit")].filter { !$0.isEmpty }
      return [end.sentence, deeds.joined(separator: "   ")]
    }
  }

  private func noMatch(_ keys: KeyText) -> [String] {
    let view = snapshot.view
    let meant = view.meantState.map { "did you mean \($0)?" } ?? ""
    if view.filterBeingEdited != nil {
      return ["no order matches the filter", meant, keys.deed(.cancelFilter, "clears it", in: .filterLine)]
    }
    if !view.filter.isEmpty { return ["no order matches the filter", meant, keys.deed(.back, "clears it")] }
    if view.showsExceptionsOnly {
      return ["nothing is late or soon will be", keys.deed(.toggleExceptions, "show all orders")]
    }
    return ["nothing to show here"]
  }
}
