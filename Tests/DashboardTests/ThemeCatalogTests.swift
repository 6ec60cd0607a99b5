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
    #expect(catalog.names == ThemeTests.names + ["b", "z"])
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
    for name in ThemeTests.names.dropFirst() + ["a"] { #expect(try catalog.theme(named: name).name == name) }
  }

  @Test("each theme tells the file that it comes from, if it is the user's")
  func files() {
    let catalog = ThemeCatalog(
      bundled: bundledSources, user: [source("/home/a/paper.toml", ""), source("/home/a/b.toml", "oops")])
    #expect(catalog.userFile(of: "paper") == "/home/a/paper.toml")
    #expect(catalog.userFile(of: "b") == "/home/a/b.toml")
    #expect(catalog.userFile(of: "midnight") == nil)
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
          == "no theme 'papier'; there are \(ThemeTests.names.joined(separator: ", ")); did you mean 'paper'?")
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
