import OrderStore
import TerminalUI

/// The keys under one heading of the help.
struct HelpSection: Equatable {
  var heading: String
  /// They do something where the help was asked for.
  var isHere: Bool
  var bindings: [KeyBinding]
}

extension KeyTable {
  /// The help as one reads it in `context`: first the keys that do something there, by group, what there is in few places
  /// only before the rest; then all others. Each binding that has a key is there once.
  func help(in context: KeyContext) -> [HelpSection] {
    var here: [(fewest: Int, section: HelpSection)] = []
    var elsewhere: [HelpSection] = []
    for group in KeyGroup.allCases {
      let bindings = help(group).filter { $0.key(in: context) != nil }
      let others = help(group).filter { $0.key(in: context) == nil }
      if let fewest = bindings.map(\.contexts.count).min() {
        let known = bindings.map { $0.with(keys: $0.keys(in: context)) }
        here.append((fewest, HelpSection(heading: group.rawValue, isHere: true, bindings: known)))
      }
      if !others.isEmpty {
        let heading = bindings.isEmpty ? group.rawValue : "\(group.rawValue), elsewhere"
        elsewhere.append(HelpSection(heading: heading, isHere: false, bindings: others))
      }
    }
    let sorted = here.enumerated().sorted { ($0.element.fewest, $0.offset) < ($1.element.fewest, $1.offset) }
    return sorted.map(\.element.section) + elsewhere
  }
}

extension KeyBinding {
  fileprivate func keys(in context: KeyContext) -> [Key] { keys.filter { answers($0, in: context) } }

  fileprivate func with(keys: [Key]) -> KeyBinding {
    var binding = self
    binding.keys = keys
    return binding
  }
}

extension KeyContext {
  /// The context under the help that lies over it.
  init(under help: ViewState) {
    var view = help
    view.showsHelp = false
    self.init(view)
  }
}
