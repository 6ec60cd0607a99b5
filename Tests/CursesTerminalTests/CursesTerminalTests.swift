import Glibc
import TestSupport
import Testing

@Suite struct CursesTerminalTests {
  @Test("opening enters the alternate screen, hides the cursor and leaves the palette alone")
  func opening() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    let shown = String(decoding: await terminal.transcript, as: UTF8.self)
    #expect(shown.hasPrefix(Sequence.enter))
    #expect(shown.contains(Sequence.hideCursor))
    #expect(!shown.contains("\u{1B}]104"))
    #expect(!shown.contains(Sequence.leave))
  }

  @Test("closing leaves the screen, shows the cursor, restores the title and every setting of the line")
  func closing() async throws {
    let terminal = try PseudoTerminal()
    let before = await terminal.settings
    try await terminal.start(BuiltProgram.path("TerminalFixture"))
    try await terminal.output(until: "corner")
    #expect(await terminal.settings != before)
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
    #expect(await terminal.settings == before)
    let last = await terminal.takeOutput()
    #expect(last.contains(Sequence.leave))
    #expect(last.contains(Sequence.showCursor))
    #expect(last.contains(Sequence.keypadOff))
    #expect(last.contains("\u{1B}[23;"))
    #expect(last.hasSuffix("after the screen\r\n"))
  }

  @Test("each frame that changes something is one write, and one that does not is none")
  func writes() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    try await terminal.report(until: "writes 2")
    await terminal.type("n")
    try await terminal.report(until: "drawn 2 writes 3")
    await terminal.type("u")
    try await terminal.report(until: "drawn 3 writes 3")
    await terminal.type("n")
    try await terminal.report(until: "drawn 4 writes 4")
  }

  @Test("only what changed is sent")
  func difference() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    _ = await terminal.takeOutput()
    await terminal.type("n")
    let sent = try await terminal.output(until: "number 1")
    #expect(!sent.contains("corner"))
    #expect(sent.utf8.count < 60)
  }

  @Test(
    "text is struck through where the terminal can do that, else it is dim",
    arguments: [("xterm-256color", 9), ("tmux-256color", 9), ("screen-256color", 2)])
  func strikethrough(type: String, code: Int) async throws {
    let terminal = try await PseudoTerminal.withFixture(type: type)
    _ = await terminal.takeOutput()
    await terminal.type("S")
    let sent = try await terminal.output(until: "plain")
    let marks = sent.prefix { $0 != "s" }.split(separator: "\u{1B}").filter { $0.contains("m") }
    let codes = marks.flatMap { $0.dropFirst().prefix { $0 != "m" }.split(separator: ";") }
    #expect(codes.contains("\(code)") && codes.contains("1"), "\(sent.debugDescription)")
    #expect(sent.contains("[0;8mplain"))
    #expect(!sent.contains("\u{1B}[0;8m") && !sent.contains("\u{1B}[8m"))
  }

  @Test("wide characters and marks arrive as they are")
  func unicode() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    await terminal.type("c")
    try await terminal.output(until: "café ─ 時計 e\u{301}")
  }

  @Test("in another locale than UTF-8 nothing but ASCII is sent", arguments: ["C", "POSIX"])
  func ascii(locale: String) async throws {
    let terminal = try await PseudoTerminal.withFixture(environment: ["LC_ALL": locale])
    await terminal.type("c")
    try await terminal.output(until: "caf? - ?? e")
    await terminal.type("h")
    try await terminal.report(until: "drawn 3 ")
    await terminal.type("q")
    _ = try await terminal.end()
    #expect(await terminal.transcript.allSatisfy { $0 < 0x80 })
  }

  @Test("a title cannot carry control characters")
  func title() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    await terminal.type("h")
    try await terminal.output(until: "\u{1B}]2;bad·]0;x··2J·ünicode\u{7}")
  }

  @Test("terminals without a title are not told one", arguments: ["linux", "vt100"])
  func untitled(type: String) async throws {
    let terminal = try await PseudoTerminal.withFixture(type: type)
    await terminal.type("q")
    _ = try await terminal.end()
    #expect(!(await terminal.transcript.contains(Array("\u{1B}]".utf8))))
  }

  @Test("redrawing clears and sends everything again")
  func redraw() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    await terminal.type("\u{C}")
    let sent = try await terminal.output(until: "corner")
    #expect(sent.contains("\u{1B}[2J"))
    #expect(sent.contains("hello"))
  }

  @Test("the bell rings once")
  func bell() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    try await terminal.output(until: "fixture\u{7}")
    await terminal.type("b")
    try await terminal.report(until: "drawn 2 writes 3")
    await terminal.type("u")
    try await terminal.report(until: "drawn 3 writes 3")
    #expect(await terminal.takeOutput() == "\u{7}")
  }

  @Test("more colour pairs than are kept still draw", arguments: ["xterm-256color", "xterm", "vt100"])
  func palette(type: String) async throws {
    let terminal = try await PseudoTerminal.withFixture(columns: 100, rows: 30, type: type)
    await terminal.type("l")
    while !(await terminal.hasReported("colours done")) {
      _ = await terminal.takeOutput()
      try await Task.sleep(for: .milliseconds(2))
    }
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
  }

  @Test("any size will do", arguments: [(1, 1), (2, 1), (1, 50), (300, 1), (1000, 500)])
  func size(columns: Int, rows: Int) async throws {
    let terminal = try PseudoTerminal(columns: columns, rows: rows)
    try await terminal.start(BuiltProgram.path("TerminalFixture"))
    try await terminal.report(until: "open \(columns)x\(rows) 256")
    await terminal.type("cq")
    #expect(try await terminal.end() == .exited(0))
  }

  @Test("LINES and COLUMNS in the environment change nothing; a burst of resizes is one report of the last")
  func resize() async throws {
    let terminal = try await PseudoTerminal.withFixture(environment: ["LINES": "7", "COLUMNS": "9"])
    let start = ContinuousClock.now
    for columns in 81...100 {
      await terminal.resize(columns: columns, rows: 30)
      try await Task.sleep(for: .milliseconds(5))
    }
    let pauses = Int((ContinuousClock.now - start) / .milliseconds(40))
    let reports = try await terminal.report(until: "columns: 100, rows: 30")
    #expect(reports.components(of: "resized") <= pauses + 2)
    try await terminal.output(until: "\u{1B}[30;94H")
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
    // Leaves from the last row of the window as it is now.
    #expect(await terminal.takeOutput().contains("\u{1B}[30;1H"))
  }
}

extension String {
  /// How often a word occurs.
  func components(of word: String) -> Int { ranges(of: word).count }
}
