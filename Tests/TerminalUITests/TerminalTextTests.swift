import Testing

@testable import TerminalUI

@Suite("Text for a terminal")
struct TerminalTextTests {
  @Test(
    "hostile text becomes visible and harmless",
    arguments: [
      ("\u{1B}[2J\u{1B}]0;owned\u{7}", "·[2J·]0;owned·"),
      ("a\tb\r\nc", "a·b··c"),
      ("\u{9B}31m", "·31m"),
      ("abc\u{8}\u{8}\u{8}xyz", "abc···xyz"),
      ("invoice\u{202E}fdp.exe", "invoice·fdp.exe"),
      ("a\u{200B}b\u{FEFF}c\u{AD}d", "a·b·c·d"),
      ("\u{E0041}\u{E0042}", "··"),
      ("\u{E000}\u{FFFE}\u{0378}", "···"),
      ("\u{2028}\u{2029}", "··"),
      ("👩\u{200D}👧", "👩👧"),
      ("⚠\u{FE0F} x", "⚠ x"),
      ("👍\u{1F3FD}", "👍"),
      ("\u{301}a", "·a"),
      ("a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "a\u{301}\u{302}\u{303}\u{304}"),
      ("a\u{A0}b\u{2003}c", "a b c"),
      ("\u{FFFD}", "\u{FFFD}"),
      ("naïve café 日本", "naïve café 日本"),
    ])
  func hostile(text: String, shown: String) {
    #expect(Array(forTerminal(text, maxCells: 80).text.unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test(
    "an ASCII terminal gets ASCII alone",
    arguments: [
      ("café 日本", "caf? ??"), ("● 3 × 2 …", "* 3 x 2 ~"), ("e\u{301}", "e"), ("\u{1B}[0m", "?[0m"), ("─│", "-|"),
    ])
  func ascii(text: String, shown: String) {
    #expect(forTerminal(text, maxCells: 80, charset: .ascii).text == shown)
  }

  @Test(
    "text that does not fit is cut between graphemes and says so",
    arguments: [
      ("warehouse-1", 6, "wareh…", 6), ("warehouse-1", 11, "warehouse-1", 11), ("日本語", 5, "日本…", 5),
      ("日本語", 4, "日…", 3), ("日本語", 6, "日本語", 6), ("ab", 1, "…", 1), ("日", 1, "…", 1), ("ab", 0, "", 0),
      ("a", -1, "", 0), ("🇩🇪🇫🇷x", 3, "🇩🇪…", 3), ("🇩🇪🇫🇷", 2, "…", 1), ("", 5, "", 0),
    ])
  func cut(text: String, cells: Int, shown: String, width: Int) {
    let made = forTerminal(text, maxCells: cells)
    #expect(made.text == shown)
    #expect(made.cells == width)
  }

  @Test("no more than four times the cells is looked at, and what was not is told")
  func bounded() {
    let tower = "a" + String(repeating: "\u{301}", count: 100_000) + "z"
    #expect(forTerminal(tower, maxCells: 10).text == "a\u{301}\u{301}\u{301}\u{301}…")
    let clock = ContinuousClock()
    let huge = String(repeating: "é", count: 1_000_000)
    let took = clock.measure { for _ in 0..<100 { _ = forTerminal(huge, maxCells: 20) } }
    #expect(took < .seconds(2))
  }

  @Test("whatever comes in: printable, no wider than allowed, four marks at most, and stable", arguments: 0..<40)
  func properties(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for _ in 0..<50 {
      let text = HostileText.random(using: &random)
      let cells = Int.random(in: 0...30, using: &random)
      for charset in Charset.allCases {
        let made = forTerminal(text, maxCells: cells, charset: charset)
        let widths = made.text.unicodeScalars.map(ScalarWidth.init(of:))
        #expect(!widths.contains(.unprintable))
        #expect(widths.reduce(0) { $0 + $1.cells } == made.cells)
        #expect(made.cells <= cells)
        #expect(
          forTerminal(made.text, maxCells: cells, charset: charset) == made, "\(text.unicodeScalars.map(\.value))")
        #expect(charset == .unicode || made.text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        for character in made.text {
          #expect(character.unicodeScalars.filter { ScalarWidth(of: $0) == .zero }.count <= 4)
        }
        #expect(!made.text.unicodeScalars.contains { $0 == "\u{200D}" || (0xFE00...0xFE0F).contains($0.value) })
      }
    }
  }
}
