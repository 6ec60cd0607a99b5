import EventStream
import Testing

/// A recording that is made of texts, one chunk or one end at a time.
private struct Maker {
  var writer: RecordingWriter
  var text = ""

  init(sizeLimit: Int = .max, eventLimit: Int = 16 * 1024 * 1024) {
    writer = RecordingWriter(startedAt: "2024-07-15T14:29:00Z", sizeLimit: sizeLimit, eventLimit: eventLimit)
  }

  mutating func receive(_ text: String, at time: Duration = .zero) {
    self.text += String(decoding: writer.receive(Array(text.utf8), at: time), as: UTF8.self)
  }

  mutating func end(_ end: Recording.ConnectionEnd, at time: Duration = .zero) {
    text += String(decoding: writer.end(end, at: time), as: UTF8.self)
  }
}

private let head = ": ordertop recording 1\n: started 2024-07-15T14:29:00Z\n"

/// A recording of one connection.
private func recorded(_ chunks: String...) -> String {
  var maker = Maker()
  for (index, chunk) in chunks.enumerated() { maker.receive(chunk, at: .seconds(index)) }
  return maker.text
}

@Suite("RecordingWriter")
struct RecordingWriterTests {
  @Test("events are kept byte for byte, with the time of their beginning and of their end")
  func times() {
    var maker = Maker()
    maker.receive("id: 1\ndata: a\n\n")
    maker.receive("id: 2\r\nda", at: .milliseconds(1500))
    maker.receive("ta: b\r", at: .milliseconds(1501))
    maker.receive("\n\r\n:ping\n\n", at: .microseconds(2_000_999))
    #expect(maker.writer.eventCount == 2)
    maker.end(.closed, at: .seconds(2))
    maker.receive("data: c\n\n", at: .seconds(63))
    maker.end(.lost(reason: "reset\nby\u{1B}peer"), at: .seconds(63))
    #expect(
      maker.text
        == head + "id: 1\ndata: a\n\n: +1.500\nid: 2\r\ndata: b\r\n: +0.500\n\r\n:ping\n\n: closed\n"
        + ": +61\ndata: c\n\n: lost reset by peer\n")
    #expect(maker.writer.size == maker.text.utf8.count)
  }

  @Test("nothing is handed out before it is whole, not even the head")
  func whole() {
    var maker = Maker()
    maker.end(.lost(reason: "x"))
    for piece in ["data: a", "\n", ":p\n", "id"] { maker.receive(piece) }
    #expect(maker.text == "")
    maker.receive(": 1\n\ndata: b\n")
    #expect(maker.text == head + "data: a\n:p\nid: 1\n\n")
    maker.receive(": a comment is whole at its end", at: .seconds(1))
    #expect(maker.text == head + "data: a\n:p\nid: 1\n\n")
  }

  @Test("an event that comes line by line has a mark a second, and one before its blank line")
  func slowEvent() {
    let lines = (0..<30).map { "data: \($0)\n" }
    var maker = Maker()
    for (index, line) in lines.enumerated() { maker.receive(line, at: .milliseconds(100 * index)) }
    maker.receive("\n", at: .milliseconds(2999))
    let expected =
      lines[..<10].joined() + ": +1\n" + lines[10..<20].joined() + ": +1\n" + lines[20...].joined() + ": +0.999\n\n"
    #expect(maker.text == head + expected)
  }

  @Test("what the server sends cannot pass for a mark, nor make the recording unreadable")
  func marksOfTheServer() throws {
    let comments = [
      ": +99999", ": +x", ": closed", ": lost everything", ": started never", ": ordertop recording 1",
      ": ordertop recording 2",
    ]
    for comment in comments {
      let stream = "\(comment)\ndata: a\n\(comment)\r\n\n"
      let text = recorded(stream + "\(comment)")
      #expect(text == head + stream.replacing(comment, with: ":" + comment))
      #expect(try Recording(Array(text.utf8)).segments.count == 1)
    }
    let others = ":+1\n: plus\n:closed\n: closed now\n: lostandfound\n: startedx\n\n"
    #expect(recorded(others) == head + others)
  }

  @Test("the unfinished end of a connection becomes comments that are no marks either")
  func unfinished() {
    var maker = Maker()
    maker.receive("retry: 100\nid: 7\n+5\r:p\nclosed\n")
    maker.receive("retry: 2", at: .seconds(3))
    maker.end(.closed, at: .seconds(4))
    #expect(
      maker.text
        == head + "retry: 100\n: unfinished: id: 7\n: unfinished: +5\r:p\n: unfinished: closed\n"
        + ": +3\n: unfinished: retry: 2\n: +1\n: closed\n")
    #expect(maker.writer.eventCount == 0)
    maker.receive(": +5")
    maker.end(.closed, at: .seconds(4))
    #expect(maker.text.hasSuffix("\n: closed\n:: +5\n: closed\n"))
  }

  @Test("a byte order mark is dropped once a connection, as a reader would")
  func byteOrderMark() {
    #expect(recorded("\u{FEFF}\u{FEFF}data: a\n\n") == head + ": byte order mark\n\u{FEFF}data: a\n\n")
    #expect(recorded("data: a\n\n\u{FEFF}data: a\n\n") == head + "data: a\n\n\u{FEFF}data: a\n\n")
    var writer = RecordingWriter(startedAt: "")
    let bytes: [[UInt8]] = [[0xEF], [0xBB], [0xBE, 10, 10]]
    #expect(bytes.flatMap { writer.receive($0, at: .zero) }.suffix(5) == [0xEF, 0xBB, 0xBE, 10, 10])
    _ = writer.end(.closed, at: .zero)
    #expect(writer.receive([0xEF, 0xBB], at: .zero) == [])
    #expect(writer.receive([0xBF, 0x61, 10, 10], at: .zero) == Array(": byte order mark\na\n\n".utf8))
  }

  @Test("the size limit is kept, and what there is ends with a whole event")
  func sizeLimit() {
    let event = "data: 1234567\n\n"
    let whole = head.utf8.count + 2 * event.utf8.count
    for (limit, count) in [(0, 0), (head.utf8.count + 1, 0), (whole - 1, 1), (whole, 2), (whole + 1, 2)] {
      var maker = Maker(sizeLimit: limit)
      maker.receive(event + event + event)
      maker.receive(":\n", at: .seconds(1))
      maker.end(.closed, at: .seconds(1))
      #expect(maker.text == (count == 0 ? "" : head) + String(repeating: event, count: count))
      #expect(maker.writer.isFull)
      #expect(maker.writer.eventCount == count)
    }
    var maker = Maker(sizeLimit: whole)
    maker.receive(event + event)
    #expect(!maker.writer.isFull)
  }

  @Test("of an event over the limit its id and its reconnection time stay, whatever is cut where")
  func oversized() {
    let long = "retry: 70\nid: é \ndata: \(String(repeating: "x", count: 100))\r\nid: 8\nretry: 71\n"
    for cut in 0...long.utf8.count {
      var maker = Maker(eventLimit: 60)
      maker.receive("data: a\n\n")
      maker.receive(String(decoding: long.utf8.prefix(cut), as: UTF8.self), at: .seconds(1))
      maker.receive(String(decoding: long.utf8.dropFirst(cut), as: UTF8.self) + "\ndata: b\n\n", at: .seconds(2))
      let left = ": an event of more than 60 bytes was left out\nretry: 71\nid: 8\n\n"
      #expect(
        maker.text.replacing(": +1\n", with: "").replacing(": +2\n", with: "")
          == head + "data: a\n\n" + left + "data: b\n\n")
    }
    var maker = Maker(eventLimit: 60)
    maker.receive(long)
    maker.end(.closed)
    #expect(maker.text == head + ": an event of more than 60 bytes was left out\nretry: 71\n: closed\n")
  }

  @Test("endless comments take neither memory nor room")
  func endlessComments() {
    var maker = Maker()
    for _ in 0..<100 { maker.receive(":" + String(repeating: "x", count: 10_000)) }
    maker.receive("\ndata: a\n")
    for _ in 0..<100 { maker.receive(":" + String(repeating: "x", count: 10_000) + "\n") }
    maker.receive("\n")
    #expect(maker.text.utf8.count < 200 * 1024)
    #expect(maker.text.hasSuffix("x\n\n"))
    #expect(maker.writer.eventCount == 1)
  }
}
