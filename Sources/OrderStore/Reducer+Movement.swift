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

  /// Another order is selected.
  mutating func showDetailFromItsStart() {
    view.detailFirstLine = 0
    viewport.lastDetailLine = .max
  }

  mutating func move(_ movement: Command.Movement, at moment: Moment) {
    if view.showsHelp {
      view.helpFirstLine = movement.target(
        from: view.helpFirstLine, page: viewport.helpRows, last: viewport.lastHelpLine)
    } else if view.choice != nil {
      view.choice?.move(movement)
    } else if view.showsFeed {
      view.feedFirstLine = movement.target(
        from: view.feedFirstLine, page: viewport.feedRows, last: viewport.lastFeedLine)
    } else if view.showsBoard {
      // Nothing of what would move can be seen.
      return
    } else if view.showsTimeline {
      let last = min(viewport.lastTimelineLine, Command.Movement.lastPlace)
      let line = last - min(view.timelineOffset, last)
      view.timelineOffset = last - movement.target(from: line, page: viewport.timelineRows, last: last)
    } else if view.showsDetailOnly || view.focus == .detail {
      view.detailFirstLine = movement.target(
        from: view.detailFirstLine, page: viewport.detailRows, last: viewport.lastDetailLine)
    } else if view.focus == .log {
      let last = lastLogOffset
      // The log is counted from its newest entry, at the bottom.
      view.logOffset = last - movement.target(from: last - view.logOffset, page: viewport.logRows, last: last)
    } else {
      moveSelection(movement, at: moment)
    }
  }

  /// How far the log can be scrolled back, its first page then being full.
  var lastLogOffset: Int { max(0, log.count - max(1, viewport.logRows)) }

  private mutating func moveSelection(_ movement: Command.Movement, at moment: Moment) {
    index.refresh(&book, view: view, now: shownNow(moment).wall)
    let position = selectedPosition ?? 0
    let page = max(1, viewport.orderRows)
    let target = movement.target(from: position, page: page, last: index.rows.slots.count - 1)
    switch movement {
    case .up, .down: view.selectionRow = min(max(0, view.selectionRow + target - position), page - 1)
    case .first: view.selectionRow = 0
    case .last: view.selectionRow = page - 1
    default: break
    }
    showDetailFromItsStart()
    if movement == .first {
      view.selection = nil
    } else {
      select(position: target)
    }
  }
}

extension Command.Movement {
  /// No list is scrolled further: a place is a number that one may add to.
  static let lastPlace = 1 << 40

  /// The line that a movement leads to, from 0 to `last`. A place beyond `last` counts as `last`.
  func target(from line: Int, page: Int, last: Int) -> Int {
    let last = min(max(0, last), Self.lastPlace)
    let line = min(max(0, line), last)
    let page = max(1, page)
    let target =
      switch self {
      case .up: line - 1
      case .down: line + 1
      case .pageUp: line - page
      case .pageDown: line + page
      case .halfPageUp: line - max(1, page / 2)
      case .halfPageDown: line + max(1, page / 2)
      case .first: 0
      case .last: last
      case .lines(let count): line + min(max(-page, count), page)
      }
    return min(max(0, target), last)
  }
}
