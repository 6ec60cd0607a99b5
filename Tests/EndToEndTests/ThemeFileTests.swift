import Glibc
import TestSupport
import Testing

/// The user's own theme files.
@Suite(.serialized) struct ThemeFileTests {
  private let config: ConfigFolder

  init() throws { config = try ConfigFolder() }

  private func expectRefusal(_ theme: String, _ reason: String) async throws {
    let program = try ChildProgram.ordertop(
      ["demo", "--theme", theme], environment: ["XDG_CONFIG_HOME": config.path, "LANG": "C.UTF-8"])
    #expect(try await program.end() == 65)
    let lines = await program.errorLines
    #expect(lines.count == 1, "\(lines)")
    #expect(lines.first?.contains(reason) == true, "\(lines)")
    #expect(await !program.errorBytes.contains(0x1B))
  }

  @Test("a theme that is not there is 65, and the ones that are there are named")
  func missing() async throws {
    try config.write("", to: "mine.toml")
    try await expectRefusal("mime", "midnight, paper, terminal, contrast, mono, ")
  }

  @Test("a broken one is 65, with its place")
  func broken() async throws {
    try config.write("[styles]\nlat = \"red\"\n", to: "mine.toml")
    try await expectRefusal("mine", "mine.toml:2:1: ")
    try config.write("description = \"\u{1B}]0;x\u{7}\"\n", to: "mine.toml")
    try await expectRefusal("mine", "mine.toml:1:")
  }

  @Test("what cannot be read is 65: a folder, a pipe")
  func unreadable() async throws {
    mkdir(config.themes.path("folder.toml"), 0o700)
    defer { rmdir(config.themes.path("folder.toml")) }
    mkfifo(config.themes.path("pipe.toml"), 0o600)
    try await expectRefusal("folder", "folder.toml: not a file")
    try await expectRefusal("pipe", "pipe.toml: not a file")
  }

  @Test("the list of themes has the user's, those made meanwhile too, and tells what is wrong with one")
  func choose() async throws {
    try config.write("description = \"mine\"\n", to: "mine.toml")
    var environment = PseudoTerminal.environment
    environment["XDG_CONFIG_HOME"] = config.path
    let terminal = try PseudoTerminal(columns: 160, rows: 48)
    try await terminal.start(
      BuiltProgram.path("ordertop"), ["demo", "--theme", "contrast"], environment: environment)
    try await terminal.output(until: "Events & errors")
    try config.write("[styles\n", to: "broken.toml")
    await terminal.type("TG")
    try await terminal.output(until: "mine")
    await terminal.type("k")
    try await terminal.output(until: "broken.toml:1:")
    await terminal.type("qq")
    #expect(try await terminal.end() == .exited(0))
  }
}
