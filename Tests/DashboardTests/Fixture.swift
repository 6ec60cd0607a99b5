import EventStream
import OrderProtocol
import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

/// A moment on a board, by name: what the store would hand out for it.
struct Fixture: Sendable, CustomTestStringConvertible {
  let name: String
  let change: @Sendable (inout Snapshot) -> Void

  var testDescription: String { name }

  /// The snapshot for a screen of this size.
  func snapshot(size: Size) -> Snapshot {
    var snapshot = Board.busy
    change(&snapshot)
    let viewport = Dashboard.viewport(for: snapshot.view, size: size)
    snapshot.orders.rows = Array(snapshot.orders.rows.dropFirst(snapshot.orders.firstRow).prefix(viewport.orderRows))
    snapshot.log.rows = snapshot.log.rows.suffix(viewport.logRows)
    snapshot.gauge.eventHistory = snapshot.gauge.eventHistory.suffix(viewport.historyLength)
    snapshot.gauge.intervals = snapshot.gauge.intervals.suffix(viewport.historyLength)
    if !viewport.showsDetail { snapshot.detail = nil }
    if !viewport.showsFeed { snapshot.feed = nil }
    return snapshot
  }

  func drawn(_ columns: Int, _ rows: Int, look: Look = .test, charset: Charset = .unicode) -> Surface {
    let size = Size(columns: columns, rows: rows)
    return Dashboard.draw(snapshot(size: size), look: look, size: size, charset: charset)
  }

  init(_ name: String, _ change: @escaping @Sendable (inout Snapshot) -> Void = { _ in }) {
    self.name = name
    self.change = change
  }
}
