import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// Orders, last event id, gap mark and stream identity change in one transaction.
///
/// Of the same promise: `CrashTests` cut the log of a write anywhere, `DiskFaultTests` and `DiskTroubleTests` let each call
/// to the disk fail.
@Suite("Promise 1: killed at any moment, the saved orders are those up to the saved position", .serialized)
struct Promise01TransactionTests {
  @Test("killed ten times in the middle of 20,000 events")
  func kills() async throws {
    let history = OrderHistory(count: 20_000)
    let server = try LoopbackServer(history.serving(100, every: .milliseconds(20)))
    let folder = try BoardFolder()
    var random = SystemRandomNumberGenerator()
    var positions: Set<String> = []
    for round in 1...10 {
      let exported = try await folder.export()
      let watch = try await folder.watch(server.orders)
      let id = try await server.position(ofRequest: round - 1)
      positions.insert(id)
      #expect(try exported == history.orders(through: id), "round \(round) starts after '\(id)'")
      try await Task.sleep(for: .milliseconds(Int64.random(in: 150...900, using: &random)))
      await watch.signal(SIGKILL)
      #expect(try await watch.end() == .killed(SIGKILL))
    }
    // The kills came in the middle of things, or this proves nothing.
    #expect(positions.count > 5)

    let watch = try await folder.watch(server.orders)
    _ = try await server.position(ofRequest: 10)
    let all = try history.orders(through: "e-20000")
    let deadline = ContinuousClock.now + .seconds(60)
    var exported = try await folder.export()
    while exported != all, .now < deadline {
      try await Task.sleep(for: .milliseconds(200))
      exported = try await folder.export()
    }
    #expect(exported == all)
    await watch.signal(SIGTERM)
    #expect(try await watch.end() == .exited(0))
    #expect(try await folder.export() == all)
  }

  @Test("killed around a hole in the history, the mark of the hole is there exactly if the position is behind it")
  func gap() async throws {
    let failed = #"{"reason":"EVENT_ID_EXPIRED","oldestAvailable":"500","requestedId":"1"}"#
    let hole = LoopbackStep.event(1000, "replay-failed", failed) + LoopbackStep.order(1001)
    let seen = Mutex<Set<Bool>>([])
    try await together([0, 80, 160, 240, 320, 450]) { delay in
      let server = try LoopbackServer(
        LoopbackStep.stream(LoopbackStep.order(1)) + [.stall],
        LoopbackStep.stream(hole) + [.stall], [.request, .stall])
      let folder = try BoardFolder()
      let first = try await folder.watch(server.orders)
      try await folder.saves("order-1")
      await first.signal(SIGKILL)
      #expect(try await first.end() == .killed(SIGKILL))
      let second = try await folder.watch(server.orders)
      try await server.receives(request: 1)
      try await Task.sleep(for: .milliseconds(delay))
      await second.signal(SIGKILL)
      #expect(try await second.end() == .killed(SIGKILL))
      let status = try await folder.status()
      let isBehind = status["lastEventId"] as? String == "1001"
      #expect(isBehind || status["lastEventId"] as? String == "1")
      #expect((status["gap"] is NSNull) == !isBehind, "after \(delay) ms: \(status)")
      #expect(try await folder.orderIDs() == (isBehind ? ["order-1", "order-1001"] : ["order-1"]))
      _ = seen.withLock { $0.insert(isBehind) }
    }
    #expect(seen.withLock { $0 } == [true, false], "the kills came on one side of the save only")
  }
}
