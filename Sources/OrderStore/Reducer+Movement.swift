extension DashboardState {
  /// Where the selected order stands among the rows; `nil` when it is not there, or nothing is selected.
  var selectedPosition: Int? {
    guard let id = view.selection, let slot = book.slot(of: id) else { return nil }
    return index.position(of: slot, in: book)
  }

  mutating func select(position: Int) {
    let slots = index.rows.slots
    guard !slots.isEmpty else {
      view.selection = nil
      return
    }
    let position = min(max(0, position), slots.count - 1)
    view.selection = book.shownEntry(slots[position])?.id
  }

  mutating func move(_ movement: Command.Movement, at moment: Moment) {
    if view.showsHelp {
      view.helpFirstLine = scrolled(
        view.helpFirstLine, movement, page: viewport.helpRows, last: viewport.lastHelpLine)
    } else if view.showsDetailOnly || view.focus == .detail {
      view.detailFirstLine = scrolled(
        view.detailFirstLine, movement, page: viewport.detailRows, last: viewport.lastDetailLine)
    } else if view.focus == .log {
      scrollLog(movement)
    } else {
      moveSelection(movement, at: moment)
    }
  }

  /// A first line after a movement, at most `last`.
  private func scrolled(_ line: Int, _ movement: Command.Movement, page: Int, last: Int) -> Int {
    let page = max(1, page)
    let last = min(max(0, last), 1 << 20)
    let line = min(line, last)
    let target =
      switch movement {
      case .up: line - 1
      case .down: line + 1
      case .pageUp: line - page
      case .pageDown: line + page
      case .halfPageUp: line - max(1, page / 2)
      case .halfPageDown: line + max(1, page / 2)
      case .first: 0
      case .last: last
      }
    return min(max(0, target), last)
  }

  /// How far the log can be scrolled back, its first page then being full.
  var lastLogOffset: Int { max(0, log.count - max(1, viewport.logRows)) }

  private mutating func scrollLog(_ movement: Command.Movement) {
    let page = max(1, viewport.logRows)
    let limit = lastLogOffset
    let offset =
      switch movement {
      case .up: view.logOffset + 1
      case .down: view.logOffset - 1
      case .pageUp: view.logOffset + page
      case .pageDown: view.logOffset - page
      case .halfPageUp: view.logOffset + max(1, page / 2)
      case .halfPageDown: view.logOffset - max(1, page / 2)
      case .first: limit
      case .last: 0
      }
    view.logOffset = min(max(0, offset), limit)
  }

  private mutating func moveSelection(_ movement: Command.Movement, at moment: Moment) {
    index.refresh(&book, view: view, limits: settings.limits, now: shownNow(moment).wall)
    let position = selectedPosition ?? 0
    let page = max(1, viewport.orderRows)
    let last = max(0, index.rows.slots.count - 1)
    let target =
      switch movement {
      case .up: position - 1
      case .down: position + 1
      case .pageUp: position - page
      case .pageDown: position + page
      case .halfPageUp: position - max(1, page / 2)
      case .halfPageDown: position + max(1, page / 2)
      case .first: 0
      case .last: last
      }
    let bounded = min(max(0, target), last)
    switch movement {
    case .up, .down: view.selectionRow = min(max(0, view.selectionRow + bounded - position), page - 1)
    case .first: view.selectionRow = 0
    case .last: view.selectionRow = page - 1
    default: break
    }
    view.detailFirstLine = 0
    if movement == .first {
      view.selection = nil
    } else {
      select(position: bounded)
    }
  }
}
