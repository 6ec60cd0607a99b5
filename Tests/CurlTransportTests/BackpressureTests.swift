import CurlTransport
import EventStream
import Glibc
import TestSupport
import Testing

@Suite("CurlTransport: slow readers and large amounts")
struct BackpressureTests {
  let transport: CurlTransport

  init() throws {
    transport = try CurlTransport(userAgent: "ordertop/test")
  }

  /// Reads everything and tells whether it is exactly `expected`.
  private func reads(_ expected: [UInt8], from body: ResponseBody) async throws(TransportError) -> Bool {
    var offset = 0
    while let chunk = try await body.next() {
      guard offset + chunk.count <= expected.count else { return false }
      let isSame = expected.withUnsafeBytes { memcmp($0.baseAddress! + offset, chunk, chunk.count) == 0 }
      guard isSame else { return false }
      offset += chunk.count
    }
    return offset == expected.count
  }

  /// Blocks of one byte each, of a length that fits no buffer: nothing can be lost, doubled or swapped unnoticed.
  private func blocks(megabytes: UInt8) -> [UInt8] {
    (0..<megabytes).reduce(into: []) { $0 += [UInt8](repeating: $1, count: (1 << 20) + 1) }
  }

  @Test("a server cannot send on while nobody reads, and everything arrives in order once somebody does")
  func slowReader() async throws {
    let expected = blocks(megabytes: 50)
    let server = try LoopbackServer([.request, .eventStreamHead(), .send(expected), .close])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    // Until nothing has moved for half a second.
    var last = -1
    while server.sent > last {
      last = server.sent
      try await Task.sleep(for: .milliseconds(500))
    }
    // What the sockets hold in both directions, and 256 KiB of ours.
    #expect(server.sent > 0)
    #expect(server.sent < 25 << 20)
    print("sent while nobody read: \(server.sent >> 10) KiB")
    #expect(try await reads(expected, from: response.body))
  }

  @Test("10,000 small chunks arrive in order")
  func manyChunks() async throws {
    let chunks = (0..<10_000).map { "id: \($0)\ndata: {}\n\n" }
    let server = try LoopbackServer(
      [.request, .eventStreamHead("Transfer-Encoding: chunked")] + chunks.map { .chunk($0) } + [.lastChunk, .stall])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    #expect(await response.body.text() == (chunks.joined(), ""))
  }
}
