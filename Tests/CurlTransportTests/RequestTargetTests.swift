import EventStream
import Testing

@testable import CurlTransport

@Suite("A request is checked before anything is done for it")
struct RequestTargetTests {
  private func refusal(_ request: HTTPRequest) -> TransportError? {
    do throws(TransportError) {
      _ = try RequestTarget(request)
      return nil
    } catch {
      return error
    }
  }

  @Test("host and port, also where the URL leaves the port out")
  func parts() throws {
    #expect(
      try RequestTarget(HTTPRequest(url: "http://127.0.0.1:81/a?b")) == RequestTarget(host: "127.0.0.1", port: "81"))
    #expect(try RequestTarget(HTTPRequest(url: "https://a.test")) == RequestTarget(host: "a.test", port: "443"))
    #expect(try RequestTarget(HTTPRequest(url: "http://[::1]/")) == RequestTarget(host: "[::1]", port: "80"))
  }

  @Test("other schemes", arguments: ["file:///etc/passwd", "ftp://a.test/", "gopher://a.test/", "ws://a.test/"])
  func scheme(url: String) {
    #expect(
      refusal(HTTPRequest(url: url)) == TransportError(.invalidRequest, "the URL must start with http:// or https://"))
  }

  @Test(
    "what is no URL",
    arguments: [
      "", "orders", "/v1/orders", "127.0.0.1:80/", "http://", "http://a b/", "http://a.test/\r\nX: y",
      "http://a.test/\u{0}", "http://a.test:99999/", "http://[::1/",
    ])
  func invalid(url: String) throws {
    let error = try #require(refusal(HTTPRequest(url: url)))
    #expect(error.kind == .invalidRequest)
    #expect(error.reason.hasPrefix("the URL "))
    #expect(!error.reason.hasSuffix("."))
  }

  @Test("a name and password in the URL", arguments: ["http://me@a.test/", "http://me:secret@a.test/"])
  func user(url: String) {
    #expect(
      refusal(HTTPRequest(url: url))
        == TransportError(.invalidRequest, "the URL must not hold a user name or password"))
  }

  @Test(
    "header fields that would be more than one line, or none",
    arguments: [
      HTTPField("A", "b\r\nC: d"), HTTPField("A", "b\nc"), HTTPField("A", "b\u{0}"), HTTPField("", "a"),
      HTTPField("A:", "b"), HTTPField("A B", "c"), HTTPField("A\r", "b"),
    ])
  func header(field: HTTPField) {
    #expect(refusal(HTTPRequest(url: "http://a.test", headers: [field]))?.kind == .invalidRequest)
  }
}
