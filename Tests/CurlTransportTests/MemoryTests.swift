import CurlTransport
import EventStream
import Glibc
import TestSupport
import Testing

/// Each in a process of its own, so that the memory is that of one connection.
@Suite("CurlTransport: memory stays bounded, whatever the server sends")
struct MemoryTests {
  /// The most memory this process has used so far, in MiB.
  static func peak() throws -> Int {
    var usage = rusage()
    guard getrusage(__rusage_who_t(0), &usage) == 0 else { throw SystemCallError(call: "getrusage", code: errno) }
    return usage.ru_maxrss >> 10
  }

  /// Waits until the server could send nothing more for half a second.
  static func stalled(_ server: LoopbackServer) async throws {
    var last = -1
    while server.sent > last {
      last = server.sent
      try await Task.sleep(for: .milliseconds(500))
    }
  }

  @Test("a gigabyte that nobody reads")
  func unread() async {
    await #expect(processExitsWith: .success) {
      let block = [UInt8](repeating: 7, count: 1 << 20)
      let server = try LoopbackServer([.request, .eventStreamHead(), .sendRepeatedly(block, times: 1024)])
      let before = try MemoryTests.peak()
      let response = try await CurlTransport(userAgent: "").open(HTTPRequest(url: server.url()))
      try await MemoryTests.stalled(server)
      #expect(server.sent > 0)
      #expect(try MemoryTests.peak() - before < 30)
      response.body.cancel()
    }
  }

  @Test("two gigabytes that were packed into 13 megabytes, unread and then read")
  func packed() async {
    await #expect(processExitsWith: .success) {
      let (start, middle) = MemoryTests.zeros()
      let server = try LoopbackServer([
        .request, .eventStreamHead("Content-Encoding: gzip"), .send(start), .sendRepeatedly(middle, times: 1000),
      ])
      let before = try MemoryTests.peak()
      let response = try await CurlTransport(userAgent: "").open(HTTPRequest(url: server.url()))
      try await MemoryTests.stalled(server)
      #expect(try MemoryTests.peak() - before < 120)
      var read = 0
      while read < 200 << 20, let chunk = try await response.body.next() { read += chunk.count }
      #expect(read >= 200 << 20)
      #expect(try MemoryTests.peak() - before < 120)
      response.body.cancel()
    }
  }

  /// A gzip stream of zeros without end: its start, and 13 kB to repeat that stand for 2 MB each.
  static func zeros() -> (start: [UInt8], middle: [UInt8]) {
    // A block of fixed codes (RFC 1951, 3.2.6), the byte 0, and then "the last byte 258 times" again and again.
    var bits = [0, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0]
    for _ in 0..<16 { bits += [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0] }
    let bytes = stride(from: 0, to: bits.count - 8, by: 8).map { start in
      (0..<8).reduce(UInt8(0)) { $0 | UInt8(bits[start + $1]) << $1 }
    }
    // 8 repetitions are 13 bytes: from there on it is the same at every 13th byte.
    let period = Array(bytes[2..<15])
    return ([31, 139, 8, 0, 0, 0, 0, 0, 0, 3] + bytes[..<2], (0..<1000).flatMap { _ in period })
  }
}
