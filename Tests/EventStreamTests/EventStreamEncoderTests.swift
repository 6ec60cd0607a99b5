import EventStream
import Testing

@Suite("EventStreamEncoder")
struct EventStreamEncoderTests {
  private func encoded(_ events: [ServerSentEvent], lastEventID: String = "") throws -> String {
    var encoder = EventStreamEncoder(lastEventID: lastEventID)
    var bytes: [UInt8] = []
    for event in events { try encoder.encode(event, into: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("an event is written as the specification's samples are")
  func sample() throws {
    let bytes = try fixture("response-stream")
    #expect(try encoded(Array(parse(bytes).events)) == String(decoding: bytes, as: UTF8.self))
  }

  @Test("the id is written where it changes, an empty one included")
  func ids() throws {
    let events = ["", "1", "1", "", ""].map { ServerSentEvent(lastEventID: $0, data: "x") }
    #expect(try encoded(events) == "data: x\n\nid: 1\ndata: x\n\ndata: x\n\nid: \ndata: x\n\ndata: x\n\n")
    #expect(try encoded([ServerSentEvent(lastEventID: "7", data: "")], lastEventID: "7") == "data: \n\n")
  }

  @Test("each line of the data gets a field, whatever ends it")
  func lines() throws {
    let event = ServerSentEvent(type: "t", data: "a\nb\r\nc\rd\n")
    #expect(try encoded([event]) == "event: t\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \n\n")
  }

  @Test("an id or type that would break out of its line is refused, and nothing is written")
  func injection() {
    var encoder = EventStreamEncoder()
    var bytes: [UInt8] = []
    for id in ["a\nb", "a\rb", "a\0b", "\r\n"] {
      #expect(throws: EventStreamEncoder.Failure.invalidID) {
        try encoder.encode(ServerSentEvent(lastEventID: id, data: "x"), into: &bytes)
      }
    }
    for type in ["a\ndata: evil", "a\r", "\r\n"] {
      #expect(throws: EventStreamEncoder.Failure.invalidType) {
        try encoder.encode(ServerSentEvent(lastEventID: "1", type: type, data: "x"), into: &bytes)
      }
    }
    #expect(bytes.isEmpty)
    #expect(encoder.lastEventID == "")
  }

  @Test("what is written reads as the same events")
  func roundTrip() throws {
    var random = SplitMix(seed: 42)
    let pieces = ["", " ", ":", "data: x", "\n", "\n\n", "é", "e\u{301}", "\u{FEFF}", "😀", "\0", "\t", "1", "message"]
    func text(_ allowed: (String) -> Bool) -> String {
      (0..<Int.random(in: 0..<5, using: &random)).compactMap { _ in pieces.filter(allowed).randomElement(using: &random)
      }.joined()
    }
    for _ in 0..<500 {
      let events = (0..<Int.random(in: 1..<6, using: &random)).map { _ in
        let type = text { !$0.contains("\n") }
        return ServerSentEvent(
          lastEventID: text { !$0.contains("\n") && $0 != "\0" }, type: type.isEmpty ? "message" : type,
          data: text { _ in true })
      }
      let read = try parse(encoded(events)).events
      // By their bytes, because String equality is blind to some differences.
      #expect(
        read.map { [$0.lastEventID, $0.type, $0.data].map { Array($0.utf8) } }
          == events.map { [$0.lastEventID, $0.type, $0.data].map { Array($0.utf8) } })
    }
  }
}
