import CurlTransport
import EventStream
import TestSupport
import Testing

@Suite("CurlTransport: responses")
struct CurlTransportTests {
  let transport: CurlTransport

  init() throws {
    transport = try CurlTransport(userAgent: "ordertop/test")
  }

  @Test("status, header fields and a body that ends with the connection")
  func plainResponse() async throws {
    let server = try LoopbackServer([
      .request,
      .send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Stream-Id:  caf\u{e9} \r\nX-Empty:\r\n\r\n"),
      .send("data: a\n\n"), .close,
    ])
    let response = try await transport.open(HTTPRequest(url: server.url("/v1?a=b")))
    #expect(response.status == 200)
    #expect(
      response.headers == [
        HTTPField("Content-Type", "text/event-stream"), HTTPField("X-Stream-Id", "caf\u{e9}"), HTTPField("X-Empty", ""),
      ])
    #expect(await response.body.text() == ("data: a\n\n", ""))
  }

  @Test("the request is sent as given, with nothing added but what the connection needs")
  func request() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead(), .close])
    let headers = [
      HTTPField("Accept", "text/event-stream"), HTTPField("Last-Event-ID", "42;a"), HTTPField("X-Empty", ""),
    ]
    let response = try await transport.open(
      HTTPRequest(url: server.url("/v1/orders/live?since=a%20b"), headers: headers))
    _ = await response.body.collected()
    let lines = try #require(server.requests.first).split(separator: "\r\n")
    #expect(lines.first == "GET /v1/orders/live?since=a%20b HTTP/1.1")
    #expect(
      Set(lines.dropFirst()) == [
        "Host: 127.0.0.1:\(server.port)", "User-Agent: ordertop/test", "Accept-Encoding: deflate, gzip, br, zstd",
        "Accept: text/event-stream", "Last-Event-ID: 42;a", "X-Empty:",
      ])
  }

  @Test("a body comes while the connection stays open, and events arrive as they are sent")
  func streaming() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead(), .send("data: 1\n\n"), .stall])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    #expect(try await response.body.next() == Array("data: 1\n\n".utf8))
    response.body.cancel()
  }

  @Test("chunks are joined, trailers are no header fields")
  func chunked() async throws {
    let server = try LoopbackServer([
      .request, .eventStreamHead("Transfer-Encoding: chunked"), .chunk("data: "), .chunk("a\n\n"),
      .send("0\r\nX-Trailer: 1\r\n\r\n"), .stall,
    ])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    #expect(await response.body.text() == ("data: a\n\n", ""))
    #expect(response.header("X-Trailer") == nil)
  }

  @Test("a body with a length ends there, though the connection stays open")
  func contentLength() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead("Content-Length: 3"), .send("abcdef"), .stall])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    #expect(await response.body.text() == ("abc", ""))
  }

  @Test("a redirect is a response like any other and is not followed")
  func redirect() async throws {
    let server = try LoopbackServer([
      .request, .send("HTTP/1.1 307 Temporary Redirect\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"), .close,
    ])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    #expect(response.status == 307)
    #expect(response.header("location") == "/other")
    #expect(await response.body.text() == ("", ""))
    #expect(server.accepted == 1)
  }

  @Test("interim responses are not taken for the response", arguments: [100, 103])
  func interim(status: Int) async throws {
    let server = try LoopbackServer([
      .request, .send("HTTP/1.1 \(status) Wait\r\nLink: <a>\r\n\r\nHTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n"), .close,
    ])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    #expect(response.status == 204)
    #expect(response.headers == [HTTPField("X-A", "1")])
    #expect(await response.body.text() == ("", ""))
  }

  @Test("every connection is a fresh one")
  func freshConnections() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead("Content-Length: 1"), .send("a"), .request, .stall])
    for _ in 0..<3 {
      let response = try await transport.open(HTTPRequest(url: server.url()))
      #expect(await response.body.text() == ("a", ""))
    }
    #expect(server.accepted == 3)
    #expect(server.requests.count == 3)
  }
}
