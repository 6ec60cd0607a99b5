import EventStream
import Testing

@testable import OrderStore

@Suite("Why a stream is over")
struct StreamEndSentenceTests {
  @Test(
    "one sentence names what is known, and no more",
    arguments: [
      (StreamEnd.unauthorized(status: 401), "not authorised (401)"),
      (.refused(status: 404), "the server refused the request (404)"),
      (.retriesExhausted(attempts: 11, reason: "refused"), "gave up after 11 attempts: refused"),
      (.wrongContentType("text/html"), "the response is no event stream: its content type is text/html"),
      (.badRedirect("more than 5 redirects"), "a redirect that cannot be followed: more than 5 redirects"),
      (.unrecoverableError(code: "A", message: "b c"), "the server ended the stream: A: b c"),
      (.unrecoverableError(code: "", message: "b c"), "the server ended the stream: b c"),
      (.unrecoverableError(code: "", message: ""), "the server ended the stream"),
    ])
  func sentence(end: StreamEnd, text: String) {
    #expect(end.sentence == text)
  }
}
