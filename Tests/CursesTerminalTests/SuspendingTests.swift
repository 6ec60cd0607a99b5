import Glibc
import TestSupport
import Testing

/// Stopping needs a shell with job control, or there would be nobody to continue the program.
@Suite struct SuspendingTests {
  private func withShell() async throws -> PseudoTerminal {
    let terminal = try PseudoTerminal()
    var environment = PseudoTerminal.environment
    environment["PS1"] = "ready "
    try await terminal.start("/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"], environment: environment)
    try await terminal.output(until: "ready ")
    await terminal.type(BuiltProgram.path("TerminalFixture") + "\n")
    try await terminal.output(until: "fixture\u{7}")
    return terminal
  }

  @Test("Ctrl-Z leaves the screen, and fg comes back and draws it", arguments: ["\u{1A}", "z"])
  func stop(key: String) async throws {
    let terminal = try await withShell()
    await terminal.type(key)
    let left = try await terminal.output(until: "ready ")
    #expect(left.contains(Sequence.leave))
    #expect(left.contains(Sequence.showCursor))
    #expect(left.contains(Sequence.mouseOff) && !left.contains(Sequence.mouseOn))
    #expect(left.contains("Stopped"))

    await terminal.resize(columns: 90, rows: 20)
    await terminal.type("fg\n")
    try await terminal.report(until: "resumed")
    try await terminal.report(until: "columns: 90, rows: 20")
    let drawn = try await terminal.output(until: "\u{1B}[20;84H")
    #expect(drawn.contains(Sequence.enter))
    #expect(drawn.contains(Sequence.mouseOn) && !drawn.contains(Sequence.mouseOff))
    await terminal.type("q")
    try await terminal.output(until: "after the screen\r\nready ")
  }

  @Test("the shell's settings are the same before, during and after a stop")
  func settings() async throws {
    let terminal = try PseudoTerminal()
    var environment = PseudoTerminal.environment
    environment["PS1"] = "ready "
    try await terminal.start("/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"], environment: environment)
    try await terminal.output(until: "ready ")
    let before = await terminal.settings
    await terminal.type(BuiltProgram.path("TerminalFixture") + "\n")
    try await terminal.output(until: "fixture\u{7}")
    await terminal.type("\u{1A}")
    try await terminal.output(until: "ready ")
    #expect(await terminal.settings == before)
    await terminal.type("fg\n")
    try await terminal.output(until: "fixture\u{7}")
    await terminal.type("q")
    try await terminal.output(until: "after the screen\r\nready ")
    #expect(await terminal.settings == before)
  }

  @Test("in the background it waits, stopped, and ends when asked to, without a word to the screen")
  func background() async throws {
    let terminal = try await withShell()
    await terminal.type("\u{1A}")
    try await terminal.output(until: "ready ")
    await terminal.type("bg\n")
    try await terminal.output(until: "ready ")
    // Until the shell has seen it stop again: only then kill continues it.
    for _ in 0..<500 {
      await terminal.type("jobs\n")
      if try await terminal.output(until: "ready ").contains("Stopped") { break }
      try await Task.sleep(for: .milliseconds(20))
    }
    // While the shell has yet to hear that the job runs again, its wait ends at once.
    await terminal.type(
      "kill %1; while jobs %1 >/dev/null 2>&1; do wait %1; code=$?; sleep 0.05; done; echo ended $code\n")
    let rest = try await terminal.output(until: "ended 0")
    #expect(!rest.contains(Sequence.enter))
    #expect(rest.contains("after the screen"))
  }

  @Test("after SIGSTOP, which gives no warning, the modes are set and everything is drawn again")
  func hardStop() async throws {
    let terminal = try await withShell()
    await terminal.type("n")
    try await terminal.output(until: "number 1")
    // The fixture is the foreground group of the session that the shell leads.
    await terminal.signalForeground(SIGSTOP)
    try await terminal.output(until: "ready ")
    await terminal.type("fg\n")
    let drawn = try await terminal.output(until: "number 1")
    // Left and entered again: the title on the terminal's stack is still the shell's.
    #expect(drawn.components(of: "\u{1B}[22;") == drawn.components(of: "\u{1B}[23;"))
    #expect(drawn.contains(Sequence.mouseOff))
    try await terminal.output(until: Sequence.mouseOn)
    await terminal.type("q")
    try await terminal.output(until: "after the screen\r\nready ")
  }

  @Test("where nobody could continue it, it is not stopped")
  func orphan() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    await terminal.type("\u{1A}")
    try await terminal.report(until: "resumed")
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
  }
}
