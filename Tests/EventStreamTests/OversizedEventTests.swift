import EventStream
import Testing

@Suite("EventStreamParser, events beyond the limit")
struct OversizedEventTests {
  private let long = String(repeating: "x", count: 100)

  @Test("an event within the limit is dispatched, one byte more is skipped")
  func exactLimit() {
    #expect(parse("id: 1\ndata: 12345678\n\n", eventLimit: 19).events.count == 1)
    let batch = parse("id: 1\ndata: 123456789\n\ndata: y\n\n", eventLimit: 19)
    #expect(batch.oversized == [OversizedEvent(lastEventID: "1", type: "message")])
    #expect(batch.events == [ServerSentEvent(lastEventID: "1", data: "y")])
  }

  @Test(
    "an oversized event is reported once with its id and type, and the stream goes on",
    arguments: [
      "id: 7\nevent: big\ndata: %\n\n", "data: %\nid: 7\nevent: big\n\n", "data: %\ndata: %\nevent: big\nid: 7\n\n",
      "event: big\nid: 7\n%: %\n\n", "data: %\nid: 7\n%\nevent: big\n\n",
    ])
  func reportedOnce(event: String) {
    let stream = "id: 6\ndata: a\n\n" + event.replacing("%", with: long) + "data: b\n\n"
    for cuts in [[], [20], [30, 31], Array(0..<stream.utf8.count)] {
      let batch = parse(Array(stream.utf8), cutAt: cuts, eventLimit: 50)
      #expect(batch.oversized == [OversizedEvent(lastEventID: "7", type: "big")])
      #expect(
        batch.events == [ServerSentEvent(lastEventID: "6", data: "a"), ServerSentEvent(lastEventID: "7", data: "b")])
      #expect(batch.lastEventID == "7")
    }
  }

  @Test("many small lines make an event too large as well")
  func manyLines() {
    let batch = parse("id: 9\n" + String(repeating: "data\n", count: 50) + "\ndata: b\n\n", eventLimit: 100)
    #expect(batch.oversized == [OversizedEvent(lastEventID: "9", type: "message")])
    #expect(batch.events.map(\.data) == ["b"])
  }

  @Test("an id longer than the limit cannot count, and leaves the position as it was")
  func hugeID() {
    let batch = parse("id: 1\ndata: a\n\nid: \(long)\ndata: b\n\ndata: c\n\n", eventLimit: 50)
    #expect(batch.oversized == [OversizedEvent(lastEventID: "1", type: "message")])
    #expect(batch.lastEventID == "1")
    #expect(batch.events.map(\.data) == ["a", "c"])
  }

  @Test("a comment of any length is no part of its event")
  func hugeComment() {
    let stream = "data: a\n:\(long)\n:\(long)\ndata: b\n\n"
    for cuts in [[], [9], [50], Array(0..<stream.utf8.count)] {
      let batch = parse(Array(stream.utf8), cutAt: cuts, eventLimit: 20)
      #expect(batch.events.map(\.data) == ["a\nb"])
      #expect(batch.oversized.isEmpty)
    }
  }

  @Test("a retry line inside an oversized event is in force")
  func retryInside() {
    #expect(parse("data: \(long)\nretry: 5\n", eventLimit: 50).reconnectionTime == .milliseconds(5))
  }

  @Test("an endless line is skipped without being kept, and says so")
  func endlessLine() {
    for start in ["data: ", "id: ", "event: ", "retry: 1", "unknown: ", "d", "i", "e"] {
      var parser = EventStreamParser(eventLimit: 1000)
      var batch = EventBatch()
      parser.consume(Array(start.utf8), into: &batch)
      for _ in 0..<100 { parser.consume(Array(long.utf8), into: &batch) }
      #expect(parser.isSkippingOversizedEvent, "\(start)")
      #expect(parser.pendingByteCount == start.utf8.count + 10_000)
      #expect(parser.bufferedByteCount == 0, "\(start)")
      parser.consume(Array("\n\ndata: b\n\n".utf8), into: &batch)
      #expect(!parser.isSkippingOversizedEvent)
      #expect(batch.oversized.count == 1)
      #expect(batch.events.map(\.data) == ["b"])
    }
  }

  @Test("an endless comment is not kept and is no part of an event")
  func endlessComment() {
    var parser = EventStreamParser(eventLimit: 1000)
    var batch = EventBatch()
    parser.consume(Array(": ".utf8), into: &batch)
    for _ in 0..<100 { parser.consume(Array(long.utf8), into: &batch) }
    #expect(!parser.isSkippingOversizedEvent)
    #expect(parser.pendingByteCount == 0)
    #expect(parser.bufferedByteCount == 0)
    #expect(parser.completedCount == 0)
  }
}
