import TOML
import Testing

@testable import OrdertopConfiguration

/// Files that nobody wrote by hand.
struct HostileConfigurationTests {
  private static let attack = "\u{1B}]52;c;eA==\u{7}\u{9B}31m\u{202E}\u{200B}\r"

  private func expectClean(_ lines: [String], _ comment: String = "") {
    for scalar in lines.joined().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        Issue.record("\(scalar.value) \(comment)")
      default: break
      }
    }
  }

  @Test("too large, too deep, no text at all: one mistake, with a reason")
  func shape() {
    let nested = "[stream]\nurl = " + String(repeating: "[", count: 100_000)
    for text in [
      String(repeating: "# x\n", count: 100_000), nested, String(repeating: "a.", count: 50_000) + "a = 1",
      "a = \u{1B}", "\u{0}", "[" + String(repeating: "a.", count: 100) + "b]", "stream.url = {a = {b = {c = {",
    ] { #expect(Configuration.mistakes(text).count == 1) }
    var configuration = Configuration()
    #expect(throws: ConfigurationErrors.self) {
      try configuration.read([0x61, 0xFF, 0xFE], file: "c.toml", folder: ".", home: nil)
    }
  }

  @Test("nothing of a value, a key or the file's own name is told raw")
  func attacks() throws {
    // TOML itself refuses raw control characters; escaped ones get in.
    let escaped = Self.attack.unicodeScalars.map { "\\u" + ("000" + String($0.value, radix: 16)).suffix(4) }.joined()
    for section in ConfigurationSection.all {
      expectClean(Configuration.mistakes("[\(section.name)]\n\"\(escaped)\" = \"\(escaped)\""))
      expectClean(Configuration.mistakes("[\(section.name)]\n\"\(escaped)\" = 2026-11-24"))
      for key in section.keys {
        for value in ["\"\(escaped)\"", "[\"\(escaped)\"]", "{ \"\(escaped)\" = 1 }"] {
          let text = "[\(section.name)]\n\(key.name) = \(value)"
          expectClean(Configuration.mistakes(text), text)
          guard let configuration = try? Configuration(file: text) else { continue }
          expectClean(configuration.document.split(separator: "\n").map(String.init), text)
          #expect(try Configuration(file: configuration.document).values == configuration.values)
        }
      }
    }
    var configuration = Configuration()
    let error = #expect(throws: ConfigurationErrors.self) {
      try configuration.read(Array("x = 1".utf8), file: Self.attack, folder: ".", home: nil)
    }
    expectClean(error?.errors.map(\.description) ?? [])
    try configuration.read(Array("demo.loop = true".utf8), file: Self.attack + "\n", folder: ".", home: nil)
    expectClean(configuration.document.split(separator: "\n").map(String.init))
  }

  @Test("a file that is cut or changed anywhere is read or refused, and never more than that")
  func changed() throws {
    let whole = Array(Configuration(stateDirectory: "/state").document.utf8)
    var random = SystemRandomNumberGenerator()
    let letters = Array("\"'[]{}=.,#\n\\ 0e-x\u{0}".utf8)
    for round in 0..<300 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch round % 3 {
        case 0: bytes[index] = letters.randomElement(using: &random) ?? 0
        case 1: bytes.remove(at: index)
        default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
        }
      }
      var configuration = Configuration(stateDirectory: "/state")
      do throws(ConfigurationErrors) {
        try configuration.read(bytes, file: "c.toml", folder: "/", home: nil)
        let again = try Configuration(file: configuration.document)
        #expect(again.values == configuration.values)
      } catch {
        #expect((1...50).contains(error.errors.count))
        expectClean(error.errors.map(\.description), String(decoding: bytes, as: UTF8.self))
      }
    }
  }
}
