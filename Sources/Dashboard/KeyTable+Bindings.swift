import OrderStore
import TerminalUI

extension Set<KeyContext> {
  /// The panes, side by side.
  fileprivate static let panes: Self = [.orders, .detail, .log]
  /// Everywhere but in the filter line.
  fileprivate static let commands: Self = panes.union([.fullDetail, .help])
  fileprivate static let everywhere = Self(KeyContext.allCases)
}

extension KeyTable {
  static let move = [
    KeyBinding(.move(.up), [.up, .character("k")], "up", "Go up one line.", .move, .everywhere),
    KeyBinding(.move(.down), [.down, .character("j")], "down", "Go down one line.", .move, .everywhere),
    KeyBinding(.move(.pageUp), [.pageUp, .control("b")], "page up", "Go up one page.", .move, .everywhere),
    KeyBinding(.move(.pageDown), [.pageDown, .control("f")], "page down", "Go down one page.", .move, .everywhere),
    KeyBinding(.move(.halfPageUp), [.control("u")], "half up", "Go up half a page.", .move, .commands),
    KeyBinding(.move(.halfPageDown), [.control("d")], "half down", "Go down half a page.", .move, .commands),
    KeyBinding(.move(.first), [.home, .character("g")], "first", "Go to the first line.", .move, .commands),
    KeyBinding(.move(.last), [.end, .character("G")], "last", "Go to the last line.", .move, .commands),
    KeyBinding(.focusNext, [.tab], "pane", "Go to the next pane.", .move, .panes, hint: 80),
    KeyBinding(.focusPrevious, [.backTab], "pane", "Go to the previous pane.", .move, .panes),
    KeyBinding(.focus(.orders), [.character("1")], "orders", "Go to the orders.", .move, .panes),
    KeyBinding(.focus(.detail), [.character("2")], "detail", "Go to the order's detail.", .move, .panes),
    KeyBinding(.focus(.log), [.character("3")], "log", "Go to the log of events and errors.", .move, .panes),
  ]

  static let look = [
    KeyBinding(
      .openDetail, [.enter], "detail", "Show the selected order on the whole screen.", .look, [.orders, .detail],
      hint: 30),
    KeyBinding(
      .back, [.escape, .backspace, .control("h")], "back", "Close what is open.", .look, .commands),
    KeyBinding(
      .back, [.left, .character("h")], "back", "Close what is open, where there is something to close.", .look,
      [.fullDetail, .help]),
    KeyBinding(
      .startFilter, [.character("/")], "filter", "Show only the orders that match what you type.", .look, .panes,
      hint: 20),
    KeyBinding(.nextSort, [.character("s")], "sort", "Sort by the next column.", .look, .panes, hint: 40),
    KeyBinding(.reverseSort, [.character("S")], "reverse", "Sort the other way round.", .look, .panes, hint: 90),
    KeyBinding(
      .toggleExceptions, [.character("!")], "exceptions", "Show only orders that are late or soon will be, or all.",
      .look, .panes, hint: 50),
    KeyBinding(
      .acknowledge, [.character("a")], "acknowledge", "Confirm that you have seen the gaps in the history.", .look,
      .commands, hint: 70),
  ]

  static let stream = [
    KeyBinding(
      .togglePause, [.character("p"), .character(" ")], "pause",
      "Hold the picture still, or let it go on; nothing is missed meanwhile.", .stream, .commands, hint: 60),
    KeyBinding(
      .reconnect, [.character("r")], "reconnect", "Connect again now, from the last event on.", .stream, .commands,
      hint: 100),
    KeyBinding(
      .resync, [.character("R")], "resync", "Connect again and ask for everything since the last trusted moment.",
      .stream, .commands),
  ]

  static let screen = [
    KeyBinding(
      .toggleHelp, [.character("?"), .function(1)], "help", "Show or close this help.", .screen, .commands, hint: 10),
    KeyBinding(.nextTheme, [.character("T")], "theme", "Change to the next theme.", .screen, .commands, hint: 110),
    KeyBinding(.redraw, [.control("l")], "redraw", "Draw the whole screen anew.", .screen, .everywhere),
    KeyBinding(
      .suspend, [.control("z")], "suspend", "Go back to the shell for a while; fg returns.", .screen, .everywhere),
    KeyBinding(
      .backOrQuit, [.character("q")], "quit", "Close what is open, or quit when nothing is.", .screen, .commands,
      hint: 25),
    KeyBinding(
      .quit, [.character("Q"), .function(10), .control("c")], "quit", "Quit at once.", .screen, .everywhere),
  ]

  static let filterLine = [
    KeyBinding(
      .acceptFilter, [.enter], "keep", "Keep the filter and go on.", .filterLine, [.filterLine], hint: 10),
    KeyBinding(.cancelFilter, [.escape], "drop", "Drop the filter.", .filterLine, [.filterLine], hint: 20),
    KeyBinding(
      .deleteInFilter, [.backspace, .control("h")], "delete", "Delete the last character.", .filterLine,
      [.filterLine]),
    KeyBinding(
      .clearFilterLine, [.control("u")], "clear", "Delete the whole line.", .filterLine, [.filterLine], hint: 30),
  ]
}

extension KeyBinding {
  fileprivate init(
    _ command: Command, _ keys: [Key], _ label: String, _ help: String, _ group: KeyGroup, _ contexts: Set<KeyContext>,
    hint: Int? = nil
  ) {
    self.init(
      command: command, keys: keys, label: label, help: help, group: group, contexts: contexts, hintPriority: hint)
  }
}
