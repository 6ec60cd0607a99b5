import OrderStore
import TerminalUI

extension Set<KeyContext> {
  fileprivate static let lines: Self = [.filterLine, .searchLine]
}

extension KeyTable {
  static let list = [
    KeyBinding(
      "choose", .choose, [.enter], "choose",
      "Choose the selected line; a letter goes to the next line that begins with it.", .list, [.list], hint: 15)
  ]

  static let filterLine = [
    KeyBinding(
      "keep-filter", .acceptFilter, [.enter], "keep", "Keep the filter and go on.", .filterLine, [.filterLine], hint: 10
    ),
    KeyBinding(
      "drop-filter", .cancelFilter, [.escape], "drop", "Drop the filter.", .filterLine, [.filterLine], hint: 20),
    KeyBinding(
      "older-filter", .olderFilter, [.up], "older", "The filter before, of this session.", .filterLine, [.filterLine],
      hint: 40),
    KeyBinding("newer-filter", .newerFilter, [.down], "newer", "The filter after it.", .filterLine, [.filterLine]),
  ]

  static let searchLine = [
    KeyBinding(
      "keep-found", .acceptSearch, [.enter], "stay", "Stay at what was found.", .searchLine, [.searchLine], hint: 10),
    KeyBinding(
      "leave-search", .cancelSearch, [.escape], "go back", "Go back to where the search began.", .searchLine,
      [.searchLine], hint: 20),
    KeyBinding(
      "found-next", .findNext, [.down], "next", "Go to the next match.", .searchLine, [.searchLine], hint: 40),
    KeyBinding(
      "found-previous", .findPrevious, [.up], "previous", "Go to the match before.", .searchLine, [.searchLine]),
  ]

  static let line = [
    KeyBinding(
      "delete-character", .deleteInFilter, [.backspace, .control("h")], "delete",
      "Delete the character before the cursor.", .line, .lines),
    KeyBinding(
      "delete-after", .editLine(.deleteAfter), [.delete], "delete",
      "Delete the character at the cursor.", .line, .lines),
    KeyBinding(
      "delete-word", .editLine(.deleteWord), [.control("w")], "delete word", "Delete the word before the cursor.",
      .line,
      .lines),
    KeyBinding(
      "clear-line", .clearFilterLine, [.control("u")], "clear", "Delete everything before the cursor.", .line, .lines,
      hint: 30),
    KeyBinding("cursor-left", .editLine(.left), [.left], "left", "Move the cursor left.", .line, .lines),
    KeyBinding("cursor-right", .editLine(.right), [.right], "right", "Move the cursor right.", .line, .lines),
    KeyBinding(
      "cursor-start", .editLine(.start), [.home, .control("a")], "start", "Move the cursor to the beginning.", .line,
      .lines),
    KeyBinding(
      "cursor-end", .editLine(.end), [.end, .control("e")], "end", "Move the cursor to the end.", .line, .lines),
  ]
}
