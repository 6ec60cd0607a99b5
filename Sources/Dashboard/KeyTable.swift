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
  /// The log has the focus.
  case log
  /// The key help lies over everything.
  case help
  /// A filter is being typed.
  case filterLine

  /// The context that `view` is in.
  package init(_ view: ViewState) {
    if view.showsHelp {
      self = .help
    } else if view.filterBeingEdited != nil {
      self = .filterLine
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
}

/// One line of the key table: keys, and what they ask for.
package struct KeyBinding: Equatable, Sendable {
  package let command: Command
  /// The first one stands for all in the hint bar.
  package let keys: [Key]
  /// One or two words for the hint bar, e.g. `filter`.
  package let label: String
  /// A sentence for the help.
  package let help: String
  package let group: KeyGroup
  package let contexts: Set<KeyContext>
  /// Its place in the hint bar, the lowest number first; `nil`: help alone.
  package let hintPriority: Int?

  /// Whether `key` asks for this in `context`. In the filter line characters are text, whatever they do elsewhere.
  package func answers(_ key: Key, in context: KeyContext) -> Bool {
    if context == .filterLine, case .character = key { return false }
    return contexts.contains(context) && keys.contains(key)
  }
}

/// Every key there is, but for the text of a filter being typed. Keys, hint bar and help are all read from here, so they cannot disagree.
package struct KeyTable: Equatable, Sendable {
  /// All bindings, in the order of the help.
  package private(set) var bindings: [KeyBinding]

  /// The keys as they come.
  package static let standard = KeyTable(bindings: move + look + stream + screen + filterLine)

  /// The bindings that the hint bar shows in `context`, the most useful one first.
  package func hints(in context: KeyContext) -> [KeyBinding] {
    let shown = bindings.enumerated().filter { $0.element.hintPriority != nil && $0.element.contexts.contains(context) }
    return shown.sorted { one, other in
      (one.element.hintPriority ?? .max, one.offset) < (other.element.hintPriority ?? .max, other.offset)
    }.map(\.element)
  }

  /// The bindings under one heading of the help.
  package func help(_ group: KeyGroup) -> [KeyBinding] { bindings.filter { $0.group == group } }
}
