import Testing

@testable import EventStream

@Suite("Dispatched events: many in one place") struct DispatchedEventsTests {
  private static let events = [
    ServerSentEvent(lastEventID: "1", type: "order-created", data: "{}"),
    ServerSentEvent(lastEventID: "", type: "message", data: ""),
    ServerSentEvent(lastEventID: "caf\u{E9}", type: "größer", data: String(repeating: "\u{1F4E6}", count: 1000)),
  ]

  @Test("what was put in comes out") func collection() {
    let events = DispatchedEvents(Self.events)
    #expect(Array(events) == Self.events && events.count == 3 && events.last == Self.events[2])
    #expect(events.dataByteCount == 4002)
    #expect(DispatchedEvents().isEmpty && DispatchedEvents().dataByteCount == 0)
  }

  @Test("they are the same if their bytes are") func equality() {
    let one: DispatchedEvents = [ServerSentEvent(lastEventID: "ab", type: "c", data: "d")]
    #expect(one == [ServerSentEvent(lastEventID: "ab", type: "c", data: "d")])
    for other in [
      ServerSentEvent(lastEventID: "a", type: "bc", data: "d"),
      ServerSentEvent(lastEventID: "ab", type: "cd", data: ""),
      ServerSentEvent(lastEventID: "ab", type: "c", data: "e"),
    ] {
      #expect(one != [other])
    }
    #expect(one != [])
    let (composed, decomposed): (DispatchedEvents, DispatchedEvents) = (
      [ServerSentEvent(data: "\u{E9}")], [ServerSentEvent(data: "e\u{301}")]
    )
    #expect(composed != decomposed)
  }

  @Test("the last ones can be dropped") func removal() {
    var events = DispatchedEvents(Self.events)
    events.removeAll(from: 3)
    #expect(events.count == 3)
    events.removeAll(from: 1)
    #expect(Array(events) == [Self.events[0]] && events.dataByteCount == 2)
    events.append(Self.events[2])
    #expect(Array(events) == [Self.events[0], Self.events[2]] && events.dataByteCount == 4002)
  }

  @Test("an id that stays in force lies there once for a chunk")
  func sharedID() {
    let id = String(repeating: "i", count: 100_000)
    let batch = parse("id: \(id)\ndata: a\n\n" + String(repeating: "data: b\n\n", count: 1000) + "id: 2\ndata: c\n\n")
    #expect(batch.events.count == 1002 && batch.events.texts.count < 120_000)
    #expect(batch.events[0].lastEventID == id && batch.events[1000].lastEventID == id)
    #expect(batch.events[1001].lastEventID == "2" && batch.lastEventID == "2")
  }

  @Test("what is not UTF-8 is mended, event by event, and what is stays as it came")
  func mending() {
    let lines: [[UInt8]] = [
      Array("id: caf\u{E9}\nevent: größer\ndata: \u{1F4E6}\n\n".utf8),
      Array("id: 2".utf8) + [0xFF], Array("\nevent: b".utf8) + [0xC3], Array("\ndata: ".utf8) + [0xE2, 0x82],
      Array("\n\nid: 3\ndata: plain\n\n".utf8),
    ]
    let bytes = Array(lines.joined())
    let expected = [
      ServerSentEvent(lastEventID: "caf\u{E9}", type: "größer", data: "\u{1F4E6}"),
      ServerSentEvent(lastEventID: "2\u{FFFD}", type: "b\u{FFFD}", data: "\u{FFFD}"),
      ServerSentEvent(lastEventID: "3", type: "message", data: "plain"),
    ]
    for cut in 0...bytes.count {
      var parser = EventStreamParser()
      var batch = EventBatch()
      parser.consume(Array(bytes[..<cut]), into: &batch)
      parser.consume(Array(bytes[cut...]), into: &batch)
      // Byte by byte: who makes strings of them mends them, too.
      #expect(batch.events == DispatchedEvents(expected), "cut at \(cut)")
    }
  }

  @Test("a batch that is emptied takes the next chunk as a new one would")
  func reuse() {
    let bytes = Array(
      (0..<200).map { "id: \($0)\nevent: t\($0 % 7)\nretry: \($0)\ndata: \u{E9}\($0)\n\n" }.joined().utf8)
    var (parser, batch) = (EventStreamParser(), EventBatch())
    var (other, events) = (EventStreamParser(), [ServerSentEvent]())
    for start in stride(from: 0, to: bytes.count, by: 61) {
      let chunk = Array(bytes[start..<min(start + 61, bytes.count)])
      batch.removeAll()
      #expect(batch.events.isEmpty && batch.events.dataByteCount == 0 && batch.reconnectionTime == nil)
      parser.consume(chunk, into: &batch)
      var fresh = EventBatch(lastEventID: other.lastEventID)
      other.consume(chunk, into: &fresh)
      #expect(batch == fresh)
      events += batch.events
    }
    #expect(events.count == 200 && events.last?.data == "\u{E9}199")
  }

  @Test("an id that an event without data has set is that of the next one")
  func idAlone() {
    let batch = parse("id: 1\ndata: a\n\nid: 2\n\ndata: b\n\nid\ndata: c\n\n")
    #expect(batch.events.map(\.lastEventID) == ["1", "2", ""])
  }

  @Test("one byte that is not ASCII is found wherever it is") func ascii() {
    for count in 0..<40 {
      var bytes = [UInt8](repeating: 0x7F, count: count)
      #expect(bytes.withUnsafeBufferPointer { $0.isASCII })
      for place in bytes.indices {
        bytes[place] = 0x80
        #expect(!bytes.withUnsafeBufferPointer { $0.isASCII }, "\(place) of \(count)")
        bytes[place] = 0x7F
      }
    }
  }
}
