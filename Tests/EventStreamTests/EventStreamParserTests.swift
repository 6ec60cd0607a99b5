import EventStream
import Testing

@Suite("EventStreamParser")
struct EventStreamParserTests {
  @Test("an event without data is not dispatched, but its id counts")
  func idWithoutData() {
    let batch = parse("event: ping\nid: 5\n\ndata: x\n\n")
    #expect(batch.events == [ServerSentEvent(lastEventID: "5", data: "x")])
  }

  @Test("the position moves at the blank line, not at the id line")
  func positionMovesAtBlankLine() {
    var parser = EventStreamParser(lastEventID: "1")
    var batch = EventBatch()
    parser.consume(Array("id: 2\ndata: x\n".utf8), into: &batch)
    #expect(batch.lastEventID == "1")
    #expect(parser.lastEventID == "1")
    parser.consume(Array("\n".utf8), into: &batch)
    #expect(batch.lastEventID == "2")
    #expect(parser.lastEventID == "2")
  }

  @Test("of several ids in one event the last counts, and one with NUL leaves the others alone")
  func severalIDs() {
    #expect(parse("id: 1\nid: 2\ndata\n\n").lastEventID == "2")
    #expect(parse("id: 1\nid: 2\0\ndata\n\n").lastEventID == "1")
    #expect(parse("id: 1\ndata\n\nid: 2\nid\n\n").lastEventID == "")
  }

  @Test("a reconnection time holds as soon as its line is read")
  func retryAtItsLine() {
    #expect(parse("retry: 2500\n").reconnectionTime == .milliseconds(2500))
    #expect(parse("retry: 2500").reconnectionTime == nil)
    #expect(parse("data: x\n\n").reconnectionTime == nil)
    #expect(parse("retry: 1\nretry: 2\nretry: -3\nretry: 4.0\nretry: ٤\n").reconnectionTime == .milliseconds(2))
  }

  @Test("a reconnection time beyond all numbers is a very long one")
  func hugeRetry() {
    let time = parse("retry: \(String(repeating: "9", count: 400))\n").reconnectionTime
    #expect(time == .milliseconds(1_000_000_000_000))
  }

  @Test("a CR ends its line at once; the LF of a CRLF may come in any later chunk")
  func carriageReturnAtChunkEnd() {
    var parser = EventStreamParser()
    var batch = EventBatch()
    parser.consume(Array("data: a\r\r".utf8), into: &batch)
    #expect(batch.events.map(\.data) == ["a"])
    parser.consume([], into: &batch)
    parser.consume(Array("\ndata: b\r\n\r".utf8), into: &batch)
    parser.consume(Array("\n".utf8), into: &batch)
    parser.consume(Array("data: c\n\n".utf8), into: &batch)
    #expect(batch.events.map(\.data) == ["a", "b", "c"])
  }

  @Test("a byte order mark that breaks off is part of the first line")
  func brokenMark() {
    #expect(parse([0xEF] + Array("data: a\n\ndata: b\n\n".utf8)).events.map(\.data) == ["b"])
    #expect(parse([0xEF, 0xBB] + Array("\ndata: a\n\n".utf8), cutAt: [1, 2]).events.map(\.data) == ["a"])
    #expect(parse([0xEF, 0xBB, 0xBF] + Array("data: a\n\n".utf8), cutAt: [1, 2]).events.map(\.data) == ["a"])
  }

  @Test("types that come again and again, in any number and length, keep their names")
  func manyTypes() {
    let names =
      (0..<300).map { "type-\($0)" } + (1...40).map { String(repeating: "é", count: $0) }
      + "abcdefghijklmnop".flatMap { letter in
        (0..<40).map { "\(letter)" + String(repeating: "\0", count: $0) }
      }
    let stream = (names + names + names).map { "event: \($0)\ndata\n\n" }.joined()
    #expect(parse(stream).events.map(\.type) == names + names + names)
  }

  @Test("events and comments count as completed things, bytes alone do not")
  func completedThings() {
    var parser = EventStreamParser()
    var batch = EventBatch()
    var counts: [Int] = []
    for piece in ["\n\n", ": a", "b\n", "da", "ta: x\n", ":\n", "\n", "id: 7\n\n", "x\n\n", "\r\n"] {
      parser.consume(Array(piece.utf8), into: &batch)
      counts.append(parser.completedCount)
    }
    #expect(counts == [0, 0, 1, 1, 1, 2, 3, 4, 5, 5])
  }

  @Test("the pending bytes are those of the unfinished event, without comments")
  func pendingBytes() {
    var parser = EventStreamParser()
    var batch = EventBatch()
    var pending: [Int] = []
    for piece in ["data: 12", "345\n", ": comment", "\nda", "\n", "x", "\n\n", "y"] {
      parser.consume(Array(piece.utf8), into: &batch)
      pending.append(parser.pendingByteCount)
    }
    #expect(pending == [8, 11, 11, 13, 13, 14, 0, 1])
  }

  @Test("a copy of a parser goes its own way")
  func valueSemantics() {
    var parser = EventStreamParser()
    var batch = EventBatch()
    parser.consume(Array("id: 1\ndata: x".utf8), into: &batch)
    var copy = parser
    var other = EventBatch()
    copy.consume(Array("y\n\n".utf8), into: &other)
    parser.consume(Array("z\n\n".utf8), into: &batch)
    #expect(other.events.map(\.data) == ["xy"])
    #expect(batch.events.map(\.data) == ["xz"])
  }
}
