import TerminalUI
import Testing

/// `TerminalTextTests` show what hostile texts become, `Promise13HostileContentTests` that all text goes this way.
@Suite("The rule for untrusted text on the screen")
struct PromiseOfTextTests {
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }

  @Test("every scalar there is, in both character sets: printable, within its cells, and shown the same again")
  func everyScalar() {
    var wrong: [String] = []
    for value in UInt32(0)...0x10FFFF {
      // Planes without any characters but at their beginnings and ends.
      if (0x4_0000..<0xD_FF00).contains(value), value % 0x1000 != 0xFFF { continue }
      guard let scalar = Unicode.Scalar(value), !scalar.isASCII || value < 0x20 || value == 0x7F else { continue }
      for charset in Charset.allCases {
        let text = "a" + String(scalar) + "b"
        let shown = forTerminal(text, maxCells: 4, charset: charset)
        let isFine =
          shown.text.unicodeScalars.allSatisfy {
            charset == .ascii ? (0x20..<0x7F).contains($0.value) : Self.isPrintable($0)
          }
          && shown.cells <= 4 && forTerminal(shown.text, maxCells: 4, charset: charset) == shown
        if !isFine, wrong.count < 20 { wrong.append("U+\(String(value, radix: 16)) \(charset)") }
      }
    }
    #expect(wrong == [])
  }

  @Test("every attack at every width, kept at its start or its end")
  func everyWidth() {
    for attack in Attack.all {
      for cells in [0, 1, 2, 3, 5, 8, 40, 1000] {
        for clip in [Clip.keepStart, .keepEnd] {
          let shown = forTerminal(attack, maxCells: cells, clip: clip)
          #expect(shown.cells <= cells)
          #expect(shown.text.unicodeScalars.allSatisfy(Self.isPrintable), "\(attack.prefix(40).debugDescription)")
          // It would join whatever stands before the text.
          let first = shown.text.unicodeScalars.first?.properties.generalCategory
          #expect(first != .nonspacingMark && first != .enclosingMark, "\(attack.prefix(40).debugDescription)")
        }
      }
    }
  }

  @Test("four marks a grapheme at most; a megabyte costs no more than a line")
  func bounded() {
    for count in 0...12 {
      let text = "a" + String(repeating: "\u{301}", count: count) + "b"
      let shown = forTerminal(text, maxCells: 10).text
      #expect(shown.unicodeScalars.count { $0 == "\u{301}" } == min(count, 4))
      #expect(shown.unicodeScalars.last == "b")
    }
    let clock = ContinuousClock()
    let megabyte = String(repeating: "é\u{1B}", count: 400_000)
    let took = clock.measure { for _ in 0..<200 { _ = forTerminal(megabyte, maxCells: 20) } }
    // Two hundred whole looks at it would take minutes.
    #expect(took < .seconds(5))
  }
}
