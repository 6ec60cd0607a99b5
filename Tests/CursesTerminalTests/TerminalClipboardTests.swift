import TestSupport
import Testing

@testable import CursesTerminal

@Suite struct TerminalClipboardTests {
  @Test(
    "base64 as in RFC 4648",
    arguments: [
      "": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE=", "é\u{1B}": "w6kb",
    ])
  func base64(text: String, encoded: String) {
    #expect(String(decoding: Base64.encoded(text.utf8), as: UTF8.self) == encoded)
  }

  @Test("a text is sent encoded, whatever is in it, and never in the middle of a frame")
  func copy() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    await terminal.type("y")
    // "order-1", an escape sequence and an accent.
    try await terminal.output(until: "\u{1B}]52;c;b3JkZXItMRtdMDvDqQ==\u{7}")
    try await terminal.report(until: "copied")
  }

  @Test("what no terminal would take is refused")
  func tooLong() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    await terminal.type("Y")
    try await terminal.report(until: "not copied: 100000 bytes are too many")
    let clipboard = TerminalClipboard(terminalType: "xterm")
    #expect(try clipboard.setting(String(repeating: "x", count: 56_244)).count <= TerminalClipboard.limit + 8)
    #expect(throws: ClipboardError.tooLong(bytes: 56_247)) {
      try clipboard.setting(String(repeating: "x", count: 56_247))
    }
  }

  @Test("while the terminal is busy with a frame nothing is sent")
  func busy() async throws {
    let terminal = try PseudoTerminal(columns: 200, rows: 60)
    try await terminal.start(BuiltProgram.path("TerminalFixture"))
    try await terminal.report(until: "drawn 1 ")
    await terminal.type("fy")
    try await terminal.report(until: "not copied: the terminal is busy")
  }
}
