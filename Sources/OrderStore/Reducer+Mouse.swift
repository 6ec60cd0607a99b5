import OrderProtocol

extension DashboardState {
  /// A click on an order that stands in `row` of the pane: it keeps its place there.
  mutating func pick(_ id: OrderID, row: Int, at moment: Moment) {
    index.refresh(&book, view: view, now: shownNow(moment).wall)
    let first = index.rows.slots.first.flatMap { book.shownEntry($0)?.id }
    let wasSelected = id == (view.selection ?? first)
    let hadFocus = view.focus == .orders
    view.focus = .orders
    if wasSelected {
      if hadFocus { openDetail(at: moment) }
      return
    }
    // On the glass it was still there.
    guard let slot = book.slot(of: id), index.position(of: slot, in: book) != nil else { return }
    view.selection = id
    view.selectionRow = row
    showDetailFromItsStart()
  }

  /// A click on a line of the list that lies over the panes.
  mutating func pickInList(_ line: Int, at moment: Moment) {
    guard let choice = view.choice, choice.options.indices.contains(line) else { return }
    if choice.selected == line {
      choose(at: moment)
    } else {
      view.choice?.select(line)
    }
  }

  /// The wheel: `lines` down, up where negative.
  mutating func scroll(_ pane: Pane?, by lines: Int, at moment: Moment) {
    let isCovered =
      view.showsHelp || view.choice != nil || view.showsFeed || view.showsBoard || view.showsDetailOnly
    guard let pane, !isCovered else { return move(.lines(lines), at: moment) }
    if pane == .orders { return scrollOrders(by: lines, at: moment) }
    let focus = view.focus
    view.focus = pane
    move(.lines(lines), at: moment)
    view.focus = focus
  }

  /// The rows go by; the selection stays with its order for as long as that can be seen.
  private mutating func scrollOrders(by lines: Int, at moment: Moment) {
    index.refresh(&book, view: view, now: shownNow(moment).wall)
    let count = index.rows.slots.count
    let rows = max(1, viewport.orderRows)
    let position = selectedPosition ?? 0
    let last = max(0, count - rows)
    let first = min(max(0, position - (view.selection == nil ? 0 : view.selectionRow)), last)
    let target = min(max(0, first + min(max(-rows, lines), rows)), last)
    guard target != first else { return }
    let selected = min(max(target, position), target + rows - 1)
    view.selectionRow = selected - target
    select(position: selected)
    if selected != position { showDetailFromItsStart() }
  }
}
