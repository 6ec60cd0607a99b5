package import OrderStore
package import TerminalUI

/// Turns keys into commands, by the ``KeyTable`` and by what the screen shows.
package enum Keymap {
  /// A line of a filter or a search takes no more than this many bytes of UTF-8: a pasted file is not a filter.
  package static let longestFilter = 256

  /// What `key` asks for while the screen shows `view`; `nil` when the key means nothing there.
  package static func command(for key: Key, in view: ViewState, keys: KeyTable = .standard) -> Command? {
    let context = KeyContext(view)
    if let binding = keys.bindings.first(where: { $0.answers(key, in: context) }) { return binding.command }
    guard case .character(let character) = key, character.isText else { return nil }
    if context == .list { return .jumpInList(character) }
    guard let line = view.searchBeingEdited ?? view.filterBeingEdited, context.isLine else { return nil }
    let length = line.utf8.count + character.utf8.count
    return length <= longestFilter ? .typeInFilter(character) : nil
  }
}
