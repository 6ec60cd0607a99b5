package import TerminalUI

/// Why keys cannot be had. The description is one sentence without a final stop.
package struct KeyConflict: Error, Equatable, Sendable, CustomStringConvertible {
  /// The action, among those that were given keys, that cannot have them.
  package let action: String
  package let description: String
}

extension KeyTable {
  /// Actions that must keep a key: whoever got in must get out.
  private static let needed: Set = ["quit", "back", "keep-filter"]

  /// The keys that the terminal's own line turns into signals, whatever we want of them.
  private static let signals: [Key: String] = [.control("c"): "quit", .control("z"): "suspend"]

  /// Every action that keys can be given to, in the order of the help.
  package var actions: [String] { bindings.map(\.action) }

  /// This table with other keys for some actions. The keys of an action replace all it had; none: it has no key any more.
  /// Every change that could not work is refused: a key with two meanings in one place, a character where text is
  /// typed, a key that never arrives, no key for what is needed to get out.
  ///
  /// - Parameter changes: keys by the action's name; the first one is shown in the hint bar.
  package func remapping(_ changes: [String: [Key]]) throws(KeyConflict) -> KeyTable {
    for action in changes.keys.sorted() where !actions.contains(action) {
      throw KeyConflict(action: action, description: "there is no action '\(action)'")
    }
    var table = self
    for index in table.bindings.indices {
      if let keys = changes[table.bindings[index].action] { table.bindings[index].keys = keys }
    }
    for binding in table.bindings where changes[binding.action] != nil { try table.check(binding, changes) }
    return table
  }

  private func check(_ binding: KeyBinding, _ changes: [String: [Key]]) throws(KeyConflict) {
    let action = binding.action
    if binding.keys.isEmpty, Self.needed.contains(action) {
      throw KeyConflict(action: action, description: "'\(action)' needs a key, for there would be no way out")
    }
    for key in binding.keys {
      let name = "'\(key.configurationName)'"
      if let owner = Self.signals[key], owner != action {
        throw KeyConflict(action: action, description: "\(name) always is '\(owner)': it is a signal of the terminal")
      }
      if !binding.contexts.contains(where: { binding.answers(key, in: $0) }) {
        throw KeyConflict(action: action, description: "\(name) cannot be '\(action)': characters are text there")
      }
      for other in bindings where other.action != action && other.command != binding.command {
        guard KeyContext.allCases.contains(where: { binding.answers(key, in: $0) && other.answers(key, in: $0) })
        else { continue }
        let hint = changes[other.action] == nil ? "; give '\(other.action)' another key" : ""
        throw KeyConflict(action: action, description: "\(name) would be both '\(action)' and '\(other.action)'\(hint)")
      }
    }
  }
}
