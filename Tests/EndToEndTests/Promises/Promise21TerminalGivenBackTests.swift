import Glibc
import TestSupport
import Testing

/// `TerminalEndingTests` and `SuspendingTests` say the same of a program that does nothing but draw.
@Suite("Promise 21: however it ends, the terminal is given back, and the status tells the cause", .serialized)
struct Promise21TerminalGivenBackTests {
  private let folder: BoardFolder
  private let server: LoopbackServer

  init() throws {
    folder = try BoardFolder()
    server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
  }

  /// A terminal with a dashboard in it that has drawn its first frame.
  private func dashboard(
    _ arguments: [String]? = nil, input: String? = nil, environment: [String: String] = [:]
  ) async throws -> (terminal: PseudoTerminal, settings: [UInt32]) {
    let terminal = try PseudoTerminal(columns: 100, rows: 30)
    let settings = await terminal.settings
    try await terminal.start(
      BuiltProgram.path("ordertop"), arguments ?? ["--url", server.orders, "--state-dir", folder.path],
      environment: PseudoTerminal.environment.merging(environment) { $1 }, input: input)
    try await terminal.output(until: "Events & errors")
    return (terminal, settings)
  }

  /// Modes that are switched on, and whether on or off is what a shell expects; after the last of each.
  private static let modes: [(set: String, restored: String)] = [
    ("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?25l", "\u{1B}[?25h"), ("\u{1B}[?1h", "\u{1B}[?1l"),
    ("\u{1B}[?1000h", "\u{1B}[?1000l"), ("\u{1B}[?1006h", "\u{1B}[?1006l"),
  ]

  @discardableResult
  private func expectEnd(
    _ ending: PseudoTerminal.Ending, _ arguments: [String]? = nil, input: String? = nil,
    environment: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation,
    cause: (PseudoTerminal) async throws -> Void
  ) async throws -> String {
    let (terminal, settings) = try await dashboard(arguments, input: input, environment: environment)
    #expect(await terminal.settings != settings, sourceLocation: sourceLocation)
    try await cause(terminal)
    #expect(try await terminal.end() == ending, sourceLocation: sourceLocation)
    #expect(await terminal.settings == settings, sourceLocation: sourceLocation)
    let shown = String(decoding: await terminal.transcript, as: UTF8.self)
    for (set, restored) in Self.modes where shown.contains(set) {
      #expect(shown.isLast(restored, after: set), "\(restored.debugDescription)", sourceLocation: sourceLocation)
    }
    #expect(shown.contains("\u{1B}[?1049h"), sourceLocation: sourceLocation)
    return shown.ranges(of: "\u{1B}[?1049l").last.map { String(shown[$0.upperBound...]) } ?? ""
  }

  @Test("by q, by Q and by Ctrl-C", arguments: ["q", "Q", "\u{3}"])
  func keys(key: String) async throws { try await expectEnd(.exited(0)) { await $0.type(key) } }

  @Test("by a signal that asks for the end", arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
  func signals(number: Int32) async throws {
    try await expectEnd(.exited(0)) { await $0.signal(number) }
    try await expectEnd(.exited(0), ["demo"]) { await $0.signal(number) }
  }

  @Test("by a crash: the cause is told to the shell and to the user")
  func crashes() async throws {
    try await together([SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGILL, SIGTRAP]) { number in
      try await Self().expectCrash(by: number)
    }
  }

  private func expectCrash(by number: Int32) async throws {
    let names = [
      SIGSEGV: "SIGSEGV", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGABRT: "SIGABRT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP",
    ]
    let secret = ["ORDERTOP_TOKEN": "hunter2"]
    let said = try await expectEnd(.killed(number), environment: secret) { terminal in
      try await folder.saves("order-1")
      await terminal.signal(number)
    }
    let report = folder.path + "/crash-report.txt"
    #expect(said.contains("crashed: \(names[number] ?? "?"), "), "\(said)")
    #expect(said.contains("where it was is in \(report)"), "\(said)")
    let lines = try FileOnDisk.text(report).split(separator: "\n")
    #expect(lines.first?.contains(names[number] ?? "?") == true, "\(lines)")
    // Where it was: the addresses of whichever thread got the signal.
    #expect(lines.dropFirst().contains { $0.contains("0x") }, "\(lines)")
    #expect(!lines.joined().contains("hunter2"))
    #expect(try FileOnDisk.mode(report) == 0o600)

    // What was saved is there, and the next start says what happened; once.
    for isTold in [true, false] {
      let next = try await folder.watch(server.orders, columns: 200)
      try await next.output(until: "order-1")
      await next.type("q")
      #expect(try await next.end() == .exited(0))
      let shown = String(decoding: await next.transcript, as: UTF8.self)
      #expect(shown.contains("ordertop crashed when it ran here last: ") == isTold)
      #expect(shown.contains("crash-report.told.txt") == isTold)
      // The entry is part of the saved log from then on.
      folder.forgetLog()
    }
  }

  @Test("standard input from /dev/null: the keys are the terminal's")
  func noInput() async throws {
    try await expectEnd(.exited(0), ["demo"], input: "/dev/null") { await $0.type("q") }
  }

  @Test("a stop and what follows it: the shell's screen and settings in between, and at the end")
  func suspended() async throws {
    let (terminal, settings) = try await dashboard()
    // The leader of a session has nobody who could continue it: it is stopped as from outside.
    await terminal.signal(SIGSTOP)
    try await Task.sleep(for: .milliseconds(300))
    await terminal.signal(SIGCONT)
    try await terminal.output(until: "Events & errors")
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
    #expect(await terminal.settings == settings)
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

  @Test("a command without a screen reports its crash as well, and asks nobody for a key")
  func tail() async throws {
    let terminal = try PseudoTerminal()
    try await terminal.start(BuiltProgram.path("ordertop"), ["tail", "--url", server.orders])
    try await terminal.output(until: "order-1")
    await terminal.signal(SIGILL)
    #expect(try await terminal.end(within: .seconds(10)) == .killed(SIGILL))
    let shown = String(decoding: await terminal.transcript, as: UTF8.self)
    #expect(shown.contains("crashed: SIGILL, "), "\(shown)")
    #expect(shown.contains("  0x") || shown.contains("  +0x"))
  }
}

extension BoardFolder {
  /// Takes away what a log has told, with everything else that was saved.
  fileprivate func forgetLog() {
    for name in names where name.contains(".sqlite") { unlink("\(path)/\(name)") }
  }
}

extension String {
  /// Whether the last of one text comes after the last of the other.
  fileprivate func isLast(_ text: String, after other: String) -> Bool {
    guard let last = ranges(of: text).last, let before = ranges(of: other).last else { return false }
    return last.lowerBound > before.lowerBound
  }
}
