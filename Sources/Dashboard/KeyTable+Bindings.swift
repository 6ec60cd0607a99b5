import OrderStore
import TerminalUI

extension Set<KeyContext> {
  /// The panes, side by side.
  fileprivate static let panes: Self = [.orders, .detail, .log]
  fileprivate static let searched: Self = panes.union([.fullDetail, .timeline])
  /// The panes, and what takes their place.
  fileprivate static let screens: Self = panes.union([.fullDetail, .timeline, .board, .feed])
  /// Where there is something to copy.
  fileprivate static let copied: Self = panes.union([.fullDetail, .timeline])
  /// Everywhere but in lines being typed and in lists.
  fileprivate static let commands: Self = screens.union([.help])
  /// Everywhere but in lines being typed.
  fileprivate static let scrolled: Self = commands.union([.list])
  static let everywhere = Self(KeyContext.allCases)
}

extension KeyTable {
  static let move = [
    KeyBinding("up", .move(.up), [.up, .character("k")], "up", "Go up one line.", .move, .scrolled),
    KeyBinding("down", .move(.down), [.down, .character("j")], "down", "Go down one line.", .move, .scrolled),
    KeyBinding("page-up", .move(.pageUp), [.pageUp, .control("b")], "page up", "Go up one page.", .move, .everywhere),
    KeyBinding(
      "page-down", .move(.pageDown), [.pageDown, .control("f")], "page down", "Go down one page.", .move, .everywhere),
    KeyBinding("half-page-up", .move(.halfPageUp), [.control("u")], "half up", "Go up half a page.", .move, .scrolled),
    KeyBinding(
      "half-page-down", .move(.halfPageDown), [.control("d")], "half down", "Go down half a page.", .move, .scrolled),
    KeyBinding("first", .move(.first), [.home, .character("g")], "first", "Go to the first line.", .move, .scrolled),
    KeyBinding("last", .move(.last), [.end, .character("G")], "last", "Go to the last line.", .move, .scrolled),
    KeyBinding("next-pane", .focusNext, [.tab], "pane", "Go to the next pane.", .move, .panes, hint: 80),
    KeyBinding("previous-pane", .focusPrevious, [.backTab], "pane", "Go to the previous pane.", .move, .panes),
    KeyBinding(
      "orders", .focus(.orders), [.character("1")], "orders", "Go to the orders.", .move, .panes.union([.feed])),
    KeyBinding(
      "detail", .focus(.detail), [.character("2")], "detail", "Go to the order's detail.", .move, .panes.union([.feed])),
    KeyBinding(
      "log", .focus(.log), [.character("3")], "log", "Go to the log of events and errors.", .move, .panes.union([.feed])
    ),
  ]

