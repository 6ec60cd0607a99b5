import TestSupport

extension PseudoTerminal {
  /// A terminal in which the fixture has drawn its first frame.
  static func withFixture(
    columns: Int = 80, rows: Int = 24, type: String = "xterm-256color",
    environment changes: [String: String] = [:]
  ) async throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: columns, rows: rows)
    var environment = Self.environment
    environment["TERM"] = type
    environment.merge(changes) { $1 }
    try await terminal.start(BuiltProgram.path("TerminalFixture"), environment: environment)
    try await terminal.report(until: "drawn 1 ")
    try await terminal.output(until: "corner")
    return terminal
  }
}

/// Control sequences of xterm.
enum Sequence {
  static let enter = "\u{1B}[?1049h"
  static let leave = "\u{1B}[?1049l"
  static let hideCursor = "\u{1B}[?25l"
  static let showCursor = "\u{1B}[?25h"
  static let keypadOff = "\u{1B}[?1l\u{1B}>"
  static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
  static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"
}
