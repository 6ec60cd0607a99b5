import Glibc
import TestSupport
import Testing

/// Signals of a program without a screen.
@Suite struct TerminalSignalTests {
  @Test("signals arrive one by one, and two seconds later the same one ends the program")
  func signals() async throws {
    let terminal = try PseudoTerminal()
    try await terminal.start(BuiltProgram.path("TerminalFixture"), ["signals"])
    try await terminal.report(until: "listening")
    // At once: two seconds after the first, each of these would end the program.
    await terminal.signal(SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGINT)
    let wanted = ["terminate", "hangup", "quit", "interrupt"]
    var reports = ""
    while !wanted.allSatisfy({ reports.contains($0) }) { reports += try await terminal.report(until: "\n") }
    try await Task.sleep(for: .milliseconds(2200))
    await terminal.signal(SIGINT)
    #expect(try await terminal.end() == .killed(SIGINT))
    #expect(await terminal.takeOutput() == "")
  }

  @Test("a hang-up that the parent had ignored stays ignored")
  func nohup() async throws {
    let terminal = try PseudoTerminal()
    try await terminal.start(
      "/usr/bin/nohup", [BuiltProgram.path("TerminalFixture"), "signals"], output: "/dev/null")
    try await terminal.report(until: "listening")
    await terminal.signal(SIGHUP)
    await terminal.signal(SIGTERM)
    #expect(try await !terminal.report(until: "terminate").contains("hangup"))
  }
}