  static let look = [
    KeyBinding(
      "open", .openDetail, [.enter], "detail", "Show the selected order on the whole screen.", .look,
      [.orders, .detail],
      hint: 30),
    KeyBinding(
      "timeline", .toggleTimeline, [.character("t")], "timeline",
      "Show every event of the selected order on the whole screen, or go back.", .look, .searched),
    KeyBinding(
      "back", .back, [.escape, .backspace, .control("h")], "back", "Close what is open.", .look, .scrolled),
    KeyBinding(
      "close", .back, [.left, .character("h")], "back", "Close what is open, where there is something to close.", .look,
      [.fullDetail, .timeline, .feed, .help, .list]),
    KeyBinding(
      "filter", .startFilter, [.character("/"), .function(4)], "filter",
      "Show only the orders that match what you type.", .look,
      .panes,
      hint: 20),
    KeyBinding(
      "find", .startSearch, [.character("f"), .function(3)], "find",
      "Go to the next order, or to the next older log entry, that holds what you type.", .look, .searched),
    KeyBinding("find-next", .findNext, [.character("n")], "next", "Go to the next match.", .look, .searched),
    KeyBinding(
      "find-previous", .findPrevious, [.character("N")], "previous", "Go to the match before.", .look, .searched),
    KeyBinding("sort", .nextSort, [.character("s")], "sort", "Sort by the next column.", .look, .panes, hint: 40),
    KeyBinding(
      "sort-by", .openSortList, [.character("o"), .function(6)], "sort by", "Choose from a list what to sort by.",
      .look,
      .panes),
    KeyBinding(
      "reverse-sort", .reverseSort, [.character("S")], "reverse", "Sort the other way round.", .look, .panes, hint: 90),
    KeyBinding(
      "exceptions", .toggleExceptions, [.character("!")], "exceptions",
      "Show only orders that are late, soon will be, or have an alarm; or all.", .look, .panes, hint: 50),
    KeyBinding(
      "board", .toggleBoard, [.character("b")], "board",
      "Show a few numbers as large as the screen allows, or the orders again.", .look, .screens, hint: 75),
    KeyBinding(
      "feed", .toggleFeed, [.character("i"), .character("4")], "feed",
      "Show how the feed is and was: heartbeats, silences, lost connections, gaps.", .look, .screens, hint: 76),
    KeyBinding(
      "acknowledge", .acknowledge, [.character("a")], "acknowledge",
      "Acknowledge the selected order's alarm; if it has none, the gaps in the history and the errors.", .look,
      .commands, hint: 70),
    KeyBinding(
      "acknowledge-all", .acknowledgeAll, [.character("A")], "ack all", "Acknowledge everything.", .look, .commands),
    KeyBinding(
      "shelve", .shelve, [.character("z")], "shelve",
      "Put the selected order's alarm off for a while, or take that back.", .look, .searched),
    KeyBinding(
      "copy", .copyID, [.character("y")], "copy", "Copy the selected order's id; in the log, the newest line shown.",
      .look, .copied),
    KeyBinding(
      "copy-all", .copyAll, [.character("Y")], "copy all", "Copy all that is known of the order, as one line of JSON.",
      .look, .copied),
  ]

  static let stream = [
    KeyBinding(
      "pause", .togglePause, [.character("p"), .character(" ")], "pause",
      "Hold the picture still, or let it go on; nothing is missed meanwhile.", .stream, .commands, hint: 60),
    KeyBinding(
      "reconnect", .reconnect, [.character("r")], "reconnect", "Connect again now, from the last event on.", .stream,
      .commands,
      hint: 100),
    KeyBinding(
      "resync", .resync, [.character("R")], "resync",
      "Connect again and ask for everything since the last trusted moment.",
      .stream, .commands),
  ]

  static let screen = [
    KeyBinding(
      "help", .toggleHelp, [.character("?"), .function(1)], "help", "Show or close this help.", .screen, .scrolled,
      hint: 10),
    KeyBinding(
      "theme", .nextTheme, [.character("T")], "theme", "Choose a theme; in the list: the next one.",
      .screen, .scrolled, hint: 110),
    KeyBinding(
      "mouse", .toggleMouse, [.character("m")], "mouse",
      "Let the terminal select text with the mouse, or have clicks and wheel work here.", .screen, .commands),
    KeyBinding("redraw", .redraw, [.control("l")], "redraw", "Draw the whole screen anew.", .screen, .everywhere),
    KeyBinding(
      "suspend", .suspend, [.control("z")], "suspend", "Go back to the shell for a while; fg returns.", .screen,
      .everywhere),
    KeyBinding(
      "close-or-quit", .backOrQuit, [.character("q")], "quit", "Close what is open, or quit when nothing is.", .screen,
      .scrolled,
      hint: 25),
    KeyBinding(
      "quit", .quit, [.character("Q"), .function(10), .control("c")], "quit", "Quit at once.", .screen, .everywhere),
  ]
}

extension KeyBinding {
  init(
    _ action: String, _ command: Command, _ keys: [Key], _ label: String, _ help: String, _ group: KeyGroup,
    _ contexts: Set<KeyContext>, hint: Int? = nil
  ) {
    self.init(
      action: action, command: command, keys: keys, label: label, help: help, group: group, contexts: contexts,
      hintPriority: hint)
  }
}
