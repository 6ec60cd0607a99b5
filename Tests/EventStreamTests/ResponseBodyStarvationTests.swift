import Synchronization
import Testing

@testable import EventStream

@Suite("ResponseBody, starved", .timeLimit(.minutes(1)))
struct ResponseBodyStarvationTests {
  @Test("a timer ends a read that waits, but not one whose bytes are there")
  func starvation() async throws {
    let cancellations = Mutex(0)
    let body = ResponseBody(onCancel: { cancellations.withLock { $0 += 1 } })
    #expect(!body.cancelIfStarved())
    _ = body.append([1])
    #expect(!body.cancelIfStarved())
    #expect(try await body.next() == [1])
    let reader = Task { try await body.next() }
    while !body.cancelIfStarved() { await Task.yield() }
    await #expect(throws: TransportError(.cancelled, "cancelled")) { try await reader.value }
    #expect(cancellations.withLock { $0 } == 1)
    #expect(!body.cancelIfStarved())
  }

  @Test("a timer does not end a read whose bytes are about to be delivered")
  func gathering() async throws {
    let body = ResponseBody()
    let reader = Task { try await body.next() }
    for _ in 0..<20 { await Task.yield() }
    _ = [UInt8(1)].withUnsafeBytes { body.append($0, moreComes: true) }
    #expect(!body.cancelIfStarved())
    body.deliver()
    #expect(try await reader.value == [1])
  }
}
