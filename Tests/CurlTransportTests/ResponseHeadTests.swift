import EventStream
import Testing

@testable import CurlTransport

@Suite("The head of a response")
struct ResponseHeadTests {
  private func head(_ lines: String...) -> (head: ResponseHead, steps: [ResponseHead.Step]) {
    var head = ResponseHead()
    let steps = lines.map { line in Array((line + "\r\n").utf8).withUnsafeBytes { head.take($0) } }
    return (head, steps)
  }

  @Test("is complete at the blank line")
  func complete() {
    let (head, steps) = head("HTTP/1.1 200 OK", "A: b", "")
    #expect(steps == [.more, .more, .complete])
    #expect(head.status == 200)
    #expect(head.fields == [HTTPField("A", "b")])
  }

  @Test("has no reason phrase in HTTP/2")
  func http2() {
    #expect(head("HTTP/2 204 ", "").head.status == 204)
    #expect(head("HTTP/2 204", "").head.status == 204)
  }

  @Test("keeps order, repeated names, colons and empty values")
  func fields() {
    let fields = head("HTTP/1.1 200 OK", "A: 1", "b:2", "A:\t x:y  ", "C:", "no field", "").head.fields
    #expect(fields == [HTTPField("A", "1"), HTTPField("b", "2"), HTTPField("A", "x:y"), HTTPField("C", "")])
  }

  @Test("joins a field that goes on in the next line")
  func folded() {
    let fields = head("HTTP/1.1 200 OK", " lost", "A: 1", "  2", "\t3", "").head.fields
    #expect(fields == [HTTPField("A", "1 2 3")])
  }

  @Test("reads values as UTF-8, with U+FFFD for what is none")
  func utf8() {
    var head = ResponseHead()
    _ = Array("HTTP/1.1 200 OK\r\n".utf8).withUnsafeBytes { head.take($0) }
    _ = (Array("A: é".utf8) + [0xff, 13, 10]).withUnsafeBytes { head.take($0) }
    #expect(head.fields == [HTTPField("A", "é\u{fffd}")])
  }

  @Test("comes after interim heads, but a change of protocol is final")
  func interim() {
    let (last, steps) = head("HTTP/1.1 103 Early Hints", "A: 1", "", "HTTP/1.1 200 OK", "B: 2", "")
    #expect(steps == [.more, .more, .more, .more, .more, .complete])
    #expect(last.status == 200)
    #expect(last.fields == [HTTPField("B", "2")])
    #expect(head("HTTP/1.1 101 Switching Protocols", "").steps == [.more, .complete])
  }

  @Test(
    "is refused when the status is none", arguments: ["", "HTTP/1.1", "HTTP/1.1 2000 OK", "HTTP/1.1 abc", "ICY 200 OK"])
  func noStatus(line: String) {
    #expect(head(line).steps == [.refused("the server sent something that is not HTTP")])
  }

  @Test("is refused beyond 64 KiB, in one field or in many")
  func limit() {
    let status = "HTTP/1.1 200 OK"
    // Two line ends and `A: `.
    let room = ResponseHead.limit - status.utf8.count - 7
    let refused = ResponseHead.Step.refused("the response's head is larger than 64 KiB")
    #expect(head(status, "A: " + String(repeating: "a", count: room)).steps == [.more, .more])
    #expect(head(status, "A: " + String(repeating: "a", count: room + 1)).steps == [.more, refused])
    #expect(head(status, "A: " + String(repeating: "a", count: room), "").steps == [.more, .more, refused])
  }
}
