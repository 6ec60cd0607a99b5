import CurlTransport
import EventStream
import Glibc
import TestSupport
import Testing

/// Counted in a process in which other tests open and close theirs, hence with room for those.
@Suite("CurlTransport: nothing is left behind", .serialized)
struct ResourceTests {
  private let cycles = 500
  private let othersMayHave = 200

  /// Entries of a directory of `/proc/self`: `fd` for descriptors, `task` for threads.
  private func count(_ directory: String) -> Int {
    guard let entries = opendir("/proc/self/\(directory)") else { return 0 }
    defer { closedir(entries) }
    var count = 0
    while readdir(entries) != nil { count += 1 }
    return count
  }

  private func expectNoGrowth(_ body: () async throws -> Void) async throws {
    let (descriptors, threads) = (count("fd"), count("task"))
    try await body()
    #expect(try await eventually { count("fd") < descriptors + othersMayHave })
    #expect(try await eventually { count("task") < threads + othersMayHave })
    print("descriptors \(descriptors) -> \(count("fd")), threads \(threads) -> \(count("task"))")
  }

  @Test("after 500 streams that were opened and cancelled")
  func cancelled() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead(), .send("data: 1\n\n"), .stall])
    let transport = try CurlTransport(userAgent: "ordertop/test")
    try await expectNoGrowth {
      for _ in 0..<cycles {
        let response = try await transport.open(HTTPRequest(url: server.url()))
        #expect(try await response.body.next() != nil)
        response.body.cancel()
      }
      #expect(try await eventually { server.closedByPeer == cycles })
    }
  }

  @Test("after 500 streams that broke")
  func broken() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead("Content-Length: 9"), .send("data: "), .reset])
    let transport = try CurlTransport(userAgent: "ordertop/test")
    try await expectNoGrowth {
      for _ in 0..<cycles {
        guard let response = try? await transport.open(HTTPRequest(url: server.url())) else { continue }
        #expect(await response.body.collected().error?.kind == .broken)
      }
    }
  }

  @Test("after 500 transports")
  func transports() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead(), .stall])
    try await expectNoGrowth {
      for _ in 0..<cycles {
        let transport = try CurlTransport(userAgent: "ordertop/test")
        #expect(try await transport.open(HTTPRequest(url: server.url())).status == 200)
      }
    }
  }
}
