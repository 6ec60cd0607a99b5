import CTerminalGuard
import Testing

/// What a crash may print: written in C, for it runs inside a signal handler.
@Suite struct SanitisedStderrTests {
  private func sanitised(_ bytes: [UInt8], utf8: Bool = true) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: bytes.count)
    let count = terminal_guard_sanitise(bytes, bytes.count, &out, utf8)
    return Array(out.prefix(count))
  }

  private func sanitised(_ text: String, utf8: Bool = true) -> String {
    String(decoding: sanitised(Array(text.utf8), utf8: utf8), as: UTF8.self)
  }

  @Test("text stays, controls go")
  func controls() {
    #expect(sanitised("Fatal error: 1 + 1\n\tat café ─ 時\n") == "Fatal error: 1 + 1\n\tat café ─ 時\n")
    #expect(sanitised("a\u{1B}[2J\u{7}\r\u{7F}\u{85}\u{9B}b") == "a?[2J?????b")
    #expect(sanitised("\u{202E}\u{200B}\u{FEFF}\u{2028}\u{E0041}\u{E000}\u{FFFE}\u{AD}\u{61C}") == "?????????")
  }

  @Test("what is no UTF-8 goes")
  func malformed() {
    let bytes: [UInt8] = [0x61, 0x9B, 0x32, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF5, 0xE2, 0x94]
    #expect(sanitised(bytes) == Array("a?2??????".utf8))
  }

  @Test("another locale than UTF-8 gets ASCII")
  func ascii() { #expect(sanitised("café", utf8: false) == "caf?") }

  @Test("whatever comes in, only printable text comes out")
  func noise() {
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 1...40)).map { _ in UInt8.random(in: 0...255) }
      let out = sanitised(bytes)
      let text = String(validating: out, as: UTF8.self)
      #expect(text != nil, "\(bytes)")
      #expect(
        text?.unicodeScalars.allSatisfy {
          $0 == "\n" || $0 == "\t" || ($0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value))
        } == true)
      #expect(out.count <= bytes.count)
    }
  }
}
