import Glibc
import TestSupport
import Testing

/// Promises 21 and 22: however it ends, the terminal is given back and the status tells the cause.
@Suite struct TerminalEndingTests {
  /// Starts the fixture, lets `cause` end it, and checks what is left behind.
  private func expectRestored(
    _ ending: PseudoTerminal.Ending, input: String? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    cause: (PseudoTerminal) async throws -> Void
  ) async throws -> String {
    let terminal = try PseudoTerminal()
    let before = await terminal.settings
    try await terminal.start(BuiltProgram.path("TerminalFixture"), input: input)
    try await terminal.report(until: "drawn 1 ")
    let entered = try await terminal.output(until: "fixture\u{7}")
    #expect(entered.contains(Sequence.mouseOn), sourceLocation: sourceLocation)
    try await cause(terminal)
    #expect(try await terminal.end() == ending, sourceLocation: sourceLocation)
    #expect(await terminal.settings == before, sourceLocation: sourceLocation)
    let last = await terminal.takeOutput()
    for sequence in [Sequence.leave, Sequence.showCursor, Sequence.keypadOff, Sequence.mouseOff] {
      #expect(last.components(of: sequence) == 1, sourceLocation: sourceLocation)
    }
    return last
  }

  @Test("a signal that asks for the end is an input", arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
  func signals(number: Int32) async throws {
    let last = try await expectRestored(.exited(0)) { await $0.signal(number) }
    #expect(last.hasSuffix("after the screen\r\n"))
  }

  @Test(
    "the keys of the line's signals work", arguments: ["\u{3}": "interrupt", "\u{1C}": "quit"])
  func keys(key: String, name: String) async throws {
    _ = try await expectRestored(.exited(0)) { terminal in
      await terminal.type(key)
      try await terminal.report(until: "TerminalSignal.\(name)")
    }
  }

  @Test(
    "a crash restores the terminal and tells the cause",
    arguments: ["s": SIGSEGV, "a": SIGABRT, "t": SIGILL])
  func crashes(key: String, number: Int32) async throws {
    _ = try await expectRestored(.killed(number)) { await $0.type(key) }
  }

  @Test(
    "so does a stack that is used up, on a thread of Swift's pool and on the first",
    .disabled(if: dlsym(nil, "__tsan_init") != nil, "ThreadSanitizer makes the threads itself"), arguments: ["d", "D"])
  func overflow(key: String) async throws {
    let last = try await expectRestored(.killed(SIGSEGV)) { await $0.type(key) }
    #expect(last.contains(" crashed: SIGSEGV, memory that is not there, at 0x"), "\(last)")
  }

  @Test("crash signals from outside do too", arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT])
  func crashSignals(number: Int32) async throws {
    _ = try await expectRestored(.killed(number)) { await $0.signal(number) }
  }

  @Test("Swift's last words can be read after the screen, and no backtracer asks for a key")
  func lastWords() async throws {
    let last = try await expectRestored(.killed(SIGILL)) { await $0.type("t") }
    let left = try #require(last.firstRange(of: Sequence.leave))
    let words = last[left.upperBound...]
    #expect(words.contains("Fatal error: Index out of range\r\n"))
    // And which fault it was, and where in the program.
    #expect(words.contains(" crashed: SIGILL, a check in the program failed\r\n"))
    #expect(words.contains("  +0x"), "\(words)")
  }

  @Test("what is written to stderr waits for the end of the screen, without control characters")
  func stderr() async throws {
    let last = try await expectRestored(.exited(0)) { terminal in
      await terminal.type("on")
      try await terminal.output(until: "number 1")
      let shown = String(decoding: await terminal.transcript, as: UTF8.self)
      #expect(!shown.contains("noise"))
      await terminal.type("q")
    }
    #expect(last.contains("?[31mnoise ?é\r\n"))
  }

  @Test("exit() without closing restores the terminal")
  func exit() async throws {
    _ = try await expectRestored(.exited(3)) { await $0.type("e") }
  }

  @Test("standard input from /dev/null does not spin, and keys still come")
  func noInput() async throws {
    _ = try await expectRestored(.exited(0), input: "/dev/null") { terminal in
      let before = await terminal.processorTime
      try await Task.sleep(for: .seconds(1))
      #expect(await terminal.processorTime - before < 30)
      await terminal.type("q")
    }
  }

  @Test("a closed window ends the program")
  func hangUp() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    await terminal.closeWindow()
    #expect(try await terminal.end(within: .seconds(5)) == .exited(0))
    try await terminal.report(until: "closed")
  }

  @Test("a program that does not react to a signal is ended by a second one, restored")
  func secondSignal() async throws {
    _ = try await expectRestored(.killed(SIGINT)) { terminal in
      await terminal.type("x")
      try await terminal.report(until: "character(\"x\")")
      let start = ContinuousClock.now
      while ContinuousClock.now - start < .seconds(4) {
        await terminal.type("\u{3}")
        try await Task.sleep(for: .milliseconds(500))
      }
    }
  }

  @Test("a terminal that nobody reads keeps the program from nothing")
  func unread() async throws {
    let terminal = try PseudoTerminal(columns: 200, rows: 60)
    try await terminal.start(BuiltProgram.path("TerminalFixture"))
    try await terminal.report(until: "drawn 1 ")
    await terminal.type("fn")
    try await terminal.report(until: "drawn 202 ")
    await terminal.signal(SIGTERM)
    let reports = try await terminal.report(until: "closed", within: .seconds(10))
    #expect(!reports.contains("hungUp"))
  }

  @Test("a control sequence sent in part is cancelled before the screen is left")
  func partial() async throws {
    let terminal = try PseudoTerminal(columns: 200, rows: 60)
    try await terminal.start(BuiltProgram.path("TerminalFixture"))
    try await terminal.report(until: "drawn 1 ")
    await terminal.type("fn")
    try await terminal.report(until: "drawn 202 ")
    await terminal.type("e")
    try await terminal.report(until: "character(\"e\")")
    // Read before it leaves, and the sequence would be whole.
    try await Task.sleep(for: .milliseconds(300))
    #expect(try await terminal.end() == .exited(3))
    let last = String(decoding: await terminal.transcript.suffix(200), as: UTF8.self)
    #expect(last.components(of: "\u{18}") == 1)
    #expect(last.hasSuffix(Sequence.keypadOff))
  }

  @Test("once it is read again, the newest frame is shown")
  func readAgain() async throws {
    let terminal = try PseudoTerminal(columns: 200, rows: 60)
    try await terminal.start(BuiltProgram.path("TerminalFixture"))
    try await terminal.report(until: "drawn 1 ")
    await terminal.type("fn")
    try await terminal.report(until: "drawn 202 ")
    try await terminal.output(until: "number 201")
  }
}
