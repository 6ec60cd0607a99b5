import Glibc
import TestSupport
import Testing

/// `ordertop themes`, with and without a terminal.
@Suite(.serialized) struct ThemesTests {
  private let config: ConfigFolder

  init() throws { config = try ConfigFolder() }

  private func list(_ names: String...) async throws -> (status: Int32, lines: [String], errors: [String]) {
    let program = try ChildProgram.ordertop(
      ["themes"] + names,
      environment: ["XDG_CONFIG_HOME": config.path, "LANG": "C.UTF-8", "TERM": "xterm-256color"])
    let status = try await program.end()
    let lines = await program.outputText.split(separator: "\n").map(String.init)
    return (status, lines, await program.errorLines.map(String.init))
  }

  /// What the command writes to a terminal, and how it ends.
  private func shown(_ arguments: [String], columns: Int = 100, _ changes: [String: String] = [:]) async throws -> (
    text: String, ending: PseudoTerminal.Ending
  ) {
    var environment = PseudoTerminal.environment
    environment["XDG_CONFIG_HOME"] = config.path
    environment.merge(changes) { $1 }
    let terminal = try PseudoTerminal(columns: columns, rows: 40)
    try await terminal.start(BuiltProgram.path("ordertop"), ["themes"] + arguments, environment: environment)
    let ending = try await terminal.end()
    return (await terminal.takeOutput(), ending)
  }

  /// Takes the SGR sequences out.
  private func withoutLooks(_ text: String) -> String { text.replacing(/\u{1B}\[[0-9;]*m/, with: "") }

  private func isClean(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\r" || $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) }
  }

  @Test("without a terminal it is a list: name, dark or light, what it is, where from, and the default marked")
  func plain() async throws {
    try config.write("description = \"Mine\"\nkind = \"light\"\n", to: "mine.toml")
    let (status, lines, errors) = try await list()
    #expect(status == 0 && errors.isEmpty)
    #expect(lines.count > 12)
    #expect(lines[0].contains(/^\* midnight +dark +Calm and dark.* bundled$/))
    #expect(lines.filter { $0.hasPrefix("*") }.count == 1)
    #expect(lines.contains { $0.contains(/^ {2}paper +light .* bundled$/) })
    #expect(try #require(lines.last).contains(/^ {2}mine +light +Mine +\/.*mine\.toml$/))
    #expect(isClean(lines.joined(separator: "\n")))
  }

  @Test("only the named ones are listed; one that is not there is 65")
  func named() async throws {
    let (status, lines, _) = try await list("nord", "paper")
    #expect(status == 0)
    #expect(lines.map { $0.dropFirst(2).prefix(5) } == ["nord ", "paper"])
    let (missing, none, errors) = try await list("nord", "papper")
    #expect(missing == 65 && none.isEmpty)
    #expect(errors.count == 1 && errors.first?.contains("did you mean 'paper'?") == true, "\(errors)")
  }

  @Test("broken ones are listed with what is wrong, and the exit code is 65")
  func broken() async throws {
    try config.write("[styles]\nlat = \"red\"\n", to: "broken.toml")
    try config.write("description = \"fine\\u001B[2J\"\n", to: "hostile.toml")
    try config.write("", to: "no\u{1B}name.toml")
    let (status, lines, errors) = try await list()
    #expect(status == 65 && errors.isEmpty)
    #expect(lines.contains { $0.contains(/^ {2}broken +broken +.*broken\.toml:2:1: unknown role 'lat'/) })
    #expect(lines.contains { $0.contains(/^ {2}hostile +dark +fine/) })
    #expect(lines.contains { $0.contains("no?name.toml: a theme's file name has letters") })
    #expect(isClean(lines.joined(separator: "\n")))
    #expect(try await list("paper").status == 0)
    #expect(try await list("broken").status == 65)
    let (text, ending) = try await shown([])
    #expect(ending == .exited(65))
    #expect(text.contains("broken.toml:2:1: unknown role 'lat'"))
    #expect(isClean(withoutLooks(text)))
  }

  @Test("on a terminal each is shown in its colours, by text and SGR alone")
  func previews() async throws {
    let (text, ending) = try await shown([])
    #expect(ending == .exited(0))
    let plain = withoutLooks(text)
    #expect(isClean(plain))
    #expect(plain.contains("midnight (dark, bundled, the default) Calm and dark"))
    #expect(plain.split(separator: "PROCESSING").count > 12)
    for color in ["38;5;202", "48;5;230", "38;5;203"] { #expect(text.contains(color), "\(color)") }
    #expect(plain.split(whereSeparator: \.isNewline).allSatisfy { $0.count <= 100 })
  }

  @Test("the default is the one of the configuration, and a mistake in there is 78")
  func configured() async throws {
    let folder = try TemporaryFolder()
    try folder.write("[screen]\ntheme = \"nord\"\n", to: "config.toml")
    let (status, lines, _) = try await list("--config", folder.path("config.toml"))
    #expect(status == 0)
    #expect(lines.filter { $0.hasPrefix("*") }.map { $0.prefix(6) } == ["* nord"])
    try folder.write("screen = 1\n", to: "config.toml")
    #expect(try await list("--config", folder.path("config.toml")).status == 78)
  }

  @Test("NO_COLOR leaves attributes alone; sixteen colours stay below 108")
  func depths() async throws {
    let plain = try await shown(["midnight", "gruvbox"], ["NO_COLOR": "1"]).text
    #expect(plain.contains("\u{1B}[0;1;7m"))
    #expect(!plain.contains(/\u{1B}\[[0-9;]*(3|4|9|10)[0-9]/))
    let eight = try await shown(["midnight", "gruvbox"], ["TERM": "linux"]).text
    #expect(eight.contains(/\u{1B}\[[0-9;]*4[0-7]/))
    #expect(!eight.contains("8;5;") && !eight.contains(/\u{1B}\[[0-9;]*9[0-7]/))
  }

  @Test("a terminal that knows no escape sequences, or is narrow, gets the list")
  func lesser() async throws {
    let dumb = try await shown([], ["TERM": "dumb"]).text
    #expect(isClean(dumb) && dumb.contains("* midnight"))
    let unknown = try await shown([], ["TERM": "nosuch"]).text
    #expect(isClean(unknown) && unknown.contains("* midnight"))
    let narrow = try await shown([], columns: 30).text
    #expect(!narrow.contains("PROCESSING") && narrow.contains("midnight"))
  }

  @Test("where only ASCII can be shown, ASCII is written")
  func ascii() async throws {
    for (arguments, locale) in [(["nord", "--ascii"], "C.UTF-8"), (["nord"], "C")] {
      let text = try await shown(arguments, ["LANG": locale, "LC_ALL": locale]).text
      #expect(text.contains("nord") && text.utf8.allSatisfy { $0 < 0x80 })
    }
  }
}
