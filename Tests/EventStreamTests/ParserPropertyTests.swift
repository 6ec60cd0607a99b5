import EventStream
import Testing

/// Streams that hold something of everything, short enough to be cut at every pair of places.
private let trickyStreams: [[UInt8]] = [
  Array("\u{FEFF}id: 1\r\nevent: é\r\ndata: a\r\ndata:b\r\n\r\n: c\r\rdata\n\n\nid\ndata: 😀 €\n\n".utf8),
  Array("retry: 10\rdata:x\ndata:y\rid:\u{2026}\n\nid: a\0\nevent: \ndata\n\nevent:e\n\ndata:  z\n\ndata: lost".utf8),
  Array("data:".utf8) + [0xF0, 0x9F, 0x98, 0x20, 0xE2, 0x82, 0xC3] + Array("\r\n\r\nevent: ".utf8)
    + [0xED, 0xA0, 0x80] + Array("\ndata: 1\n\n".utf8),
  Array("\r\r\n\n\r\n:\ndatax:1\ndat\nda\nd\n\nretr\nids: 3\n event: x\ndata: 2\neventful\n\n".utf8),
]

@Suite("EventStreamParser, by property")
struct ParserPropertyTests {
  @Test("cutting a stream at any two places changes nothing", arguments: trickyStreams.indices)
  func cuts(index: Int) {
    let stream = trickyStreams[index]
    let whole = parse(stream)
    #expect(whole == parseByTheBook(stream))
    for first in 0...stream.count {
      for second in first...stream.count where parse(stream, cutAt: [first, second]) != whole {
        Issue.record("cut at \(first) and \(second)")
        return
      }
    }
  }

  @Test("an event that is long, in each of its fields, comes through any two cuts too")
  func longFields() {
    func long(_ letter: String, _ count: Int) -> String { String(repeating: letter, count: count) }
    let stream = Array(
      """
      id: \(long("i", 700))
      event: \(long("é", 600))
      : \(long("c", 300))
      unknown: \(long("u", 300))
      id: \(long("j", 200))
      data: \(long("d", 1500))
      retry: 7

      data: \(long("e", 900))
      data: f
      event: \(long("t", 100))

      data: last


      """.utf8)
    let whole = parse(stream)
    #expect(whole == parseByTheBook(stream) && whole.events.count == 3)
    let step = 61
    for first in stride(from: 0, to: stream.count, by: step) {
      for second in stride(from: first, to: stream.count, by: step) {
        guard parse(stream, cutAt: [first, second]) != whole else { continue }
        Issue.record("cut at \(first) and \(second)")
        return
      }
    }
  }

  @Test("byte by byte is the same as whole, with a small limit too", arguments: trickyStreams.indices)
  func byteByByte(index: Int) {
    let stream = trickyStreams[index]
    for limit in [0, 1, 2, 5, 6, 7, 12, 20, 40, 1000] {
      let whole = parse(stream, eventLimit: limit)
      #expect(parse(stream, cutAt: Array(0...stream.count), eventLimit: limit) == whole, "limit \(limit)")
      for cut in 0...stream.count {
        #expect(parse(stream, cutAt: [cut], eventLimit: limit) == whole, "limit \(limit), cut at \(cut)")
      }
    }
  }

  @Test("random streams give what the standard's algorithm gives, however they are cut and limited")
  func randomStreams() {
    var random = SplitMix(seed: 20_240_715)
    let words: [[UInt8]] =
      [
        "data", "event", "id", "retry", ":", ": ", " ", "\n", "\n", "\n\n", "\r", "\r\n", "12", "x", "\0", "é€😀",
        "\u{FEFF}",
      ]
      .map { Array($0.utf8) } + [[0xC3], [0xE2, 0x82], [0xF0, 0x9F], [0x80], [0xFF], [0xED, 0xA0, 0x80]]
    for _ in 0..<3000 {
      var stream: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<60, using: &random) {
        stream += words.randomElement(using: &random) ?? []
      }
      let cuts = (0..<3).map { _ in Int.random(in: 0...stream.count, using: &random) }.sorted()
      let expected = parseByTheBook(stream)
      guard parse(stream, cutAt: cuts) == expected else {
        Issue.record("\(stream) cut at \(cuts): \(parse(stream, cutAt: cuts)) instead of \(expected)")
        return
      }
      let limit = Int.random(in: 0..<40, using: &random)
      guard parse(stream, cutAt: cuts, eventLimit: limit) == parse(stream, eventLimit: limit) else {
        Issue.record("\(stream) cut at \(cuts), limit \(limit)")
        return
      }
    }
  }

  @Test(
    "a long line in many small pieces is neither searched nor copied again for each of them", .timeLimit(.minutes(1)))
  func manyPieces() {
    // A terabyte of work if every piece cost as much as what came before it.
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 40)
    var parser = EventStreamParser()
    var batch = EventBatch()
    parser.consume(Array("data:".utf8), into: &batch)
    for _ in 0..<200_000 { parser.consume(piece, into: &batch) }
    parser.consume([10, 10], into: &batch)
    #expect(batch.events.map(\.data.utf8.count) == [8_000_000])
  }

  @Test("random bytes never trap")
  func randomBytes() {
    var random = SplitMix(seed: 7)
    for _ in 0..<300 {
      let bytes = (0..<500).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      #expect(parse(bytes, cutAt: [100, 101, 350], eventLimit: 64) == parse(bytes, eventLimit: 64))
      #expect(parse(bytes) == parseByTheBook(bytes))
    }
  }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
