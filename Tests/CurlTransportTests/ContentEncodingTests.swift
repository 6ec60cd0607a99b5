import CurlTransport
import EventStream
import TestSupport
import Testing

@Suite("CurlTransport: compression is undone")
struct ContentEncodingTests {
  /// Two events in one compressed stream, with zlib's Z_SYNC_FLUSH between them: `data: a` and `data: b`.
  private static let gzip: [[UInt8]] = [
    [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 74, 73, 44, 73, 180, 82, 72, 228, 226, 2, 0, 0, 0, 255, 255],
    [75, 1, 51, 146, 184, 184, 0, 186, 89, 199, 223, 18, 0, 0, 0],
  ]
  private static let deflate: [[UInt8]] = [
    [120, 218, 74, 73, 44, 73, 180, 82, 72, 228, 226, 2, 0, 0, 0, 255, 255],
    [75, 1, 51, 146, 184, 184, 0, 51, 136, 4, 212],
  ]
  /// `data: a` and a blank line.
  private static let zstd: [UInt8] = [
    0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58, 0x49, 0x00, 0x00, 0x64, 0x61, 0x74, 0x61, 0x3a, 0x20, 0x61, 0x0a, 0x0a, 0x4f,
    0x2f,
    0x92, 0x5c,
  ]

  let transport: CurlTransport

  init() throws {
    transport = try CurlTransport(userAgent: "ordertop/test")
  }

  /// A response and the server it comes from, which ends everything when it is released.
  private struct Exchange {
    var server: LoopbackServer
    var body: ResponseBody
  }

  private func exchange(_ encoding: String, _ steps: [LoopbackStep]) async throws -> Exchange {
    let server = try LoopbackServer([.request, .eventStreamHead("Content-Encoding: \(encoding)")] + steps)
    return Exchange(server: server, body: try await transport.open(HTTPRequest(url: server.url())).body)
  }

  @Test("an event arrives as soon as the server has flushed it", arguments: ["gzip", "deflate"])
  func flushed(encoding: String) async throws {
    let parts = encoding == "gzip" ? Self.gzip : Self.deflate
    let exchange = try await exchange(encoding, [.send(parts[0]), .stall])
    #expect(try await exchange.body.next() == Array("data: a\n\n".utf8))
    #expect(exchange.server.closedByPeer == 0)
  }

  @Test("a whole compressed body", arguments: ["gzip", "deflate"])
  func whole(encoding: String) async throws {
    let parts = encoding == "gzip" ? Self.gzip : Self.deflate
    let exchange = try await exchange(encoding, [.send(parts[0] + parts[1]), .close])
    #expect(await exchange.body.text() == ("data: a\n\ndata: b\n\n", ""))
  }

  @Test("zstd, which the request offers where libcurl knows it")
  func zstd() async throws {
    let exchange = try await exchange("zstd", [.send(Self.zstd), .close])
    let (text, reason) = await exchange.body.text()
    let isOffered = exchange.server.requests[0].contains("zstd")
    #expect(text == (isOffered ? "data: a\n\n" : ""))
    #expect(reason == (isOffered ? "" : "the server used an unknown compression"))
  }

  @Test("compressed data that is cut off: what came before is kept, and the end counts as one")
  func truncated() async throws {
    let exchange = try await exchange("gzip", [.send(Self.gzip[0]), .close])
    #expect(await exchange.body.text() == ("data: a\n\n", ""))
  }

  @Test("compressed data that is cut off by a reset")
  func reset() async throws {
    let exchange = try await exchange("gzip", [.send(Self.gzip[0]), .wait(.milliseconds(100)), .reset])
    let (text, reason) = await exchange.body.text()
    #expect(text == "data: a\n\n")
    #expect(reason == "the connection was reset")
  }

  @Test("compressed data that is damaged")
  func damaged() async throws {
    let exchange = try await exchange("gzip", [.send(Self.gzip[0] + [7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]), .stall])
    let (text, reason) = await exchange.body.text()
    #expect("data: a\n\n".hasPrefix(text))
    #expect(reason == "compressed data is damaged")
  }

  @Test("plain text that claims to be compressed")
  func notCompressed() async throws {
    let exchange = try await exchange("gzip", [.send("data: a\n\ndata: b\n\n"), .stall])
    #expect(await exchange.body.text() == ("", "compressed data is damaged"))
  }

  @Test("a compression nobody asked for")
  func unknown() async throws {
    let exchange = try await exchange("compress", [.send("data: a\n\n"), .stall])
    #expect(await exchange.body.text() == ("", "the server used an unknown compression"))
  }
}
