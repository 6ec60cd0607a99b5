import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

struct KeyTableRemappingTests {
  private let standard = KeyTable.standard

  @Test("other keys replace those that an action had, and the others keep theirs")
  func change() throws {
    let keys = try standard.remapping(["filter": [.character("x"), .function(7)], "theme": []])
    let view = ViewState()
    #expect(Keymap.command(for: .character("x"), in: view, keys: keys) == .startFilter)
    #expect(Keymap.command(for: .function(7), in: view, keys: keys) == .startFilter)
    #expect(Keymap.command(for: .character("/"), in: view, keys: keys) == nil)
    #expect(Keymap.command(for: .character("T"), in: view, keys: keys) == nil)
    #expect(Keymap.command(for: .character("a"), in: view, keys: keys) == .acknowledge)
  }

  @Test("hint bar, help and texts show the keys there are")
  func shown() throws {
    let keys = try standard.remapping(["filter": [.character("x")], "theme": [], "back": [.function(12)]])
    #expect(keys.hints(in: .orders).first { $0.label == "filter" }?.key(in: .orders) == .character("x"))
    #expect(!keys.hints(in: .orders).contains { $0.label == "theme" })
    #expect(!keys.help(.screen).contains { $0.action == "theme" })
    #expect(KeyText(keys, .unicode).deed(.back, "clears it") == "F12  clears it")
    #expect(KeyText(keys, .unicode).deed(.nextTheme, "theme") == "")
  }

  @Test("two actions may swap their keys")
  func swap() throws {
    let keys = try standard.remapping(["filter": [.character("a")], "acknowledge": [.character("/")]])
    #expect(Keymap.command(for: .character("a"), in: ViewState(), keys: keys) == .startFilter)
    #expect(Keymap.command(for: .character("/"), in: ViewState(), keys: keys) == .acknowledge)
  }

  @Test("a key may mean two things in two places, and the same thing twice")
  func places() throws {
    // Ctrl-U: half a page up on the panes, the line cleared while typing.
    _ = try standard.remapping(["clear-line": [.control("d")]])
    _ = try standard.remapping(["back": [.escape, .left]])
  }

  @Test("no change at all is the same table")
  func nothing() throws {
    #expect(try standard.remapping([:]) == standard)
    let same = Dictionary(uniqueKeysWithValues: standard.bindings.map { ($0.action, $0.keys) })
    #expect(try standard.remapping(same) == standard)
  }

  @Test(
    "what could not work is refused, with a reason",
    arguments: [
      (
        ["filter": [.character("a")]], "filter",
        "'a' would be both 'filter' and 'acknowledge'; give 'acknowledge' another key"
      ),
      (
        ["filter": [.character("x")], "sort": [.character("x")]], "filter", "'x' would be both 'filter' and 'sort'"
      ),
      (["quit": []], "quit", "'quit' needs a key, for there would be no way out"),
      (["back": []], "back", "'back' needs a key, for there would be no way out"),
      (["keep-filter": [.character("x")]], "keep-filter", "'x' cannot be 'keep-filter': characters are text there"),
      (["filter": [.control("c")]], "filter", "'ctrl-c' always is 'quit': it is a signal of the terminal"),
      (["quit": [.control("z")]], "quit", "'ctrl-z' always is 'suspend': it is a signal of the terminal"),
      (["fliter": [.character("x")]], "fliter", "there is no action 'fliter'"),
    ] as [([String: [Key]], String, String)])
  func refused(changes: [String: [Key]], action: String, reason: String) throws {
    let conflict = #expect(throws: KeyConflict.self) { try standard.remapping(changes) }
    #expect(conflict?.action == action)
    #expect(conflict?.description == reason)
  }

  @Test("each action has a name of its own, of small letters, digits and hyphens")
  func names() {
    #expect(Set(standard.actions).count == standard.actions.count)
    for action in standard.actions { #expect(action.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(action)") }
  }
}
