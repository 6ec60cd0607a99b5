import Glibc
import TestSupport
import Testing

@Suite(
  "Promise 5: event ids are opaque and sent back byte for byte; every complete event moves the position", .serialized)
struct Promise05PositionTests {
  /// Ids as nobody should make them.
  private static let ids = [
    "007", "7.0", "-1", "1e3", "18446744073709551617", "a b", "id: with: colons", "caf\u{E9}", "cafe\u{301}",
    "\u{1F600}", #"q"u\o't%es"#, "\u{202E}bidi", "x\u{1B}]0;y\u{7}\u{7F}", "\u{9B}31m",
    String(repeating: "x", count: 8000),
  ]
  /// Events that are of no use to the board, or worse.
  private static let poison = [
    "event: order-created\ndata: {\"orderId\":", "event: order-created\ndata: no JSON",
    "event: never-heard-of\ndata: {}",
    "event: heartbeat\ndata: {}", "event: error\ndata: {\"code\":\"X\",\"recoverable\":true}", "event: error\ndata: 7",
    "event: replay-start\ndata: {\"missedEvents\":1}", "event: replay-complete\ndata: {}",
    "event: connected\ndata: []", "data: no type", "event: order-updated\ndata: {\"orderId\":{}}",
    "event: order-updated\ndata: " + String(repeating: "[", count: 100),
    "event: order-created\ndata: " + String(repeating: "x", count: 17 << 20), "event: no-data", ": only a comment",
  ]

  @Test("whatever the event, its id is the position, on the next connection and after the next start")
  func positions() async throws {
    let events = zip(Self.ids, Self.poison).map { "id: \($0)\n\($1)\n\n" }
    try #require(events.count == Self.ids.count && events.count == Self.poison.count)
    let server = try LoopbackServer([
      .request,
      .answer { request in
        // By bytes: two of the ids are equal to Unicode.
        let bytes = Array(request.utf8)
        let done = Self.ids.firstIndex { bytes.firstRange(of: Array("Last-Event-ID: \($0)\r\n".utf8)) != nil } ?? -1
        guard done + 1 < events.count else { return [.eventStreamHead(), .stall] }
        return [.eventStreamHead(), .send(events[done + 1]), .close]
      },
    ])
    let folder = try BoardFolder()
    let watch = try await folder.watch(server.orders, "--retry-base", "0.01")
    for index in Self.ids.indices {
      let position = try await server.position(ofRequest: index + 1)
      #expect(Array(position.utf8) == Array(Self.ids[index].utf8), "after event \(index)")
    }
    await watch.type("q")
    #expect(try await watch.end() == .exited(0))
    let again = try await folder.watch(server.orders)
    let saved = try await server.position(ofRequest: Self.ids.count + 1)
    #expect(Array(saved.utf8) == Array((Self.ids.last ?? "").utf8))
    await again.signal(SIGTERM)
  }

  @Test("each of the ids comes back from the saved state as it was")
  func saved() async throws {
    let folder = try BoardFolder()
    for id in Self.ids {
      let server = try LoopbackServer(
        LoopbackStep.stream("id: \(id)\nevent: heartbeat\ndata: {}\n\n") + [.stall], [.request, .stall])
      let first = try await folder.watch(server.orders)
      try await first.output(until: "LIVE")
      await first.signal(SIGTERM)
      #expect(try await first.end() == .exited(0))
      let again = try await folder.watch(server.orders)
      let position = try await server.position(ofRequest: 1)
      #expect(Array(position.utf8) == Array(id.utf8), "\(id.prefix(40).debugDescription)")
      await again.signal(SIGTERM)
    }
  }

  @Test("an event without an id leaves the position, an empty id clears it")
  func cleared() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream("id: 7\ndata: x\n\n", "data: y\n\n"), LoopbackStep.stream("id\ndata: z\n\n"),
      [.request, .stall])
    let tail = try ChildProgram.ordertop(["tail", "--url", server.orders, "--retry-base", "0.01"])
    #expect(try await server.position(ofRequest: 1) == "7")
    try await server.receives(request: 2)
    #expect(server.fields("Last-Event-ID", ofRequest: 2).isEmpty)
    tail.signal(SIGTERM)
  }
}
