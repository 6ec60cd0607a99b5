import TestSupport
import Testing

/// Keys through a real terminal and ncurses.
@Suite struct KeyTests {
  @Test(
    "keys arrive, whichever cursor mode the terminal is in", arguments: ["xterm-256color", "tmux-256color", "linux"])
  func keys(type: String) async throws {
    let terminal = try await PseudoTerminal.withFixture(type: type)
    try await terminal.report(until: "\n")
    let keys = [
      ("\u{1B}OA", "Key.up"), ("\u{1B}[A", "Key.up"), ("\u{1B}OB", "Key.down"), ("\u{1B}[B", "Key.down"),
      ("\u{1B}[C", "Key.right"), ("\u{1B}OD", "Key.left"), ("\u{1B}[5~", "Key.pageUp"), ("\u{1B}[6~", "Key.pageDown"),
      ("\u{1B}[H", "Key.home"), ("\u{1B}OF", "Key.end"), ("\u{1B}[1~", "Key.home"), ("\u{1B}[3~", "Key.delete"),
      ("\u{1B}OP", "Key.function(1)"), ("\u{1B}[15~", "Key.function(5)"), ("\u{1B}[24~", "Key.function(12)"),
      ("\u{1B}[Z", "Key.backTab"), ("\u{1B}[1;5D", "Key.left"), ("\t", "Key.tab"), ("\r", "Key.enter"),
      ("\n", "Key.enter"),
      ("\u{7F}", "Key.backspace"), ("\u{8}", "Key.backspace"), ("é", "Key.character(\"é\")"),
      ("時", "Key.character(\"時\")"), ("\u{16}", "Key.control(\"v\")"), ("\u{13}", "Key.control(\"s\")"),
    ]
    for (typed, key) in keys {
      await terminal.type(typed)
      let reports = try await terminal.report(until: "\n")
      #expect(reports.contains(key), "\(typed.debugDescription) gave \(reports)")
    }
  }

  @Test("the letters of unknown sequences are not commands")
  func unknown() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    await terminal.type("\u{1B}[99;99q\u{1B}[I\u{1B}[1;5Q\u{1B}[<0;3;4MG")
    let reports = try await terminal.report(until: "character(\"G\")")
    #expect(!reports.contains("\"q\""))
    #expect(!reports.contains("closed"))
  }

  @Test("a sequence that is never completed does not swallow a later key")
  func incomplete() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    await terminal.type("\u{1B}[")
    try await Task.sleep(for: .milliseconds(500))
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
  }

  @Test("a lone Escape is a key at once")
  func escape() async throws {
    // What ncurses would wait for more: a minute instead of its usual second.
    let terminal = try await PseudoTerminal.withFixture(environment: ["ESCDELAY": "60000"])
    await terminal.type("\u{1B}")
    try await terminal.report(until: "Key.escape")
  }
}
