package import OrderStore
package import TerminalUI

/// What a key press is meant for: the thing on the screen that takes it.
package enum KeyContext: CaseIterable, Hashable, Sendable {
  /// The orders pane has the focus.
  case orders
  /// The detail beside or below the orders has the focus.
  case detail
  /// The detail fills the screen.
  case fullDetail
  /// The timeline fills the screen.
  case timeline
  /// The log has the focus.
  case log
  /// A list to choose from lies over the panes.
  case list
  /// The big-number board.
  case board
  /// The screen about the feed.
  case feed
  /// The key help lies over everything.
  case help
  /// A filter is being typed.
  case filterLine
  /// What to search for is being typed.
  case searchLine

  /// Whether a line of text is being typed.
  var isLine: Bool { self == .filterLine || self == .searchLine }

  /// The context that `view` is in.
  package init(_ view: ViewState) {
    if view.showsHelp {
      self = .help
    } else if view.filterBeingEdited != nil {
      self = .filterLine
    } else if view.searchBeingEdited != nil {
      self = .searchLine
    } else if view.choice != nil {
      self = .list
    } else if view.showsFeed {
      self = .feed
    } else if view.showsBoard {
      self = .board
    } else if view.showsTimeline {
      self = .timeline
    } else if view.showsDetailOnly {
      self = .fullDetail
    } else {
      switch view.focus {
      case .orders: self = .orders
      case .detail: self = .detail
      case .log: self = .log
      }
    }
  }
}

/// The headings of the key help, in order.
package enum KeyGroup: String, CaseIterable, Hashable, Sendable {
  case move = "Move"
  case look = "Look"
  case stream = "Stream"
  case screen = "Screen"
  case filterLine = "While typing a filter"
  case searchLine = "While typing what to find"
  case line = "While typing either"
  case list = "In a list"
}

/// One line of the key table: keys, and what they ask for.
package struct KeyBinding: Equatable, Sendable {
  /// What a configuration calls it, e.g. `page-down`; no two bindings share a name.
  package let action: String
  package let command: Command
  /// The first one stands for all in the hint bar. Empty: nothing asks for it.
  package internal(set) var keys: [Key]
  /// One or two words for the hint bar, e.g. `filter`.
  package let label: String
  /// A sentence for the help.
  package let help: String
  package let group: KeyGroup
  package let contexts: Set<KeyContext>
  /// Its place in the hint bar, the lowest number first; `nil`: help alone.
  package let hintPriority: Int?

  /// Whether `key` asks for this in `context`. Where a line is being typed characters are text, whatever they do elsewhere.
  package func answers(_ key: Key, in context: KeyContext) -> Bool {
    if context.isLine, case .character = key { return false }
    return contexts.contains(context) && keys.contains(key)
  }

  /// The first of its keys that works in `context`.
  func key(in context: KeyContext) -> Key? { keys.first { answers($0, in: context) } }
}

/// Every key there is, but for the text of a line being typed and the first letters in a list. Keys, hint bar and help are all read from here, so they cannot disagree.
package struct KeyTable: Equatable, Sendable {
  /// All bindings, in the order of the help.
  package internal(set) var bindings: [KeyBinding]

  /// The keys as they come.
  package static let standard = KeyTable(
    bindings: move + look + stream + screen + filterLine + searchLine + line + list)

  /// The bindings that the hint bar shows in `context`, the most useful one first.
  package func hints(in context: KeyContext) -> [KeyBinding] {
    let shown = bindings.enumerated().filter { _, binding in
      binding.hintPriority != nil && binding.key(in: context) != nil
    }
    return shown.sorted { one, other in
      (one.element.hintPriority ?? .max, one.offset) < (other.element.hintPriority ?? .max, other.offset)
    }.map(\.element)
  }

  /// The bindings under one heading of the help: those that a key asks for.
  package func help(_ group: KeyGroup) -> [KeyBinding] { bindings.filter { $0.group == group && !$0.keys.isEmpty } }

  /// The key that asks for a command in a context, to be named in a text; `nil`: none does.
  func key(for command: Command, in context: KeyContext) -> Key? {
    bindings.lazy.filter { $0.command == command }.compactMap { $0.key(in: context) }.first
  }
}
