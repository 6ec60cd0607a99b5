import TestSupport
import Testing

/// Terminals of all kinds.
@Suite(.serialized) struct TerminalKindTests {
  private static func environment(_ changes: [String: String?]) -> [String: String] {
    var environment = PseudoTerminal.environment
    for (name, value) in changes { environment[name] = value }
    return environment
  }

  /// What the dashboard writes until it is quit, once it has shown some text.
  private func transcript(
    _ changes: [String: String?], arguments: [String] = [], until text: String = "Events & errors"
  ) async throws -> [UInt8] {
    let terminal = try PseudoTerminal(columns: 120, rows: 40)
    try await terminal.start(
      BuiltProgram.path("ordertop"), ["demo"] + arguments, environment: Self.environment(changes))
    try await terminal.output(until: text)
    await terminal.type("?")
    try await terminal.output(until: "Keys and marks")
    await terminal.type("?T")
    try await terminal.output(until: "Themes")
    await terminal.type("Q")
    #expect(try await terminal.end() == .exited(0))
    return await terminal.transcript
  }

  @Test(
    "NO_COLOR: no colour is ever set, not even the terminal's own; bold and reverse are kept",
    arguments: ["xterm-256color", "tmux-256color", "xterm-16color", "linux"])
  func noColor(type: String) async throws {
    let bytes = try await transcript(["NO_COLOR": "1", "TERM": type])
    #expect(Self.attributes(in: bytes).filter(\.isAboutColour) == [])
    #expect(Set(Self.attributes(in: bytes)).isSuperset(of: [1, 7]))
    #expect(try await Self.attributes(in: transcript(["TERM": type])).contains(where: \.isColour))
  }

  @Test("a terminal of sixteen colours, or of eight, gets no others", arguments: [("xterm-16color", 16), ("linux", 8)])
  func fewColours(type: String, count: Int) async throws {
    let attributes = try await Self.attributes(in: transcript(["TERM": type]))
    #expect(!attributes.filter(\.isColour).isEmpty)
    #expect(!attributes.contains { $0 == 38 || $0 == 48 })
    if count == 8 { #expect(!attributes.contains { $0 >= 90 }) }
  }

  @Test("a terminal without colours gets none")
  func monochrome() async throws {
    #expect(try await Self.attributes(in: transcript(["TERM": "vt100"])).filter(\.isColour) == [])
  }

  @Test("LC_ALL=C and --ascii: ASCII alone")
  func ascii() async throws {
    #expect(try await !transcript(["LC_ALL": "C"]).contains { $0 >= 0x80 })
    #expect(try await !transcript([:], arguments: ["--ascii"]).contains { $0 >= 0x80 })
  }

  @Test("without any locale it is UTF-8")
  func noLocale() async throws {
    #expect(try await transcript(["LANG": nil]).firstRange(of: Array("●".utf8)) != nil)
  }

  /// What the SGR sequences set: 1 is bold, 7 reverse.
  private static func attributes(in bytes: [UInt8]) -> [Int] {
    String(decoding: bytes, as: UTF8.self).matches(of: /\u{1B}\[([0-9;]*)m/).flatMap { match in
      match.1.split(separator: ";").compactMap { Int($0) }
    }
  }

  @Test("Ctrl-L draws everything anew")
  func redraw() async throws {
    let terminal = try PseudoTerminal(columns: 120, rows: 40)
    try await terminal.start(BuiltProgram.path("ordertop"), ["demo"])
    try await terminal.output(until: "Events & errors")
    await terminal.type("\u{C}")
    try await terminal.output(until: "\u{1B}[2J")
    try await terminal.output(until: "Events & errors")
  }
}

extension Int {
  /// Whether this attribute of SGR sets any colour.
  fileprivate var isAboutColour: Bool { (30...49).contains(self) || (90...107).contains(self) }

  /// Whether it is one other than the terminal's own.
  fileprivate var isColour: Bool { (30...38).contains(self) || (40...48).contains(self) || (90...107).contains(self) }
}
