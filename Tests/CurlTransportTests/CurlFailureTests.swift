import CurlTransport
import EventStream
import TestSupport
import Testing

@Suite("CurlTransport: failures become one sentence")
struct CurlFailureTests {
  let transport: CurlTransport

  init() throws {
    transport = try CurlTransport(userAgent: "ordertop/test")
  }

  private func failure(_ url: String) async -> TransportError? {
    do throws(TransportError) {
      _ = try await transport.open(HTTPRequest(url: url))
      return nil
    } catch {
      return error
    }
  }

  @Test("nobody listens")
  func refused() async throws {
    var server: LoopbackServer? = try LoopbackServer([.stall])
    let (url, port) = try (#require(server).url(), #require(server).port)
    server = nil
    var error = await failure(url)
    // The port is given back a moment after the server is released.
    for _ in 0..<100 where error?.reason != "connection refused by 127.0.0.1 port \(port)" {
      error = await failure(url)
    }
    #expect(error == TransportError(.unreachable, "connection refused by 127.0.0.1 port \(port)"))
  }

  @Test("a name that does not exist")
  func unknownName() async {
    let error = await failure("http://orders.example.invalid/")
    #expect(error == TransportError(.unreachable, "cannot look up orders.example.invalid"))
  }

  @Test(
    "an answer that is not HTTP",
    arguments: [
      "SSH-2.0-OpenSSH_9.2\r\n", "\u{0}\u{1}\u{2}\u{3}garbage\n\n", "HTTP/1.1 twohundred OK\r\n\r\n",
      "HTTP/7.3 200 OK\r\n\r\n",
      "ICY 200 OK\r\n\r\n",
    ])
  func garbage(answer: String) async throws {
    let server = try LoopbackServer([.request, .send(answer), .close])
    #expect(await failure(server.url()) == TransportError(.broken, "the server sent something that is not HTTP"))
  }

  @Test("the end comes before the head", arguments: ["", "HTTP/1.1 200 OK\r\nContent-Ty"])
  func endBeforeHead(head: String) async throws {
    let server = try LoopbackServer([.request, .send(head), .close])
    let reason = head.isEmpty ? "without an answer" : "in the middle of the response's head"
    #expect(await failure(server.url()) == TransportError(.broken, "the connection was closed \(reason)"))
  }

  @Test("a reset before the head, or instead of it", arguments: ["", "HTTP/1.1 200 OK\r\nContent-Ty"])
  func resetBeforeHead(head: String) async throws {
    let server = try LoopbackServer([.request, .send(head), .wait(.milliseconds(20)), .reset])
    #expect(await failure(server.url()) == TransportError(.broken, "the connection was reset"))
  }

  @Test("a head larger than 64 KiB", arguments: [1, 1000])
  func largeHead(fieldCount: Int) async throws {
    let field = "X-Large: " + String(repeating: "a", count: 70 * 1024 / fieldCount) + "\r\n"
    let server = try LoopbackServer([
      .request, .send("HTTP/1.1 200 OK\r\n" + String(repeating: field, count: fieldCount) + "\r\n"), .stall,
    ])
    #expect(await failure(server.url()) == TransportError(.broken, "the response's head is larger than 64 KiB"))
  }

  @Test("interim responses without end")
  func endlessInterim() async throws {
    let server = try LoopbackServer([
      .request, .sendRepeatedly(Array("HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n".utf8), times: 10_000), .stall,
    ])
    #expect(await failure(server.url()) == TransportError(.broken, "the response's head is larger than 64 KiB"))
  }

  @Test("a chunked body that is cut off in the middle of an event keeps what came")
  func cutChunked() async throws {
    let server = try LoopbackServer([
      .request, .eventStreamHead("Transfer-Encoding: chunked"), .chunk("id: 1\ndata: hal"), .close,
    ])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    #expect(
      await response.body.text() == ("id: 1\ndata: hal", "the connection was closed before the response was complete"))
  }

  @Test("a body that is shorter than its length")
  func cutLength() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead("Content-Length: 100"), .send("data: hal"), .close])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    #expect(await response.body.text() == ("data: hal", "the connection was closed before the response was complete"))
  }

  @Test("a reset in the middle of an event", arguments: [[], ["Transfer-Encoding: chunked"]])
  func resetInBody(fields: [String]) async throws {
    let server = try LoopbackServer([
      .request, fields.isEmpty ? .eventStreamHead() : .eventStreamHead(fields[0]), .chunk("data: hal"),
      .wait(.milliseconds(100)), .reset,
    ])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    let (text, reason) = await response.body.text()
    #expect(text == (fields.isEmpty ? "9\r\ndata: hal\r\n" : "data: hal"))
    #expect(reason == "the connection was reset")
  }

  @Test("a chunk size that is none")
  func badChunk() async throws {
    let server = try LoopbackServer([
      .request, .eventStreamHead("Transfer-Encoding: chunked"), .chunk("data: a\n\n"), .send("zz\r\nab\r\n"), .stall,
    ])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    let (bytes, error) = await response.body.collected()
    #expect(String(decoding: bytes, as: UTF8.self) == "data: a\n\n")
    #expect(error == TransportError(.broken, "the response is damaged: bad chunk"))
  }

  @Test("TLS asked of a server that speaks none")
  func noTLS() async throws {
    let server = try LoopbackServer([.send("HTTP/1.1 400 Bad Request\r\n\r\n"), .stall])
    let error = await failure("https://127.0.0.1:\(server.port)/")
    #expect(error == TransportError(.tls, "TLS with 127.0.0.1 failed: wrong version number"))
  }

  @Test("a TLS handshake that is cut off")
  func cutHandshake() async throws {
    let server = try LoopbackServer([.close])
    let error = await failure("https://127.0.0.1:\(server.port)/")
    #expect(error == TransportError(.tls, "the TLS handshake with 127.0.0.1 was cut off"))
  }
}
