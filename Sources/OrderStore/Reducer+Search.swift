import OrderProtocol

/// Where a search began, to go back to.
struct SearchOrigin: Equatable, Sendable {
  var selection: OrderID?
  var selectionRow: Int
  var detailFirstLine: Int
  var logOffset: Int
  var foundLogEntry: Int?
}

/// What a search found, among lines counted from 0.
private struct SearchResult {
  var line: Int
  /// It went on at the other end.
  var isWrapped: Bool
}

extension DashboardState {
  mutating func search(_ command: Command, at moment: Moment) {
    switch command {
    case .startSearch:
      view.searchBeingEdited = ""
      view.behindCursor = 0
      view.isSearchFailing = false
      view.searchOrigin = SearchOrigin(
        selection: view.selection, selectionRow: view.selectionRow, detailFirstLine: view.detailFirstLine,
        logOffset: view.logOffset, foundLogEntry: view.foundLogEntry)
    case .acceptSearch:
      guard let text = view.searchBeingEdited else { return }
      if view.isSearchFailing { say("not found: \(text)", at: moment) }
      endSearchLine()
      view.search = text
    case .cancelSearch: cancelSearch()
    case .findNext, .findPrevious: find(isForward: command == .findNext, at: moment)
    default: break
    }
  }

  /// Esc in the search line: everything is as it was before.
  mutating func cancelSearch() {
    goToSearchOrigin()
    endSearchLine()
  }

  private mutating func endSearchLine() {
    view.searchBeingEdited = nil
    view.searchOrigin = nil
    view.isSearchFailing = false
  }

  /// Nothing is marked any more.
  mutating func forgetSearch() {
    view.search = ""
    view.foundLogEntry = nil
  }

  private mutating func goToSearchOrigin() {
    guard let origin = view.searchOrigin else { return }
    view.selection = origin.selection
    view.selectionRow = origin.selectionRow
    view.detailFirstLine = origin.detailFirstLine
    view.logOffset = min(origin.logOffset, lastLogOffset)
    view.foundLogEntry = origin.foundLogEntry
  }

  /// Goes to the match nearest to where the search began, or back there when there is none.
  mutating func seekWhileTyping(at moment: Moment) {
    guard let text = view.searchBeingEdited else { return }
    goToSearchOrigin()
    view.isSearchFailing = !text.isEmpty && !seek(FoldedText(text), isForward: true, isFirst: true, at: moment)
  }

  private mutating func find(isForward: Bool, at moment: Moment) {
    let text = view.searchBeingEdited ?? view.search
    if text.isEmpty {
      say("nothing was searched for yet", at: moment)
    } else if !seek(FoldedText(text), isForward: isForward, isFirst: false, at: moment) {
      say("not found: \(text)", at: moment)
    }
  }

  /// Goes to the next match: in the log, where that has the focus, to an older entry; else to an order further down.
  ///
  /// - Parameter isFirst: the place where it begins counts as well.
  /// - Returns: whether there is one.
  private mutating func seek(_ text: FoldedText, isForward: Bool, isFirst: Bool, at moment: Moment) -> Bool {
    let isLog = view.focus == .log && viewport.logRows > 0 && !view.showsDetailOnly && !view.showsTimeline
    let result =
      isLog
      ? seekInLog(text, isForward: isForward, isFirst: isFirst)
      : seekOrder(text, isForward: isForward, isFirst: isFirst, at: moment)
    if result?.isWrapped == true, !isFirst { say("wrapped", at: moment) }
    return result != nil
  }

  private mutating func seekOrder(
    _ text: FoldedText, isForward: Bool, isFirst: Bool, at moment: Moment
  ) -> SearchResult? {
    index.refresh(&book, view: view, now: shownNow(moment).wall)
    let slots = index.rows.slots
    let start = selectedPosition ?? 0
    let result = Self.nearest(from: start, of: slots.count, isForward: isForward, isFirst: isFirst) { line in
      book.shownEntry(slots[line])?.mentions(text) == true
    }
    guard let result else { return nil }
    let rows = max(1, viewport.orderRows)
    let row = result.line - (start - view.selectionRow)
    view.selectionRow = (0..<rows).contains(row) ? row : rows / 2
    view.detailFirstLine = 0
    view.timelineOffset = 0
    viewport.lastDetailLine = .max
    viewport.lastTimelineLine = .max
    select(position: result.line)
    return result
  }

  private mutating func seekInLog(_ text: FoldedText, isForward: Bool, isFirst: Bool) -> SearchResult? {
    let newestShown = max(0, log.count - 1 - view.logOffset)
    let start = view.foundLogEntry.flatMap { log.index(of: $0) }
    let result = Self.nearest(
      from: start ?? newestShown, of: log.count, isForward: !isForward, isFirst: isFirst || start == nil
    ) { log.mentions(text, at: $0) }
    guard let result else { return nil }
    view.foundLogEntry = log.number(at: result.line)
    let shown = newestShown - viewport.logRows + 1...newestShown
    if !shown.contains(result.line) {
      view.logOffset = min(max(0, log.count - 1 - result.line - viewport.logRows / 2), lastLogOffset)
    }
    return result
  }

  /// The first line that fulfils a condition, going round once.
  private static func nearest(
    from start: Int, of count: Int, isForward: Bool, isFirst: Bool, where isMatch: (Int) -> Bool
  ) -> SearchResult? {
    guard count > 0 else { return nil }
    for step in (isFirst ? 0 : 1)..<(count + (isFirst ? 0 : 1)) {
      let line = isForward ? start + step : start - step
      let wrapped = (line % count + count) % count
      if isMatch(wrapped) { return SearchResult(line: wrapped, isWrapped: line != wrapped) }
    }
    return nil
  }
}
