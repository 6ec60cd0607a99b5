import Dashboard
import TOML
import TerminalUI
import Testing

private func source(_ file: String, _ text: String) -> ThemeSource { ThemeSource(file: file, bytes: Array(text.utf8)) }

struct ThemeCatalogTests {
  @Test("the bundled themes come first, then the user's by name")
  func names() {
    let catalog = ThemeCatalog(
      bundled: bundledSources,
      user: [source("/home/a/z.toml", ""), source("/home/a/b.toml", ""), source("paper.toml", "")])
    #expect(catalog.names == ["midnight", "paper", "terminal", "contrast", "b", "z"])
  }

  @Test("a user's theme replaces the bundled one of its name, and can build on it")
  func replaced() throws {
    var catalog = ThemeCatalog(bundled: bundledSources, user: [source("midnight.toml", "styles.late = 'blue'")])
    let look = try catalog.theme(named: "midnight").look(depth: .palette256)
    #expect(look[.late].foreground == Color(4))
    #expect(look[.warning].foreground == Color(214))
    var explicit = ThemeCatalog(
      bundled: bundledSources, user: [source("paper.toml", "extends = 'paper'\nstyles.late = 'blue'")])
    #expect(try explicit.theme(named: "paper").kind == .light)
  }

  @Test("a broken theme is reported, and keeps no other from being used")
  func broken() throws {
    var catalog = ThemeCatalog(
      bundled: bundledSources,
      user: [source("midnight.toml", "oops"), source("b\u{1B}[2J.toml", ""), source("a.toml", "")])
    #expect(
      catalog.problems.map(\.description) == [
        "b?[2J.toml: a theme's file name has letters, digits, '.', '-' and '_' only"
      ])
    #expect(throws: ThemeError.self) { try catalog.theme(named: "midnight") }
    #expect(throws: ThemeError.self) { try catalog.theme(named: "midnight") }
    #expect(catalog.problems.count == 2)
    for name in ["paper", "terminal", "contrast", "a"] { #expect(try catalog.theme(named: name).name == name) }
  }

  @Test("the next theme is the next that can be used, and after the last the first")
  func next() throws {
    var catalog = ThemeCatalog(bundled: bundledSources, user: [source("a.toml", "oops"), source("b.toml", "")])
    #expect(catalog.theme(after: "midnight")?.name == "paper")
    #expect(catalog.theme(after: "contrast")?.name == "b")
    #expect(catalog.problems.map(\.file) == ["a.toml"])
    #expect(catalog.theme(after: "b")?.name == "midnight")
    #expect(catalog.theme(after: "nosuch")?.name == "midnight")
    var none = ThemeCatalog(bundled: [])
    #expect(none.theme(after: "midnight") == nil)
  }

  @Test("an unknown theme is answered with the known ones and the nearest")
  func unknown() {
    var catalog = ThemeCatalog(bundled: bundledSources)
    do throws(ThemeError) {
      _ = try catalog.theme(named: "papier")
      Issue.record("there is no such theme")
    } catch {
      #expect(
        error.description
          == "no theme 'papier'; there are midnight, paper, terminal, contrast; did you mean 'paper'?")
    }
  }

  @Test("the terminal's colours and NO_COLOR decide the depth")
  func depth() {
    #expect(ColorDepth.choose(terminalColors: 256, noColor: nil) == .palette256)
    #expect(ColorDepth.choose(terminalColors: 16_777_216, noColor: "") == .palette256)
    #expect(ColorDepth.choose(terminalColors: 88, noColor: nil) == .sixteen)
    #expect(ColorDepth.choose(terminalColors: 8, noColor: nil) == .sixteen)
    #expect(ColorDepth.choose(terminalColors: 2, noColor: nil) == .none)
    #expect(ColorDepth.choose(terminalColors: -1, noColor: nil) == .none)
    #expect(ColorDepth.choose(terminalColors: 256, noColor: "1") == .none)
  }
}
