import Testing

@testable import EventStream

@Suite("ResponseVerdict")
struct ResponseVerdictTests {
  private func verdict(_ status: Int, _ contentType: String? = "text/event-stream") -> ResponseVerdict {
    let fields = contentType.map { [HTTPField("content-type", $0)] } ?? []
    return ResponseVerdict(HTTPResponse(status: status, headers: fields, body: ResponseBody()))
  }

  @Test(
    "the media type is compared without regard to case and parameters",
    arguments: [
      "text/event-stream", "Text/Event-Stream", "text/event-stream;charset=utf-8", " text/event-stream ; x=\"y\"",
      "text/event-stream;",
    ])
  func eventStreams(type: String) {
    #expect(verdict(200, type) == .open)
  }

  @Test(
    "another content type is final, and is told",
    arguments: [
      "text/html", "text/event-streams", "application/json; x=text/event-stream", "text/event-stream, a/b", "",
    ])
  func otherTypes(type: String) {
    #expect(verdict(200, type) == .wrongContentType(type))
  }

  @Test("a missing content type is a wrong one, and a long one is cut")
  func oddTypes() {
    #expect(verdict(200, nil) == .wrongContentType("none"))
    #expect(verdict(200, String(repeating: "x", count: 9999)) == .wrongContentType(String(repeating: "x", count: 200)))
  }

  @Test("every status means something")
  func statuses() {
    let table: [(ResponseVerdict, [Int])] = [
      (.noContent, [204]), (.redirect, [301, 302, 303, 307, 308]), (.unauthorized, [401, 403]),
      (.retry, [408, 425, 429, 500, 502, 503, 504, 599]),
      (.refused, [100, 201, 206, 300, 304, 305, 400, 402, 404, 406, 410, 418, 431, 451, 600, 999, 0, -1]),
    ]
    for (expected, statuses) in table {
      for status in statuses { #expect(verdict(status) == expected, "\(status)") }
    }
  }
}
