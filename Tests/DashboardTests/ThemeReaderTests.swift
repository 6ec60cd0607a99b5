import Dashboard
import FoundationEssentials
import TOML
import TerminalUI
import Testing

/// Reads a theme as a user's file beside the bundled ones.
private func read(_ text: String, others: [String: String] = [:]) throws(ThemeError) -> Theme {
  let files = [ThemeSource(file: "mine.toml", bytes: Array(text.utf8))]
  var catalog = ThemeCatalog(
    bundled: bundledSources,
    user: files + others.map { ThemeSource(file: $0.key + ".toml", bytes: Array($0.value.utf8)) })
  return try catalog.theme(named: "mine")
}

private func problem(_ text: String, others: [String: String] = [:]) -> String? {
  do {
    _ = try read(text, others: others)
    return nil
  } catch {
    return error.description
  }
}

struct ThemeReaderTests {
  /// Broken themes. The first line of each says, after `# `, where and what is wrong; more may follow that.
  static let broken: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Themes")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0).path }
  }()

  @Test("there are broken themes to try")
  func fixtures() { #expect(ThemeReaderTests.broken.count > 25) }

  @Test("a mistake is reported with its place, its reason and what was meant", arguments: broken)
  func mistakes(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let expected = "mine.toml:" + text.prefix { $0 != "\n" }.dropFirst(2)
    let actual = problem(text)
    #expect(actual?.hasPrefix(expected) == true, "\(actual ?? "no error") instead of \(expected)")
  }

  @Test("a style is stated in words or as a table, and both say the same")
  func forms() throws {
    let words = try read("colors.x = \"#ff5f00\"\nstyles.late = \"x on blue bold underline\"")
    let table = try read(
      "colors.x = \"#ff5f00\"\n[styles.late]\nfg = 'x'\nbg = 'blue'\nbold = true\nunderline = true\nitalic = false")
    let style = Style(foreground: Color(202), background: Color(4), attributes: [.bold, .underline])
    #expect(words.look(depth: .palette256)[.late] == style)
    #expect(table.look(depth: .palette256)[.late] == style)
  }

  @Test("forms for lesser terminals are used there and nowhere else")
  func lesserForms() throws {
    let theme = try read(
      """
      [colors]
      amber = ["#ffaf00", 3, "bright-yellow"]
      [styles]
      late = { fg = "amber", bold = true, sixteen = "red reverse", mono = ["underline"] }
      warning = "amber"
      """)
    #expect(theme.look(depth: .palette256)[.late] == Style(foreground: Color(3), attributes: .bold))
    #expect(theme.look(depth: .sixteen)[.late] == Style(foreground: Color(1), attributes: .reverse))
    #expect(theme.look(depth: .none)[.late] == Style(attributes: .underline))
    #expect(theme.look(depth: .sixteen)[.warning] == Style(foreground: Color(11)))
  }

  @Test("without colours a background becomes reverse, but not the one that is behind everything")
  func monoBackground() throws {
    let look = try read(
      """
      background = "white"
      [styles]
      text = "black on white"
      selection = "white on blue"
      notice = "red on white"
      """
    ).look(depth: .none)
    #expect(look[.selection].attributes == .reverse)
    #expect(look[.text] == .plain)
    #expect(look[.notice] == .plain)
  }

  @Test("a role that is not stated looks like its parent, and what a style leaves out is the parent's")
  func inheritance() throws {
    let theme = try ThemeReader.read(
      Array("styles.text = \"white on black\"\nstyles.late = \"red bold\"\nstyles.log-error = \"italic\"".utf8),
      name: "mine", file: "mine.toml")
    let look = theme.look(depth: .sixteen)
    #expect(look[.stateStale] == look[.late])
    #expect(look[.late] == Style(foreground: Color(1), background: Color(0), attributes: .bold))
    #expect(look[.logError] == Style(foreground: Color(1), background: Color(0), attributes: .italic))
    #expect(look[.border] == look[.text])
  }

  @Test("a theme takes what it leaves out from the one it extends, and can give its colours other values")
  func extending() throws {
    let look = try read("extends = \"midnight\"\ncolors.alarm = 13\nstyles.title = \"red\"").look(depth: .palette256)
    let midnight = try bundledTheme("midnight").look(depth: .palette256)
    #expect(look[.late] == Style(foreground: Color(13), attributes: .bold))
    #expect(look[.title].foreground == Color(1))
    #expect(look[.warning] == midnight[.warning])
  }

  @Test("without a word a theme extends the bundled one of its kind")
  func defaults() throws {
    #expect(try read("").look(depth: .palette256) == bundledTheme("midnight").look(depth: .palette256))
    let light = try read("kind = \"light\"")
    #expect(light.kind == .light)
    #expect(light.look(depth: .palette256) == (try bundledTheme("paper").look(depth: .palette256)))
  }

  @Test("themes that extend one another are refused")
  func cycle() {
    #expect(problem("extends = \"mine\"") == "mine.toml:1:11: 'mine' extends this theme in turn")
    let error = problem("extends = \"b\"", others: ["b": "extends = 'c'", "c": "\nextends = 'mine'"])
    #expect(
      error == "mine.toml:1:11: 'b', which it extends, is broken: b.toml:1:11: 'c', which it extends, is broken: "
        + "c.toml:2:11: 'mine' extends this theme in turn")
  }

  @Test("a theme that extends a broken one says where that is broken")
  func brokenBase() {
    #expect(
      problem("extends = 'b'", others: ["b": "kind = 1"])
        == "mine.toml:1:11: 'b', which it extends, is broken: b.toml:1:8: kind must be a string")
  }

  @Test("a long line of themes, one upon the other, is refused")
  func longChain() {
    let others = (0..<1000).map { ("t\($0)", "extends = 't\($0 + 1)'") }
    #expect(problem("extends = 't0'", others: Dictionary(uniqueKeysWithValues: others)) != nil)
    #expect(problem("extends = 't996'", others: Dictionary(uniqueKeysWithValues: others.dropLast())) != nil)
    #expect(problem("extends = 't996'", others: Dictionary(uniqueKeysWithValues: others + [("t1000", "")])) == nil)
  }

  @Test("colours without a stated form become the nearest of the palette, never one that users change")
  func nearest() throws {
    let look = try read(
      "[colors]\na = '#ff0000'\nb = '#010203'\n[styles]\nlate = 'a'\nwarning = 'b'\ntitle = '#fefefe'"
    ).look(depth: .palette256)
    #expect([look[.late], look[.warning], look[.title]].map(\.foreground) == [Color(196), Color(16), Color(231)])
    for index in 16..<256 {
      let nearest = RGB.palette[index].nearest(among: 16..<256).map { RGB.palette[Int($0)] }
      #expect(nearest == RGB.palette[index])
    }
  }
}
