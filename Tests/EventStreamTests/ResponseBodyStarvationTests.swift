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
}
