import OrderStore
import TerminalUI

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
      "delete-character", .deleteInFilter, [.backspace, .control("h")], "delete", "Delete the last character.",
      .filterLine,
      [.filterLine]),
    KeyBinding(
      "clear-line", .clearFilterLine, [.control("u")], "clear", "Delete the whole line.", .filterLine, [.filterLine],
      hint: 30),
  ]
}
