package import OrderProtocol

/// What a user asks for, by key or mouse. The reducer answers with a new view and effects.
package enum Command: Equatable, Sendable {
  package enum Movement: Equatable, Sendable {
    case up, down, pageUp, pageDown, halfPageUp, halfPageDown, first, last
    /// So many lines down, up where negative: the wheel.
    case lines(Int)
  }

  /// A change of a line of text at its cursor.
  package enum LineEdit: Equatable, Sendable {
    case deleteAfter, deleteWord, left, right, start, end
  }

  /// Moves the selection or scrolls, in the pane with the focus (or the help, while it is open).
  case move(Movement)
  case focusNext, focusPrevious
  case focus(Pane)
  /// Enter: the selected order's detail, full screen.
  case openDetail
  /// t: the selected order's timeline, full screen, and back.
  case toggleTimeline
  /// Esc, Backspace, Left: closes what is open, last opened first; drops the filter at the top level.
  case back
  /// q: as ``back``, and quits at the top level.
  case backOrQuit
  case quit
  /// `/`
  case startFilter
  /// While a line is being typed, of a filter or of a search: one more character, the last one gone, all before the cursor
  /// gone.
  case typeInFilter(Character)
  case deleteInFilter
  case clearFilterLine
  /// Other changes of the line being typed.
  case editLine(LineEdit)
  /// While a filter is being typed: one that was in force before, or the next one again.
  case olderFilter, newerFilter
  case acceptFilter
  /// Esc in the filter line: drops the filter altogether.
  case cancelFilter
  /// f
  case startSearch
  /// Enter in the search line: stays where the search has led.
  case acceptSearch
  /// Esc in the search line: goes back to where it began.
  case cancelSearch
  /// n, N: where what was searched for occurs next, and before; round at the ends.
  case findNext, findPrevious
  /// s: the next sort column; S: the other direction.
  case nextSort, reverseSort
  /// By a column's name in a list, or its head: the column sorted by already is turned round.
  case sort(by: SortColumn)
  /// o: a list of the columns to sort by.
  case openSortList
  /// In a list: the next line that begins with a letter.
  case jumpInList(Character)
  /// Enter in a list.
  case choose
  case toggleExceptions
  case togglePause
  /// r
  case reconnect
  /// R: reconnects with `since` instead of the last event ID.
  case resync
  /// T: opens the list of themes; in it, goes to the next one, after the last to the first.
  case nextTheme
  /// b: the big-number board, or back.
  case toggleBoard
  /// i: the screen about the feed, or back.
  case toggleFeed
  case toggleHelp
  /// a: the selected order's alarm; where it has none, the gaps and the stream's errors. A: everything.
  case acknowledge, acknowledgeAll
  /// z: puts the selected order's alarm off, or takes that back.
  case shelve
  /// A click on the order in a row of the orders pane: selects it, or opens what is selected already.
  case pick(OrderID, row: Int)
  /// A click on a line of a list: selects it, or chooses what is selected already.
  case pickInList(Int)
  /// The wheel over a pane; `nil`: over what lies on the panes.
  case scroll(Pane?, lines: Int)
  /// y: the selected order's id; Y: all that is known of it. In the log both are the newest line on the screen.
  case copyID, copyAll
  /// m
  case toggleMouse
  case redraw
  case suspend
}
