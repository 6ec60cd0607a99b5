import Glibc
import TestSupport
import Testing

/// Promises 21 and 22: however the dashboard ends, the terminal is given back.
@Suite(.serialized) struct EndingTests {
  /// A terminal with a dashboard in it that has drawn its first frame.
  private func dashboard(
    _ arguments: [String] = ["demo"], environment: [String: String] = PseudoTerminal.environment, input: String? = nil
  ) async throws -> (terminal: PseudoTerminal, settings: [UInt32]) {
    let terminal = try PseudoTerminal(columns: 100, rows: 30)
    let settings = await terminal.settings
    try await terminal.start(
      BuiltProgram.path("ordertop"), arguments, environment: environment, input: input)
    try await terminal.output(until: "Events & errors")
    return (terminal, settings)
  }

  private func expectEnd(
    _ ending: PseudoTerminal.Ending, input: String? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    cause: (PseudoTerminal) async throws -> Void
  ) async throws {
    let (terminal, settings) = try await dashboard(input: input)
    #expect(await terminal.settings != settings, sourceLocation: sourceLocation)
    try await cause(terminal)
    #expect(try await terminal.end() == ending, sourceLocation: sourceLocation)
    #expect(await terminal.settings == settings, sourceLocation: sourceLocation)
    let shown = String(decoding: await terminal.transcript, as: UTF8.self)
    #expect(shown.isLast("\u{1B}[?1049l", after: "\u{1B}[?1049h"), sourceLocation: sourceLocation)
    #expect(shown.isLast("\u{1B}[?25h", after: "\u{1B}[?25l"), sourceLocation: sourceLocation)
  }

  @Test("by q and by Ctrl-C", arguments: ["q", "\u{3}"])
  func keys(key: String) async throws { try await expectEnd(.exited(0)) { await $0.type(key) } }

  @Test("by a signal that asks for the end", arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
  func signals(number: Int32) async throws { try await expectEnd(.exited(0)) { await $0.signal(number) } }

  @Test("by a crash, whose cause the shell is told", arguments: [SIGSEGV, SIGABRT, SIGILL])
  func crashes(number: Int32) async throws { try await expectEnd(.killed(number)) { await $0.signal(number) } }

  @Test("standard input from /dev/null: the keys are the terminal's, and nothing spins")
  func noInput() async throws {
    try await expectEnd(.exited(0), input: "/dev/null") { terminal in
      try await expectIdle(terminal)
      await terminal.type("q")
    }
  }

  private func expectIdle(_ terminal: PseudoTerminal) async throws {
    let id = try #require(await terminal.program)
    let before = try #require(ProcessStatus(id).processorTime)
    try await Task.sleep(for: .seconds(2))
    let after = try #require(ProcessStatus(id).processorTime)
    #expect(after - before < 100, "\(after - before) hundredths of a second in two seconds")
  }

  @Test("a closed window ends it within five seconds")
  func closedWindow() async throws {
    let (terminal, _) = try await dashboard()
    await terminal.closeWindow()
    #expect(try await terminal.end(within: .seconds(5)) == .exited(0))
  }

  @Test("a signal right after the start")
  func early() async throws {
    for delay in [1, 20, 40, 60, 80, 100, 150] {
      let terminal = try PseudoTerminal()
      let settings = await terminal.settings
      try await terminal.start(BuiltProgram.path("ordertop"), ["demo"])
      try await Task.sleep(for: .milliseconds(delay))
      await terminal.signal(SIGTERM)
      let ending = try await terminal.end()
      #expect([.exited(0), .killed(SIGTERM)].contains(ending), "after \(delay) ms: \(ending)")
      #expect(await terminal.settings == settings)
      let shown = String(decoding: await terminal.transcript, as: UTF8.self)
      if shown.contains("\u{1B}[?1049h") { #expect(shown.isLast("\u{1B}[?1049l", after: "\u{1B}[?1049h")) }
    }
  }
}

extension String {
  /// Whether the last of one text comes after the last of the other.
  fileprivate func isLast(_ text: String, after other: String) -> Bool {
    guard let last = ranges(of: text).last, let before = ranges(of: other).last else { return false }
    return last.lowerBound > before.lowerBound
  }
}
