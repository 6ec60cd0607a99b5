package import TerminalUI

extension Key {
  /// The key's name for hint bar and help: `/`, `Enter`, `^L`, `↑`. The ASCII forms are `Up`, `Down`, `Left`, `Right`.
  package func name(ascii: Bool = false) -> String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let letter): "^" + letter.uppercased()
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: ascii ? "S-Tab" : "⇧Tab"
    case .backspace: "Bksp"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: ascii ? "Up" : "↑"
    case .down: ascii ? "Down" : "↓"
    case .left: ascii ? "Left" : "←"
    case .right: ascii ? "Right" : "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .function(let number): "F\(number)"
    }
  }
}

extension KeyBinding {
  /// All its keys by name, for the help: `↑ k`.
  package func keyNames(ascii: Bool = false) -> String {
    keys.map { $0.name(ascii: ascii) }.joined(separator: " ")
  }
}
