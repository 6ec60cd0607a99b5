import Testing

@testable import CursesTerminal
@testable import TerminalUI

@Suite struct KeyDecoderTests {
  private func keys(_ text: String, isUTF8: Bool = true) -> [Key] {
    var decoder = KeyDecoder(isUTF8: isUTF8)
    let inputs = text.unicodeScalars.flatMap { decoder.decode(.character($0.value)) }
    return (inputs + decoder.finish()).compactMap(\.key)
  }

  @Test("characters, controls and their names")
  func characters() {
    #expect(keys("a/é") == [.character("a"), .character("/"), .character("é")])
    #expect(keys("\u{C}\u{1}\u{0}") == [.control("l"), .control("a"), .control(" ")])
    #expect(keys("\t\r\n\u{7F}\u{8}") == [.tab, .enter, .enter, .backspace, .backspace])
    #expect(keys("\u{1C}\u{85}\u{9B}") == [])
    #expect(keys("é", isUTF8: false) == [])
  }

  @Test("Escape alone, twice, and before a character")
  func escape() {
    #expect(keys("\u{1B}") == [.escape])
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(keys("\u{1B}q") == [.escape, .character("q")])
  }

  @Test("sequences with modifiers are the key; those of no key are nothing")
  func sequences() {
    #expect(keys("\u{1B}[1;5A\u{1B}[3;2~\u{1B}[1;2P") == [.up, .delete, .function(1)])
    #expect(keys("\u{1B}[[B\u{1B}[[Ex") == [.function(2), .function(5), .character("x")])
    #expect(keys("\u{1B}[200~\u{1B}[99999999999999999999~\u{1B}[?1;2c\u{1B}[~x") == [.character("x")])
  }

  @Test("the function keys up to F12")
  func functions() {
    let numbers = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24]
    #expect(numbers.flatMap { keys("\u{1B}[\($0)~") } == (1...12).map(Key.function))
  }

  @Test("a sequence cut in two is still one key")
  func cut() {
    var decoder = KeyDecoder(isUTF8: true)
    var found: [Key] = []
    for part in ["\u{1B}[", "1;", "5", "D"] {
      found += part.unicodeScalars.flatMap { decoder.decode(.character($0.value)) }.compactMap(\.key)
      found += decoder.finish().compactMap(\.key)
    }
    #expect(found == [.left])
  }

  @Test("parameters without end are given up")
  func endless() {
    #expect(keys("\u{1B}[" + String(repeating: "1", count: 33) + "x") == [.character("x")])
  }

  @Test("any characters are survived")
  func noise() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var decoder = KeyDecoder(isUTF8: Bool.random())
      for _ in 0..<20 {
        let value = UInt32.random(in: 0...0x7F, using: &generator)
        _ = decoder.decode(.character(Bool.random() ? value : .random(in: 0...UInt32.max)))
        _ = decoder.decode(.code(Int32.random(in: 0...600)))
      }
    }
  }
}

extension TerminalInput {
  fileprivate var key: Key? {
    if case .key(let key) = self { key } else { nil }
  }
}
