import EventStream
import Testing

/// The parsing cases of the web platform's own test suite, folder `eventsource`, named as there.
@Suite("web-platform-tests")
struct WebPlatformTests {
  @Test("event-data: fields, comments, unknown fields and a name in the wrong case")
  func eventData() {
    let stream =
      "data:msg\ndata: msg\n\n" + ":\n" + "falsefield:msg\n\n" + "falsefield:msg\nData:data\n\n" + "data\n\n"
      + "data:end\n\n"
    #expect(data(stream) == ["msg\nmsg", "", "end"])
  }

  @Test("format-bom: one byte order mark at the very start is dropped, a later one is part of its line")
  func formatBOM() {
    #expect(data("\u{FEFF}data:1\n\n\u{FEFF}data:2\n\ndata:3\n\n") == ["1", "3"])
  }

  @Test("format-bom-2: of two byte order marks only the first is dropped")
  func formatBOM2() {
    #expect(data("\u{FEFF}\u{FEFF}data:1\n\ndata:2\n\ndata:3\n\n") == ["2", "3"])
  }

  @Test("format-comments: comments of any content and length leave the data alone")
  func formatComments() {
    let long = String(repeating: "x", count: 2048)
    let stream = "data:1\r:\0\n:\r\ndata:2\n:\(long)\rdata:3\n:data:fail\r:\(long)\ndata:4\n\n"
    #expect(data(stream) == ["1\n2\n3\n4"])
  }

  @Test("format-data-before-final-empty-line: an event without its blank line is dropped with its id")
  func formatDataBeforeFinalEmptyLine() {
    let batch = parse("retry:1000\ndata:test1\n\nid:test\ndata:test2\n")
    #expect(batch.events == [ServerSentEvent(data: "test1")])
    #expect(batch.lastEventID == "")
  }

  @Test("format-field-data: empty data, two empty lines of data, and data")
  func formatFieldData() {
    #expect(data("data:\n\ndata\ndata\n\ndata:test\n\n") == ["", "\n", "test"])
  }

  @Test("format-field-event: the type holds for one event only")
  func formatFieldEvent() {
    let events = parse("event:test\ndata:x\n\ndata:x\n\n").events
    #expect(events == [ServerSentEvent(type: "test", data: "x"), ServerSentEvent(data: "x")])
  }

  @Test("format-field-event-empty: an empty type means message")
  func formatFieldEventEmpty() {
    #expect(parse("event: \ndata:data\n\n").events == [ServerSentEvent(data: "data")])
  }

  @Test("format-field-id: an id beyond ASCII")
  func formatFieldID() {
    let batch = parse("id: …\nretry:200\ndata: hello\n\n")
    #expect(batch.events == [ServerSentEvent(lastEventID: "…", data: "hello")])
    #expect(batch.lastEventID == "…")
    #expect(batch.reconnectionTime == .milliseconds(200))
  }

  @Test("format-field-id-2: the id of an earlier connection stays in force")
  func formatFieldID2() {
    let batch = parse(Array("data:1\n\ndata:2\n\n".utf8), lastEventID: "…")
    #expect(batch.events.map(\.lastEventID) == ["…", "…"])
    #expect(batch.lastEventID == "…")
  }

  @Test(
    "format-field-id-3: an id stays, changes and is cleared",
    arguments: [
      ("id: 1\ndata: 1\n\ndata:2\n\n", ["1", "1"]),
      ("id: 1\ndata: 1\n\nid: 2\ndata:2\n\ndata:3\n\n", ["1", "2", "2"]),
      ("id: 1\ndata: 1\n\nid:\ndata:2\n\ndata:3\n\n", ["1", "", ""]),
    ])
  func formatFieldID3(stream: String, ids: [String]) {
    let batch = parse(stream)
    #expect(batch.events.map(\.lastEventID) == ids)
    #expect(batch.lastEventID == ids.last)
  }

  @Test("format-field-id-null: an id with NUL is ignored", arguments: ["\0\0", "x\0", "\0x", "x\0x", " \0"])
  func formatFieldIDNull(id: String) {
    #expect(parse("id: \(id)\nretry:200\ndata: hello\n\n").events == [ServerSentEvent(data: "hello")])
    let second = parse("id: 7\ndata: hello\n\nid: \(id)\ndata: hello\n\n")
    #expect(second.lastEventID == "7")
  }

  @Test("format-field-parsing: only the exact field names count")
  func formatFieldParsing() {
    let stream =
      "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n"
    #expect(data(stream) == ["\0\n 2\n1\n3\n\n4"])
  }

  @Test("format-field-retry: leading zeros are decimal")
  func formatFieldRetry() {
    #expect(parse("retry:03000\ndata:x\n\n").reconnectionTime == .seconds(3))
  }

  @Test("format-field-retry-bogus: a number with something behind it is ignored")
  func formatFieldRetryBogus() {
    #expect(parse("retry:3000\nretry:1000x\ndata:x\n\n").reconnectionTime == .seconds(3))
  }

  @Test("format-field-retry-empty: no number is ignored")
  func formatFieldRetryEmpty() {
    let batch = parse("retry\ndata:test\n\n")
    #expect(batch.events == [ServerSentEvent(data: "test")])
    #expect(batch.reconnectionTime == nil)
  }

  @Test("format-field-unknown: unknown fields and lines without a colon")
  func formatFieldUnknown() {
    let stream = "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n"
    #expect(data(stream) == ["test\n\ntest"])
  }

  @Test("format-leading-space: one space is dropped, a tab is not")
  func formatLeadingSpace() {
    #expect(data("data:\ttest\rdata: \ndata:test\n\n") == ["\ttest\n\ntest"])
  }

  @Test("format-newlines: CRLF, LF and CR in one event")
  func formatNewlines() {
    #expect(data("data:test\r\ndata\ndata:test\r\n\r\n") == ["test\n\ntest"])
    #expect(data("data:test\r\ndata\ndata:test\r\n\r") == ["test\n\ntest"])
  }

  @Test("format-null-character: NUL is a character like any other in data")
  func formatNullCharacter() {
    #expect(data("data:\0\n\n\n\n") == ["\0"])
  }

  @Test("format-utf-8: always UTF-8")
  func formatUTF8() {
    #expect(data("data:ok…\n\n") == ["ok…"])
  }
}
