import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Layout")
struct LayoutTests {
  private func layout(_ columns: Int, _ rows: Int, _ change: (inout ViewState) -> Void = { _ in }) -> Layout {
    var view = ViewState()
    change(&view)
    return Layout(view: view, size: Size(columns: columns, rows: rows))
  }

  @Test("panes go in the order detail, log, tiles, hint bar, header")
  func order() {
    #expect(!layout(110, 12).detail.isEmpty)
    #expect(layout(109, 29).detail.isEmpty)
    #expect(!layout(109, 30).detail.isEmpty)
    #expect(!layout(109, 18).log.isEmpty)
    #expect(layout(109, 17).log.isEmpty)
    #expect(layout(120, 28).showsTiles)
    #expect(!layout(120, 27).showsTiles)
    #expect(!layout(120, 12).summary.isEmpty)
    #expect(layout(120, 11).summary.isEmpty)
    #expect(!layout(40, 5).hints.isEmpty)
    #expect(layout(40, 4).hints.isEmpty)
    #expect(!layout(20, 2).orders.isEmpty)
    #expect(layout(19, 2).orders.isEmpty)
    #expect(layout(1, 1).header == Rect(columns: 1, rows: 1))
    #expect(layout(0, 0).header.isEmpty)
  }

  @Test("whoever types a filter has a line for it from two rows on")
  func filterLine() {
    #expect(!layout(40, 2) { $0.filterBeingEdited = "" }.hints.isEmpty)
  }

  @Test("every pane has its own cells, at every size")
  func disjoint() {
    for columns in stride(from: 1, through: 200, by: 13) {
      for rows in 1...60 {
        for isDetail in [false, true] {
          let layout = layout(columns, rows) { $0.showsDetailOnly = isDetail }
          let rects = [
            layout.header, layout.summary, layout.ordersTitle, layout.ordersHead, layout.orders, layout.detailTitle,
            layout.detail, layout.separator, layout.logTitle, layout.log, layout.hints,
          ]
          let area = rects.reduce(0) { $0 + $1.columns * $1.rows }
          #expect(area <= columns * rows)
          #expect(rects.allSatisfy { $0.isEmpty || $0.column + $0.columns <= columns && $0.row + $0.rows <= rows })
          for (index, one) in rects.enumerated() {
            #expect(!rects[(index + 1)...].contains { one.overlaps($0) }, "\(columns)x\(rows)")
          }
        }
      }
    }
  }

  @Test("the store is asked for what the panes show")
  func viewport() {
    let viewport = Dashboard.viewport(for: ViewState(), size: Size(columns: 120, rows: 40))
    #expect(viewport == Viewport(orderRows: 24, logRows: 6, showsDetail: true, detailRows: 25, historyLength: 32))
    #expect(Dashboard.viewport(for: ViewState(), size: Size(columns: 10, rows: 1)).orderRows == 1)
  }

  @Test("the store is told how far detail and help can be scrolled")
  func scrolling() {
    var view = ViewState()
    view.showsDetailOnly = true
    view.showsHelp = true
    let size = Size(columns: 80, rows: 12)
    let viewport = Dashboard.viewport(for: view, size: size, detail: Board.busy.detail)
    view.detailFirstLine = viewport.lastDetailLine
    view.helpFirstLine = viewport.lastHelpLine
    func lastLine(_ change: (inout ViewState) -> Void) -> String {
      change(&view)
      var snapshot = Board.busy
      snapshot.view = view
      let lines = Dashboard.draw(snapshot, look: .test, size: size, charset: .unicode).text
        .split(separator: "\n", omittingEmptySubsequences: false)
      return String(lines[10])
    }
    #expect(lastLine { _ in }.hasPrefix(" PAUSED"))
    #expect(lastLine { $0.helpFirstLine -= 1 }.hasPrefix(" OFFLINE"))
    #expect(lastLine { $0.showsHelp = false } == " by event    48190")
    #expect(lastLine { $0.detailFirstLine -= 1 } == " last change 2026-07-15T14:18:24Z")
  }

  @Test("the list keeps its place while the detail covers it")
  func covered() {
    var view = ViewState()
    let size = Size(columns: 80, rows: 24)
    let rows = Dashboard.viewport(for: view, size: size).orderRows
    view.showsDetailOnly = true
    let viewport = Dashboard.viewport(for: view, size: size)
    #expect(viewport.orderRows == rows)
    #expect(viewport.showsDetail)
    #expect(viewport.detailRows == 20)
  }
}

extension Rect {
  fileprivate func overlaps(_ other: Rect) -> Bool {
    !isEmpty && !other.isEmpty && column < other.column + other.columns && other.column < column + columns
      && row < other.row + other.rows && other.row < row + rows
  }
}
