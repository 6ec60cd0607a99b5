package import OrderProtocol

/// A pane that can have the focus.
package enum Pane: Hashable, Sendable, CaseIterable {
  case orders, detail, log
}

/// What the orders are sorted by. Ties are broken by order id, so rows do not dance.
package enum SortColumn: String, Hashable, Sendable, CaseIterable {
  /// Late, then failing soon, then the rest of the open ones, each by time left; closed ones last, newest first.
  case worstFirst = "worst first"
  case age = "in status"
  case order = "order"
  case status = "status"
  case customer = "customer"
  case items = "items"
  case total = "total"
  /// By carrier and tracking number, who it is assigned to, or why it was cancelled.
  case place = "where"
  case changed = "last change"
}

/// How the state is being looked at.
package struct ViewState: Equatable, Sendable {
  /// How many characters a filter may have.
  static let filterLimit = 200

  /// The pane that the movement keys act on.
  package var focus = Pane.orders
  /// The selected order: the selection follows its order, not its row. `nil`: the first row, whichever order it shows.
  package var selection: OrderID?
  /// Where on the pane the selected row stands, from its top. It stays there while rows come and go above it.
  package var selectionRow = 0
  /// Where the selected order stood among the rows when it was last there.
  package var lastPosition = 0
  /// The filter in force, as typed; empty shows all.
  package var filter = ""
  /// The filter line while it is being typed (`/`), `nil` otherwise. It is applied as it is typed.
  package var filterBeingEdited: String?
  /// Filters that were accepted, the newest last, each once; of this session only.
  package var filterHistory = FilterHistory()
  /// What was searched for; marked wherever it is seen. Empty: nothing.
  package var search = ""
  /// The search line while it is being typed (`f`), `nil` otherwise. It leads to the next match as it is typed.
  package var searchBeingEdited: String?
  /// Where the search being typed began.
  var searchOrigin: SearchOrigin?
  /// What is being searched for is nowhere.
  package var isSearchFailing = false
  /// The number of the log entry that the search has led to.
  package var foundLogEntry: Int?
  /// How many characters of the line being typed stand behind the cursor.
  package var behindCursor = 0
  package var sort = SortColumn.worstFirst
  package var isReversed = false
  /// Only orders that are late or about to be (`!`).
  package var showsExceptionsOnly = false
  /// The view is frozen; stream and state go on.
  package var isPaused = false
  /// The detail fills the screen (Enter). Otherwise it stands beside or below when there is room.
  package var showsDetailOnly = false
  /// First visible line of the detail.
  package var detailFirstLine = 0
  /// The selected order's timeline fills the screen (`t`), over its detail if that does too.
  package var showsTimeline = false
  /// Lines of the timeline scrolled back from the newest; 0 follows.
  package var timelineOffset = 0
  /// A list to choose from lies over the panes.
  package var choice: Choice?
  /// The big-number board takes the place of the panes.
  package var showsBoard = false
  /// The screen about the feed takes the place of panes and board.
  package var showsFeed = false
  /// First visible line of it.
  package var feedFirstLine = 0
  /// The key help lies over the panes.
  package var showsHelp = false
  /// First visible line of the help.
  package var helpFirstLine = 0
  /// Log entries scrolled back from the newest; 0 follows.
  package var logOffset = 0
  /// The name of the theme in use.
  package var theme = ""

  package init() {}
}

/// How much one screen can show. Made by the layout from size and ``ViewState``, used to pick rows out of the state.
package struct Viewport: Equatable, Sendable {
  /// Rows for orders, without title and column heads.
  package var orderRows: Int
  /// Rows for log entries.
  package var logRows: Int
  /// Whether the selected order's detail is on the screen.
  package var showsDetail: Bool
  /// Rows for the detail's lines.
  package var detailRows: Int
  /// The last line that the detail can begin with, its last page then being full. `Int.max`: not known.
  package var lastDetailLine: Int
  /// Rows for the lines of the timeline that fills the screen, and the last line that it can begin with. `Int.max`: not
  /// known.
  package var timelineRows = 1
  package var lastTimelineLine = Int.max
  /// Rows for the lines of the help, and the last line that it can begin with.
  package var helpRows: Int
  package var lastHelpLine: Int
  /// How many of the newest values of a history can be drawn (heartbeats, event rate).
  package var historyLength: Int
  /// Whether the screen about the feed is shown; rows for its lines, and the last line that it can begin with.
  package var showsFeed = false
  package var feedRows = 1
  package var lastFeedLine = Int.max

  package init(
    orderRows: Int = 0, logRows: Int = 0, showsDetail: Bool = false, detailRows: Int = 0, historyLength: Int = 0,
    lastDetailLine: Int = .max, helpRows: Int = 1, lastHelpLine: Int = .max
  ) {
    self.orderRows = orderRows
    self.logRows = logRows
    self.showsDetail = showsDetail
    self.detailRows = detailRows
    self.historyLength = historyLength
    self.lastDetailLine = lastDetailLine
    self.helpRows = helpRows
    self.lastHelpLine = lastHelpLine
  }
}
