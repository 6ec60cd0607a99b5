import Glibc
import TestSupport
import Testing

@Suite struct OpeningTests {
  @Test(
    "a terminal that cannot be drawn on is refused with the way out, and nothing else is written",
    arguments: ["dumb", "nosuch", "", "unknown", "../../etc/passwd", "\u{1B}[31mred"])
  func refusal(type: String) async throws {
    let terminal = try PseudoTerminal()
    let before = await terminal.settings
    var environment = PseudoTerminal.environment
    environment["TERM"] = type
    try await terminal.start(BuiltProgram.path("TerminalFixture"), environment: environment)
    #expect(try await terminal.end() == .exited(64))
    let output = await terminal.takeOutput()
    #expect(output.contains("ordertop tail"))
    #expect(!output.contains("\u{1B}"))
    #expect(await terminal.settings == before)
  }

  @Test("standard output that is no terminal is refused, and the terminal left alone")
  func file() async throws {
    let terminal = try PseudoTerminal()
    try await terminal.start(BuiltProgram.path("TerminalFixture"), output: "/dev/null")
    #expect(try await terminal.end() == .exited(64))
    #expect(await terminal.takeOutput() == "")
  }

  @Test("there is one screen at a time, and another after it")
  func twice() async throws {
    let terminal = try PseudoTerminal()
    try await terminal.start(BuiltProgram.path("TerminalFixture"), ["twice"])
    try await terminal.report(until: "second: the terminal is in use")
    try await terminal.output(until: "corner")
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
    let shown = String(decoding: await terminal.transcript, as: UTF8.self)
    #expect(shown.components(of: Sequence.enter) == 2)
    #expect(shown.components(of: Sequence.leave) == 2)
  }

  @Test(
    "colours are the terminal's",
    arguments: ["xterm-256color": 256, "tmux-256color": 256, "xterm": 8, "linux": 8, "vt100": 0])
  func colors(type: String, colors: Int) async throws {
    let terminal = try PseudoTerminal()
    var environment = PseudoTerminal.environment
    environment["TERM"] = type
    try await terminal.start(BuiltProgram.path("TerminalFixture"), environment: environment)
    try await terminal.report(until: "open 80x24 \(colors) ")
  }

  @Test(
    "without a locale, or with one that is not installed, UTF-8 is taken and said so",
    arguments: [
      ([:], "C.UTF-8", true, true), (["LANG": "xx_YY.UTF-8"], "C.UTF-8", true, true),
      (["LANG": "C.UTF-8"], "C.UTF-8", true, false), (["LC_CTYPE": "C", "LANG": "C.UTF-8"], "C", false, false),
      (["LANG": "xx_YY.ISO-8859-1"], "C", false, false),
    ])
  func locale(variables: [String: String], name: String, isUTF8: Bool, isFallback: Bool) async throws {
    let terminal = try PseudoTerminal()
    let environment = ["TERM": "xterm"].merging(variables) { $1 }
    try await terminal.start(BuiltProgram.path("TerminalFixture"), environment: environment)
    try await terminal.report(until: "(name: \"\(name)\", isUTF8: \(isUTF8), isFallback: \(isFallback))")
  }
}
