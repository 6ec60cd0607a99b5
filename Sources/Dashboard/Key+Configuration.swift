package import TerminalUI

extension Key {
  /// The key that a configuration calls by this name: `page-up`, `f5`, `ctrl-l`, `space`, or a character as it is typed.
  /// Names are read in any case, characters are not. `nil`: there is no such key, or no terminal could send it.
  ///
  /// What a terminal cannot tell apart is one key: `ctrl-i` is `tab`, `ctrl-m` and `ctrl-j` are `enter`, `ctrl-h` is
  /// `backspace`.
  package init?(named name: String) {
    if let character = name.first, name.count == 1 {
      guard character.isText else { return nil }
      self = .character(character)
      return
    }
    let word = name.lowercased()
    if let key = Self.named[word] ?? Self.otherNames[word] {
      self = key
    } else if word.hasPrefix("f"), let number = Int(word.dropFirst()), word == "f\(number)", 1...12 ~= number {
      self = .function(number)
    } else if word.hasPrefix("ctrl-"), let letter = word.dropFirst(5).first, word.utf8.count == 6, "a"..."z" ~= letter {
      self = Self.sameAsControl[letter] ?? .control(letter)
    } else {
      return nil
    }
  }

  /// The name that a configuration calls it by; ``init(named:)`` reads it.
  package var configurationName: String {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .control(" "): "ctrl-space"
    case .control(let letter): "ctrl-\(letter)"
    case .function(let number): "f\(number)"
    default: Self.named.first { $0.value == self }?.key ?? ""
    }
  }

  /// The words, for a message about one that is not among them.
  package static var configurationNames: [String] { named.keys.sorted() }

  /// The words and what else is understood in their place: what somebody may have meant.
  package static var understoodNames: [String] { configurationNames + otherNames.keys.sorted() }

  private static let named: [String: Key] = [
    "enter": .enter, "escape": .escape, "tab": .tab, "shift-tab": .backTab, "backspace": .backspace,
    "delete": .delete, "insert": .insert, "up": .up, "down": .down, "left": .left, "right": .right, "home": .home,
    "end": .end, "page-up": .pageUp, "page-down": .pageDown, "space": .character(" "), "ctrl-space": .control(" "),
  ]

  private static let otherNames: [String: Key] = [
    "return": .enter, "esc": .escape, "pgup": .pageUp, "pgdn": .pageDown, "del": .delete, "ins": .insert,
  ]

  private static let sameAsControl: [Character: Key] = ["h": .backspace, "i": .tab, "j": .enter, "m": .enter]
}

extension Character {
  /// Whether it can be seen when it is typed.
  var isText: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }
}
