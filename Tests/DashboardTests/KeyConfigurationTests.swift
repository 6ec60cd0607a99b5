import TerminalUI
import Testing

@testable import Dashboard

struct KeyConfigurationTests {
  @Test("keys are read by their names")
  func names() {
    let expected: [String: Key] = [
      "ctrl-l": .control("l"), "Ctrl-L": .control("l"), "f5": .function(5), "F12": .function(12),
      "space": .character(" "), " ": .character(" "), "page-up": .pageUp, "shift-tab": .backTab, "esc": .escape,
      "g": .character("g"), "G": .character("G"), "é": .character("é"), "-": .character("-"), "5": .character("5"),
    ]
    for (name, key) in expected { #expect(Key(named: name) == key, "\(name)") }
  }

  @Test("what a terminal cannot tell apart is one key")
  func same() {
    let names = ["ctrl-i": "tab", "ctrl-m": "enter", "ctrl-j": "enter", "ctrl-h": "backspace"]
    for (name, other) in names { #expect(Key(named: name) == Key(named: other)) }
  }

  @Test(
    "there are no others",
    arguments: [
      "", "f0", "f13", "f01", "f+1", "ctrl-", "ctrl-1", "ctrl-é", "ctrl-ll", "alt-x", "page up", "gg", "\u{1B}",
      "\u{202E}",
      "\u{7F}", "f99999999999999999999",
    ])
  func unknown(name: String) { #expect(Key(named: name) == nil) }

  @Test("every key of the table has a name that is read again")
  func roundTrip() {
    for key in KeyTable.standard.bindings.flatMap(\.keys) where key != .control("h") {
      #expect(Key(named: key.configurationName) == key, "\(key)")
    }
    for name in Key.configurationNames { #expect(Key(named: name)?.configurationName == name) }
  }
}
