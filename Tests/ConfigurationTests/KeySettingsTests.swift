import Dashboard
import OrderStore
import TerminalUI
import Testing

@testable import OrdertopConfiguration

struct KeySettingsTests {
  private func command(_ key: Key, _ keys: KeyTable) -> Command? {
    Keymap.command(for: key, in: ViewState(), keys: keys)
  }

  @Test("actions get other keys, one, several or none, and the others keep theirs")
  func read() throws {
    let keys = try Configuration(file: "[keys]\nfilter = 'F12'\nquit = ['ctrl-x', 'Q']\ntheme = []").screen.keys
    #expect(command(.function(12), keys) == .startFilter)
    #expect(command(.character("/"), keys) == nil)
    #expect(command(.control("x"), keys) == .quit)
    #expect(command(.character("T"), keys) == nil)
    #expect(command(.up, keys) == .move(.up))
  }

  @Test("they are printed with their places, and read back as the same")
  func printed() throws {
    let configuration = try Configuration(file: "[keys]\nfilter = ['F12', '/', \"\\\"\", 'f12']")
    let line = configuration.document.split(separator: "\n").first { $0.hasPrefix("filter = ") }
    #expect(line?.hasPrefix(#"filter = ["f12", "/", "\""] "#) == true)
    #expect(line?.hasSuffix(" # c.toml:2:1") == true)
    #expect(try Configuration(file: configuration.document).values == configuration.values)
  }

  @Test("two actions can swap their keys")
  func swap() throws {
    let keys = try Configuration(file: "[keys]\nfilter = 'a'\nacknowledge = '/'").screen.keys
    #expect(command(.character("a"), keys) == .startFilter)
    #expect(command(.character("/"), keys) == .acknowledge)
  }

  @Test(
    "what cannot be is refused where it stands, every conflict of its own",
    arguments: [
      ("fliter = 'x'", ["2:1: keys.fliter: there is no such action; did you mean 'filter'?"]),
      ("filter = 'F13'", ["2:10: keys.filter: there is no key 'F13', or no terminal could send it"]),
      (
        "filter = ['x', 'pag-up']",
        ["2:16: keys.filter: there is no key 'pag-up', or no terminal could send it; did you mean 'page-up'?"]
      ),
      (
        "filter = 'pgdwn'",
        ["2:10: keys.filter: there is no key 'pgdwn', or no terminal could send it; did you mean 'pgdn'?"]
      ),
      ("filter = 1", ["2:10: keys.filter: should be a string, not a number"]),
      ("filter = [[]]", ["2:11: keys.filter: should be a string, not a list"]),
      ("quit = []", ["2:1: keys.quit: 'quit' needs a key, for there would be no way out"]),
      (
        "filter = 'a'\nback = []",
        [
          "2:1: keys.filter: 'a' would be both 'filter' and 'acknowledge'; give 'acknowledge' another key",
          "3:1: keys.back: 'back' needs a key, for there would be no way out",
        ]
      ),
      (
        "filter = ['0','0','0','0','0','0','0','0','0','0','0']",
        ["2:10: keys.filter: more than 10 keys for one action"]
      ),
    ])
  func refused(lines: String, expected: [String]) {
    #expect(Configuration.mistakes("[keys]\n\(lines)") == expected.map { "c.toml:" + $0 })
  }
}
