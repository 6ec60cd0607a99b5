package import OrderStore
package import TerminalUI

/// Turns clicks and the wheel into commands, by what is on the glass.
package enum Pointer {
  /// How many lines one step of the wheel goes.
  static let wheelLines = 3

  /// What the mouse asks for on a screen that shows `snapshot`; nothing where there is nothing under the pointer.
  package static func commands(
    for event: MouseEvent, on snapshot: Snapshot, size: Size, charset: Charset, settings: ScreenSettings = .standard
  ) -> [Command] {
    guard Rect(columns: size.columns, rows: size.rows).contains(column: event.column, row: event.row) else { return [] }
    let layout = Layout(view: snapshot.view, size: size)
    switch event.deed {
    case .press: return press(event, on: snapshot, layout, charset, settings)
    case .wheelUp: return wheel(-wheelLines, event, on: snapshot, layout)
    case .wheelDown: return wheel(wheelLines, event, on: snapshot, layout)
    }
  }

  private static func wheel(_ lines: Int, _ event: MouseEvent, on snapshot: Snapshot, _ layout: Layout) -> [Command] {
    if isCovered(snapshot.view) { return [.scroll(nil, lines: lines)] }
    return pane(at: event, layout).map { [.scroll($0, lines: lines)] } ?? []
  }

  private static func press(
    _ event: MouseEvent, on snapshot: Snapshot, _ layout: Layout, _ charset: Charset, _ settings: ScreenSettings
  ) -> [Command] {
    let view = snapshot.view
    if layout.hints.contains(column: event.column, row: event.row) {
      let bar = HintBar(snapshot: snapshot, keys: settings.keys, layout: layout)
      let column = event.column - layout.hints.column
      return bar.command(at: column, columns: layout.hints.columns, charset: charset).map { [$0] } ?? []
    }
    if view.showsHelp { return [] }
    if let choice = view.choice {
      let line =
        ThemesPane(view).map { $0.line(column: event.column, row: event.row, in: layout) }
        ?? ChoicePane(choice: choice).line(column: event.column, row: event.row, in: layout.panes, charset: charset)
      return line.map { [.pickInList($0)] } ?? []
    }
    guard !isCovered(view) else { return [] }
    // Whoever clicks elsewhere has typed enough.
    let finishing: [Command] =
      switch KeyContext(view) {
      case .filterLine: [.acceptFilter]
      case .searchLine: [.acceptSearch]
      default: []
      }
    return finishing + paneCommands(event, on: snapshot, layout, charset, settings)
  }

  private static func paneCommands(
    _ event: MouseEvent, on snapshot: Snapshot, _ layout: Layout, _ charset: Charset, _ settings: ScreenSettings
  ) -> [Command] {
    if layout.ordersHead.contains(column: event.column, row: event.row) {
      let columns = OrderColumns(
        settings.columns, width: layout.orders.columns, orders: snapshot.orders.rows, charset: charset)
      return [.sort(by: columns.column(at: event.column - layout.orders.column)?.sort ?? .worstFirst)]
    }
    let row = event.row - layout.orders.row
    if layout.orders.contains(column: event.column, row: event.row), snapshot.orders.rows.indices.contains(row) {
      return [.pick(snapshot.orders.rows[row].id, row: row)]
    }
    return pane(at: event, layout).map { [.focus($0)] } ?? []
  }

  /// Whether something fills the screen, or lies over the panes.
  private static func isCovered(_ view: ViewState) -> Bool {
    switch KeyContext(view) {
    case .orders, .detail, .log: false
    case .filterLine, .searchLine: view.showsDetailOnly
    default: true
    }
  }

  private static func pane(at event: MouseEvent, _ layout: Layout) -> Pane? {
    let panes: [(Pane, [Rect])] = [
      (.orders, [layout.ordersTitle, layout.ordersHead, layout.orders]),
      (.detail, [layout.detailTitle, layout.detail]),
      (.log, [layout.logTitle, layout.log]),
    ]
    return panes.first { _, rects in rects.contains { $0.contains(column: event.column, row: event.row) } }?.0
  }
}
