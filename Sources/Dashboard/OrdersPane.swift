import OrderProtocol
import OrderStore
import TerminalUI

/// The orders: a row each, the worst first.
struct OrdersPane {
  let snapshot: Snapshot
  let columns: [OrderColumn]
  let keys: KeyTable

  private var list: OrderList { snapshot.orders }

  func draw(on canvas: inout Canvas, title: Rect, head: Rect, rows: Rect) {
    PaneRule(
      name: "Orders", count: count, pieces: titlePieces(rows: rows.rows), isFocused: snapshot.view.focus == .orders
    ).draw(on: &canvas, title)
    let columns = OrderColumns(columns, width: rows.columns, orders: list.rows, charset: canvas.charset)
    columns.drawHead(on: &canvas, head, sort: snapshot.view.sort, isReversed: snapshot.view.isReversed)
    guard !list.rows.isEmpty else {
      EmptyBoard(snapshot: snapshot, keys: keys).draw(on: &canvas, rows)
      return
    }
    let isTrusted = ScreenState(snapshot).isTrusted
    for (index, order) in list.rows.prefix(rows.rows).enumerated() {
      let line = Rect(column: rows.column, row: rows.row + index, columns: rows.columns, rows: 1)
      OrderLine(order: order, isTrusted: isTrusted).draw(on: &canvas, line, columns)
      guard index == list.selectedRow else { continue }
      canvas.overlay(snapshot.view.focus == .orders ? .selection : .selectionUnfocused, line)
    }
  }

  private var count: [(text: String, keep: Int)] {
    if list.matching == list.total { return [("\(list.total)", 80)] }
    return [("\(list.matching) of \(list.total)", 60), ("\(list.matching)/\(list.total)", 80)]
  }

  private func titlePieces(rows: Int) -> [LinePiece] {
    let view = snapshot.view
    var pieces: [LinePiece] = []
    if list.matching > rows, !list.rows.isEmpty {
      pieces.append(
        LinePiece("rows \(list.firstRow + 1)–\(list.firstRow + min(rows, list.rows.count))", .dim, keep: 30))
    }
    if let exceptions = view.exceptionsPiece(keep: 70) { pieces.append(exceptions) }
    if var filter = view.filterPiece(keep: 85) {
      filter.isRequired = true
      pieces.append(filter)
    }
    if let problem = list.filterProblem { pieces.append(problem.piece) }
    if view.isPaused {
      let behind = list.behind > 0 ? ", \(list.behind) behind" : ""
      pieces.append(LinePiece(.statePaused, [("held\(behind)", 50), ("held", 65)]))
    }
    pieces.append(LinePiece(view.sort.rawValue + (view.isReversed ? ", reversed" : ""), .dim, keep: 40))
    if let forecast = snapshot.counts.forecast, ScreenState(snapshot).isTrusted {
      pieces.append(LinePiece(forecast.role, [(forecast.text, 32), (forecast.shortText, 34)]))
    }
    if let next = snapshot.counts.nextLate, ScreenState(snapshot).isTrusted {
      pieces.append(LinePiece(.dim, [("next late in \(next.remaining.ageText)", 35)]))
    }
    if snapshot.counts.agedOut > 0 { pieces.append(LinePiece("\(snapshot.counts.agedOut) aged out", .dim, keep: 20)) }
    if let silence = snapshot.gauge.staleFor {
      pieces.append(LinePiece(.stateStale, [("not updated for \(silence.ageText)", 55)]))
    } else if let asOf = snapshot.asOf {
      let age = asOf.agoText(at: snapshot.now.wall).map { " \($0)" } ?? ""
      pieces.append(LinePiece(.stateRestored, [("as it was saved\(age)", 55)]))
    }
    return pieces
  }
}
