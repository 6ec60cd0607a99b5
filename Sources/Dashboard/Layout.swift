import OrderStore
import TerminalUI

/// Where everything is: a function of size and view. Room runs out for the detail first, then for the log, the tiles, the
/// hint bar and last for the header.
struct Layout: Equatable {
  /// Below this the status line stands alone.
  static let smallest = Size(columns: 20, rows: 2)

  /// With fewer rows for the board, the first line tells everything.
  static let smallestBoard = 4

  /// One row: the whole state of the screen.
  private(set) var header: Rect
  /// Whether the counts have a place of their own; otherwise the header says them.
  private(set) var summary = Rect(columns: 0, rows: 0)
  private(set) var showsTiles = false
  /// Everything between summary and hint bar.
  private(set) var panes = Rect(columns: 0, rows: 0)
  private(set) var ordersTitle = Rect(columns: 0, rows: 0)
  private(set) var ordersHead = Rect(columns: 0, rows: 0)
  private(set) var orders = Rect(columns: 0, rows: 0)
  private(set) var detailTitle = Rect(columns: 0, rows: 0)
  private(set) var detail = Rect(columns: 0, rows: 0)
  /// The line between orders and detail, where they stand side by side.
  private(set) var separator = Rect(columns: 0, rows: 0)
  private(set) var logTitle = Rect(columns: 0, rows: 0)
  private(set) var log = Rect(columns: 0, rows: 0)
  private(set) var hints = Rect(columns: 0, rows: 0)
  private(set) var board = Rect(columns: 0, rows: 0)
  private(set) var feedTitle = Rect(columns: 0, rows: 0)
  private(set) var feed = Rect(columns: 0, rows: 0)

  init(view: ViewState, size: Size) {
    var rest = Rect(columns: size.columns, rows: size.rows)
    header = rest.cutTop(1)
    guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else { return }
    if view.showsFeed || view.showsBoard {
      layWhole(in: rest, view: view, size: size)
      return
    }
    // Whoever types or chooses a theme sees it, whatever it costs.
    let isNeeded = view.filterBeingEdited != nil || view.searchBeingEdited != nil || view.choice?.subject == .theme
    if size.rows >= 5 || isNeeded { hints = rest.cutBottom(1) }
    if size.columns >= 120, size.rows >= 28 {
      showsTiles = true
      summary = rest.cutTop(5)
    } else if size.rows >= 12 {
      summary = rest.cutTop(1)
    }
    panes = rest
    if view.showsDetailOnly || view.showsTimeline {
      if size.rows >= 4 { detailTitle = rest.cutTop(1) }
      detail = rest
    } else {
      layPanes(in: rest, size: size)
    }
  }

  /// A screen of its own, in place of the panes.
  private mutating func layWhole(in area: Rect, view: ViewState, size: Size) {
    var area = area
    // Numbers on the wall need the room more than nobody's keys do.
    let isBoard = !view.showsFeed && !view.showsHelp
    if size.rows >= (isBoard ? 14 : 5) || view.choice?.subject == .theme { hints = area.cutBottom(1) }
    if !isBoard, size.rows >= 12 { summary = area.cutTop(1) }
    panes = area
    if view.showsFeed {
      if size.rows >= 4 { feedTitle = area.cutTop(1) }
      feed = area
    } else {
      board = area
    }
  }

  private mutating func layPanes(in area: Rect, size: Size) {
    var area = area
    if size.rows >= 18 {
      log = area.cutBottom(min(10, max(3, size.rows / 6)))
      logTitle = area.cutBottom(1)
    }
    if size.columns >= 110, size.rows >= 12 {
      detail = area.cutRight(min(64, max(38, size.columns * 32 / 100)))
      separator = area.cutRight(1)
      detailTitle = detail.cutTop(1)
    } else if size.rows >= 30 {
      detail = area.cutBottom(size.rows / 4)
      detailTitle = area.cutBottom(1)
    }
    if size.rows >= 8 {
      ordersTitle = area.cutTop(1)
      ordersHead = area.cutTop(1)
    }
    orders = area
  }

  /// What the store is asked for.
  var viewport: Viewport {
    var viewport = Viewport(
      orderRows: max(1, orders.rows), logRows: log.rows, showsDetail: !detail.isEmpty, detailRows: detail.rows,
      historyLength: showsTiles ? 32 : 16)
    viewport.showsFeed = !feed.isEmpty
    viewport.feedRows = max(1, feed.rows)
    return viewport
  }
}
