package import OrderStore
package import TerminalUI

/// The screen: pure functions of what is known, how it is looked at, and how much room there is.
package enum Dashboard {
  /// What a screen of this size can show, for ``draw(_:look:size:charset:)`` to draw. `detail` is the one on the screen,
  /// if any, `feedLines` what ``feedLineCount(_:size:)`` said of it: how far they can be scrolled depends on that.
  package static func viewport(
    for view: ViewState, size: Size, detail: OrderDetail? = nil, feedLines: Int? = nil,
    settings: ScreenSettings = .standard
  ) -> Viewport {
    let layout = Layout(view: view, size: size)
    var viewport = layout.viewport
    if view.showsDetailOnly || view.showsTimeline || view.showsBoard || view.showsFeed {
      // The list keeps its place while something covers it.
      var list = view
      list.showsDetailOnly = false
      list.showsTimeline = false
      list.showsBoard = false
      list.showsFeed = false
      viewport.orderRows = Layout(view: list, size: size).viewport.orderRows
    }
    // Only a detail that the keys scroll, or the wheel has scrolled, is measured. After a step to another order its
    // detail is not known yet, and the drawing is the one to stop the scrolling.
    let isKnown = view.selection == nil || view.selection == detail?.row.id
    if let detail, view.showsTimeline, isKnown {
      (viewport.lastTimelineLine, viewport.timelineRows) = TimelinePane.extent(detail, in: layout.detail)
    } else if let detail, view.showsDetailOnly || view.focus == .detail || view.detailFirstLine > 0, isKnown {
      viewport.lastDetailLine = max(0, OrderDetailLines(detail).count - layout.detail.rows)
    }
    if view.showsFeed, let feedLines { viewport.lastFeedLine = max(0, feedLines - layout.feed.rows) }
    if view.showsHelp {
      let help = HelpPane(view: view, keys: settings.keys)
      viewport.helpRows = help.visibleLines(in: layout.panes)
      viewport.lastHelpLine = help.lastFirstLine(in: layout.panes)
    }
    return viewport
  }

  /// How many lines the screen about the feed has; `nil` while it is not shown.
  package static func feedLineCount(_ snapshot: Snapshot, size: Size) -> Int? {
    guard snapshot.view.showsFeed else { return nil }
    return FeedPane(snapshot: snapshot).lineCount(in: Layout(view: snapshot.view, size: size).feed)
  }

  /// Draws one frame. Every size is good for something: at the least, the state and how many orders are late.
  package static func draw(
    _ snapshot: Snapshot, look: Look, size: Size, charset: Charset, settings: ScreenSettings = .standard
  ) -> Surface {
    let layout = Layout(view: snapshot.view, size: size)
    var canvas = Canvas(surface: Surface(size: size, charset: charset), look: look)
    if look[.text] != .plain { canvas.clear(canvas.surface.bounds) }
    HeaderLine(
      snapshot: snapshot, isWhole: layout.summary.isEmpty && layout.board.rows < Layout.smallestBoard,
      showsHeartbeat: !layout.showsTiles,
      showsFilter: layout.hints.isEmpty,
      showsMarks: layout.hints.isEmpty && !layout.orders.isEmpty
    ).draw(on: &canvas, layout.header)
    if layout.showsTiles {
      TilesPane(snapshot: snapshot).draw(on: &canvas, layout.summary)
    } else {
      CountsLine(counts: snapshot.counts, isTrusted: ScreenState(snapshot).isTrusted).draw(on: &canvas, layout.summary)
    }
    if snapshot.view.showsFeed {
      FeedPane(snapshot: snapshot).draw(on: &canvas, title: layout.feedTitle, layout.feed)
    } else if snapshot.view.showsBoard {
      BoardPane(snapshot: snapshot).draw(on: &canvas, layout.board)
    } else if snapshot.view.showsTimeline {
      TimelinePane(snapshot).draw(on: &canvas, title: layout.detailTitle, layout.detail)
    } else if snapshot.view.showsDetailOnly {
      OrderDetailPane(snapshot: snapshot, keys: settings.keys)
        .draw(on: &canvas, title: layout.detailTitle, layout.detail)
    } else {
      drawPanes(snapshot, layout, settings, on: &canvas)
    }
    MatchMarks(snapshot.view)?.draw(on: &canvas, [layout.orders, layout.detail, layout.log])
    if let themes = ThemesPane(snapshot.view) {
      themes.draw(on: &canvas, layout)
    } else if let choice = snapshot.view.choice {
      ChoicePane(choice: choice).draw(on: &canvas, layout.panes)
    }
    if snapshot.view.showsHelp { HelpPane(view: snapshot.view, keys: settings.keys).draw(on: &canvas, layout.panes) }
    HintBar(snapshot: snapshot, keys: settings.keys, layout: layout).draw(on: &canvas, layout.hints)
    return canvas.surface
  }

  private static func drawPanes(
    _ snapshot: Snapshot, _ layout: Layout, _ settings: ScreenSettings, on canvas: inout Canvas
  ) {
    OrdersPane(snapshot: snapshot, columns: settings.columns, keys: settings.keys)
      .draw(on: &canvas, title: layout.ordersTitle, head: layout.ordersHead, rows: layout.orders)
    OrderDetailPane(snapshot: snapshot, keys: settings.keys)
      .draw(on: &canvas, title: layout.detailTitle, layout.detail)
    LogPane(snapshot: snapshot, keys: settings.keys).draw(on: &canvas, title: layout.logTitle, layout.log)
    guard !layout.separator.isEmpty else { return }
    let (column, top) = (layout.separator.column, layout.separator.row)
    let border = canvas.look[.border]
    canvas.surface.verticalLine(column: column, row: top, rows: layout.separator.rows, style: border)
    canvas.surface.put("┬", column: column, row: top, style: border)
    guard !layout.logTitle.isEmpty else { return }
    // The log's title may reach this far.
    let bottom = layout.logTitle.row
    let rule = canvas.surface[column: layout.logTitle.column, row: bottom].glyph
    if canvas.surface[column: column, row: bottom].glyph == rule {
      canvas.surface.put("┴", column: column, row: bottom, style: border)
    }
  }

  /// The window's title: what matters when the window is behind others, e.g. `ordertop STALE 3 LATE 47 open`.
  package static func title(_ snapshot: Snapshot) -> TerminalText {
    let words = ScreenState(snapshot).words.filter { $0 != "LIVE" }
    let counts = snapshot.counts
    let new = counts.alarms.newLate > 0 ? ["(\(counts.alarms.newLate) new)"] : []
    let parts = ["ordertop"] + words + ["\(counts.late) LATE"] + new + ["\(counts.open) open"]
    return forTerminal(parts.joined(separator: " "), maxCells: 80)
  }
}
