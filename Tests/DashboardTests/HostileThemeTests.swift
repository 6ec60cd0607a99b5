import Dashboard
import TOML
import Testing

private func problem(_ bytes: [UInt8]) -> ThemeError? {
  do throws(ThemeError) {
    _ = try ThemeReader.read(bytes, name: "mine", file: "mine.toml")
    return nil
  } catch {
    return error
  }
}

private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

struct HostileThemeTests {
  static let fine = Array("styles.text = \"default\"\n".utf8)

  @Test("a file of any size is refused beyond 256 KiB and read up to there")
  func size() {
    #expect(problem(HostileThemeTests.fine + Array(repeating: UInt8(ascii: "#"), count: 200_000)) == nil)
    #expect(problem(Array(repeating: UInt8(ascii: "#"), count: 300_000))?.reason.hasPrefix("too large") == true)
  }

  @Test("bytes that are no UTF-8 are found")
  func encoding() {
    let error = problem(HostileThemeTests.fine + Array("# é".utf8) + [0xC3, 0x28])
    #expect(error?.description == "mine.toml:2:4: not UTF-8")
    #expect(problem([0xFF])?.description == "mine.toml:1:1: not UTF-8")
  }

  @Test(
    "control characters are found, in comments and strings too", arguments: [0x00, 0x07, 0x1B, 0x7F, 0x0D] as [UInt8])
  func control(byte: UInt8) {
    let name = "mine.toml:2:4: a control character"
    #expect(problem(HostileThemeTests.fine + Array("# a".utf8) + [byte] + Array("b\n".utf8))?.description == name)
    #expect(problem(HostileThemeTests.fine + Array("a='".utf8) + [byte] + Array("'\n".utf8))?.description == name)
  }

  @Test(
    "any depth is survived",
    arguments: [
      repeated("a.", 120_000) + "a = 1", "[" + repeated("a.", 120_000) + "a]", "a = " + repeated("[", 200_000),
      "a = " + repeated("{a=", 80_000), "a = " + repeated("[{a.b.c.d=[", 10_000), repeated("[[", 100_000),
      "a = [[[[\n" + repeated("[\n", 100_000), "x = = 1\n" + repeated("a.", 120_000) + "a = 1",
      "x = \"\n" + repeated("a.", 120_000) + "a = 1", "x = 1 " + repeated("a.", 120_000) + "a = 1",
      "\"" + repeated("a\".\"", 50_000) + "\" = 1",
    ])
  func depth(text: String) {
    #expect(problem(Array(text.utf8)) != nil)
  }

  @Test("a long line with many values is read in time")
  func longLine() {
    let many = Array(("a = [" + repeated("1,", 120_000) + "1]").utf8)
    #expect(problem(many)?.reason == "unknown key 'a'")
  }

  @Test("escaped zeros in keys and strings do no harm")
  func zero() {
    #expect(problem(Array("\"a\\u0000b\" = 1".utf8)) != nil)
    #expect(
      problem(HostileThemeTests.fine + Array("styles.late = \"bold\\u0000\"".utf8))?.reason == "unknown colour 'bold?'")
  }

  @Test("a theme cut off anywhere is read or refused, never more")
  func cut() {
    guard let whole = bundledSources.first?.bytes else { return }
    for length in stride(from: 0, to: whole.count, by: 7) {
      if let error = problem(Array(whole.prefix(length))) { #expect(!error.reason.isEmpty) }
    }
  }

  @Test("a theme with any byte changed is read or refused with a place, never more")
  func changed() {
    guard var bytes = bundledSources.first?.bytes else { return }
    let nasty: [UInt8] = [
      0x00, 0x0A, 0x0D, 0x1B, 0x20, 0x22, 0x23, 0x27, 0x2E, 0x3D, 0x5B, 0x5C, 0x5D, 0x7B, 0xC3, 0xFF,
    ]
    for step in 0..<400 {
      let index = step * 7919 % bytes.count
      let old = bytes[index]
      bytes[index] = nasty[step % nasty.count]
      if let error = problem(bytes) { #expect(error.position != nil || error.reason.contains("'text'"), "\(error)") }
      bytes[index] = old
    }
  }
}
