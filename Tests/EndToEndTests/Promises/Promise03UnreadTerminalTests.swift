import Glibc
import TestSupport
import Testing

/// `TerminalEndingTests` say what becomes of the frames.
@Suite("Promise 3: a terminal that nobody reads stops neither the stream nor saving", .serialized)
struct Promise03UnreadTerminalTests {
  @Test("20,000 events are received and saved behind a terminal that is full, and it can be ended")
  func unread() async throws {
    let history = OrderHistory(count: 20_000)
    let server = try LoopbackServer(history.serving(100, every: .milliseconds(10)))
    let folder = try BoardFolder()
    let watch = try await folder.watch(server.orders, columns: 200, rows: 60)
    let all = try history.orders(through: "e-20000")
    let deadline = ContinuousClock.now + .seconds(60)
    while try await folder.export() != all, .now < deadline { try await Task.sleep(for: .milliseconds(200)) }
    #expect(try await folder.export() == all)
    #expect(await watch.transcript.isEmpty)
    await watch.signal(SIGTERM)
    let end = try await watch.end(within: .seconds(10))
    #expect(end == .exited(0))
    // More than a terminal takes without a reader would have been there to see.
    #expect(await watch.transcript.count > 1000)
  }
}
