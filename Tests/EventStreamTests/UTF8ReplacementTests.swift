import EventStream
import Testing

/// The Encoding Standard's decoder puts one U+FFFD in the place of each maximal subpart of a broken sequence.
@Suite("Bytes that are not UTF-8")
struct UTF8ReplacementTests {
  @Test(
    "each maximal subpart becomes one U+FFFD",
    arguments: [
      ([0x80], "\u{FFFD}"), ([0xBF, 0x80], "\u{FFFD}\u{FFFD}"), ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
      ([0xC1, 0xBF], "\u{FFFD}\u{FFFD}"), ([0xC2], "\u{FFFD}"), ([0xC2, 0x41], "\u{FFFD}A"),
      ([0xE0, 0x80, 0xAF], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xE0, 0xA0], "\u{FFFD}"), ([0xE2, 0x82], "\u{FFFD}"),
      ([0xE2, 0x82, 0x41], "\u{FFFD}A"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xED, 0x9F], "\u{FFFD}"),
      ([0xF0, 0x80, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xF0, 0x9F, 0x98], "\u{FFFD}"),
      ([0xF0, 0x9F, 0x41], "\u{FFFD}A"), ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xF4, 0x8F, 0xBF], "\u{FFFD}"), ([0xF5, 0x80], "\u{FFFD}\u{FFFD}"), ([0xFE, 0xFF], "\u{FFFD}\u{FFFD}"),
      ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}A"),
      ([0xEF, 0xBB, 0xBF], "\u{FEFF}"), ([0xEF, 0xBF, 0xBF], "\u{FFFF}"),
    ] as [([UInt8], String)])
  func maximalSubparts(bytes: [UInt8], text: String) {
    let stream = Array("id: ".utf8) + bytes + Array("\nevent: ".utf8) + bytes + Array("\ndata:".utf8) + bytes
    for cut in 0...(stream.count + 2) {
      let events = parse(stream + Array("\n\n".utf8), cutAt: [cut]).events
      // Scalars, because String equality is blind to some differences.
      #expect(events.map { Array($0.data.unicodeScalars) } == [Array(text.unicodeScalars)])
      #expect(events.map { Array($0.type.unicodeScalars) } == [Array(text.unicodeScalars)])
      #expect(events.map { Array($0.lastEventID.unicodeScalars) } == [Array(text.unicodeScalars)])
    }
  }

  @Test("a character cut off by a line end does not eat the line end")
  func cutOffByLineEnd() {
    let stream = Array("data: ".utf8) + [0xE2, 0x82] + Array("\ndata: ".utf8) + [0xAC] + Array("\n\n".utf8)
    #expect(parse(stream).events.map(\.data) == ["\u{FFFD}\n\u{FFFD}"])
  }
}
