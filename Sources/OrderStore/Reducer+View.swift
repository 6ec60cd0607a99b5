import OrderProtocol
import SavedState

extension DashboardState {
  /// Carries out what the user asked for.
  mutating func perform(_ command: Command, at moment: Moment) -> [Effect] {
    switch command {
    case .move(let movement): move(movement, at: moment)
    case .focusNext: focus(1)
    case .focusPrevious: focus(-1)
    case .focus(let pane):
      view.focus = pane
      view.showsFeed = false
    case .openDetail: openDetail(at: moment)
    case .toggleTimeline: toggleTimeline(at: moment)
    case .back:
      if goBack() { break }
      if view.search.isEmpty { view.filter = "" } else { forgetSearch() }
    case .backOrQuit: return goBack() ? [] : [.quit]
    case .quit: return [.quit]
    case .startFilter, .acceptFilter, .cancelFilter, .olderFilter, .newerFilter: editFilter(command)
    case .typeInFilter, .deleteInFilter, .clearFilterLine, .editLine: editLine(command, at: moment)
    case .startSearch, .acceptSearch, .cancelSearch, .findNext, .findPrevious: search(command, at: moment)
    case .nextSort, .reverseSort, .sort, .toggleExceptions: sort(command, at: moment)
    case .openSortList: openSortList()
    case .jumpInList(let letter): view.choice?.jump(to: letter)
    case .choose: choose(at: moment)
    case .togglePause: togglePause(at: moment)
    case .reconnect:
      say("reconnecting", at: moment)
      return [.reconnect]
    case .resync: return resync(at: moment)
    case .nextTheme: return nextTheme()
    case .toggleBoard:
      view.showsBoard.toggle()
      view.showsFeed = false
    case .toggleFeed:
      view.showsFeed.toggle()
      view.feedFirstLine = 0
    case .toggleHelp:
      view.showsHelp.toggle()
      view.helpFirstLine = 0
    case .acknowledge: acknowledge(at: moment)
    case .acknowledgeAll: acknowledgeAll(at: moment)
    case .shelve: shelve(at: moment)
    case .pick(let id, let row): pick(id, row: row, at: moment)
    case .pickInList(let line): pickInList(line, at: moment)
    case .scroll(let pane, let lines): scroll(pane, by: lines, at: moment)
    case .copyID, .copyAll: return copy(command, at: moment)
    case .toggleMouse: return [.toggleMouse]
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    }
    return []
  }

  private mutating func focus(_ step: Int) {
    let panes = Pane.allCases.filter { $0 != .detail || viewport.showsDetail }
      .filter { $0 != .log || viewport.logRows > 0 }
    guard let index = panes.firstIndex(of: view.focus), !panes.isEmpty else {
      view.focus = .orders
      return
    }
    view.focus = panes[(index + step + panes.count) % panes.count]
  }

  mutating func openDetail(at moment: Moment) {
    index.refresh(&book, view: view, now: shownNow(moment).wall)
    guard !index.rows.slots.isEmpty else { return }
    select(position: selectedPosition ?? 0)
    view.showsDetailOnly = true
    view.detailFirstLine = 0
  }

  private mutating func toggleTimeline(at moment: Moment) {
    guard !view.showsTimeline else {
      view.showsTimeline = false
      return
    }
    index.refresh(&book, view: view, now: shownNow(moment).wall)
    guard !index.rows.slots.isEmpty else { return }
    select(position: selectedPosition ?? 0)
    view.showsTimeline = true
    view.timelineOffset = 0
    viewport.lastTimelineLine = .max
  }

  /// Closes what was opened last. Returns whether there was anything.
  private mutating func goBack() -> Bool {
    if view.filterBeingEdited != nil {
      view.filterBeingEdited = nil
    } else if view.searchBeingEdited != nil {
      cancelSearch()
    } else if view.showsHelp {
      view.showsHelp = false
    } else if view.choice != nil {
      view.choice = nil
    } else if view.showsFeed {
      view.showsFeed = false
    } else if view.showsBoard {
      view.showsBoard = false
    } else if view.showsTimeline {
      view.showsTimeline = false
    } else if view.showsDetailOnly {
      view.showsDetailOnly = false
      view.detailFirstLine = 0
    } else {
      return false
    }
    return true
  }

  private mutating func editFilter(_ command: Command) {
    switch command {
    case .startFilter:
      view.filterBeingEdited = view.filter
      view.behindCursor = 0
      view.filterHistory.leave()
    case .olderFilter, .newerFilter:
      guard let text = view.filterBeingEdited else { return }
      view.filterBeingEdited = command == .olderFilter ? view.filterHistory.older(text) : view.filterHistory.newer(text)
      view.behindCursor = 0
    case .acceptFilter:
      view.filter = view.filterBeingEdited ?? view.filter
      view.filterBeingEdited = nil
      view.filterHistory.add(view.filter)
    case .cancelFilter:
      view.filter = ""
      view.filterBeingEdited = nil
    default: break
    }
  }

  /// Changes the line being typed, of the search or of the filter.
  private mutating func editLine(_ command: Command, at moment: Moment) {
    if var line = EditedLine(view.searchBeingEdited, behindCursor: view.behindCursor) {
      line.apply(command)
      view.behindCursor = line.behindCursor
      guard line.text != view.searchBeingEdited else { return }
      view.searchBeingEdited = line.text
      seekWhileTyping(at: moment)
    } else if var line = EditedLine(view.filterBeingEdited, behindCursor: view.behindCursor) {
      line.apply(command)
      view.behindCursor = line.behindCursor
      view.filterBeingEdited = line.text
    }
  }

  mutating func sort(_ command: Command, at moment: Moment) {
    switch command {
    case .nextSort:
      let columns = SortColumn.allCases
      let index = columns.firstIndex(of: view.sort) ?? 0
      view.sort = columns[(index + 1) % columns.count]
      view.isReversed = false
    case .reverseSort: view.isReversed.toggle()
    case .sort(let column):
      view.isReversed = column == view.sort && !view.isReversed
      view.sort = column
    case .toggleExceptions: view.showsExceptionsOnly.toggle()
    default: break
    }
    if command == .toggleExceptions {
      say(view.showsExceptionsOnly ? "only orders that are late or nearly, or have an alarm" : "all orders", at: moment)
    } else {
      say("sorted by \(view.sort.rawValue)\(view.isReversed ? ", reversed" : "")", at: moment)
    }
  }

  private mutating func togglePause(at moment: Moment) {
    if view.isPaused {
      view.isPaused = false
      pausedAt = nil
      book.thaw()
      index.noteThawed()
    } else {
      index.refresh(&book, view: view, now: moment.wall)
      view.isPaused = true
      pausedAt = (changeCount, moment)
      book.freeze()
    }
  }

  private mutating func resync(at moment: Moment) -> [Effect] {
    let since = gaps.isEmpty ? connection.lastServerTime : gaps.compactMap(\.trustedUntil).min()
    guard let since else {
      let missing = gaps.isEmpty ? "yet" : "before the gap"
      say("no time to resync from: the server has not told one \(missing)", at: moment)
      return []
    }
    say("resync from \(since.iso8601)", at: moment)
    return [.resync(since: since.iso8601)]
  }

  /// The time that ages are shown at: now, or when the view was frozen.
  func shownNow(_ moment: Moment) -> Moment { pausedAt?.moment ?? moment }
}
