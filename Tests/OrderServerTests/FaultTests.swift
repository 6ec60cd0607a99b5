import Glibc
import Testing

@Suite("Faults on request", .timeLimit(.minutes(2)))
struct FaultTests {
  @Test("drop-every: the connection breaks, in the middle of the response")
  func drop() async throws {
    let server = try await ServerProgram("--fault", "drop-every=200ms")
    let client = try await server.follower()
    try await client.closed()
    #expect(await !client.isFinished)
    _ = try await server.follower()
  }

  @Test("stall-after: nothing comes any more, and the connection stays")
  func stall() async throws {
    let server = try await ServerProgram("--fault", "stall-after=100ms", "--heartbeat", "0.2")
    let client = try await server.follower()
    try await Task.sleep(for: .milliseconds(300))
    try await server.publishChanges(1)
    try await Task.sleep(for: .milliseconds(500))
    #expect(await !client.hasMore())
    server.signal(SIGTERM)
    try await client.closed()
    #expect(try await server.end() == 0)
  }

  @Test("drip: so many bytes a second")
  func drip() async throws {
    let server = try await ServerProgram("--fault", "drip=400")
    let start = ContinuousClock.now
    let client = try await server.follower()
    try await server.publishChanges(1, size: 200)
    _ = try await client.event()
    // 100 bytes of connected and 260 of the event.
    #expect(start.duration(to: .now) > .milliseconds(600))
    server.signal(SIGTERM)
    #expect(try await server.end() == 0)
  }

  @Test("expire-history: no position can be resumed")
  func expiry() async throws {
    let server = try await ServerProgram("--fault", "expire-history")
    let id = try #require(try await server.publish("order-updated", #"{"orderId":"a"}"#).ids.first)
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live", "Last-Event-ID: \(id)")
    #expect(
      try await client.event().data
        == #"{"reason":"EVENT_ID_EXPIRED","oldestAvailable":"\#(id)","requestedId":"\#(id)"}"#)
    #expect(try await client.event().data.contains(#""replayUnavailable":true"#))
  }

  @Test("error: at once or again and again; one that is not recoverable ends the stream")
  func errors() async throws {
    let server = try await ServerProgram("--fault", "error=MADE_UP@every=50ms", "--fault", "error=RATE_LIMITED")
    let client = try await server.follower()
    #expect(try await client.event().data.contains(#""code":"RATE_LIMITED""#))
    for _ in 0..<3 {
      #expect(
        try await client.event().data == #"{"code":"MADE_UP","message":"As asked for","recoverable":true}"#)
    }
    let final = try await ServerProgram("--fault", "error=AUTH_EXPIRED")
    let ended = try await final.follower()
    #expect(try await ended.eventsToTheEnd().map(\.type) == ["error"])
  }

  @Test("maintenance: disconnecting, and the end of the response")
  func maintenance() async throws {
    let server = try await ServerProgram("--fault", "maintenance=100ms", "--reconnect-after", "3")
    let client = try await server.follower()
    let events = try await client.eventsToTheEnd()
    #expect(events.map(\.type) == ["disconnecting"])
    #expect(events.first?.data.contains(#""reconnectAfter":3,"#) ?? false)
    _ = try await server.follower()
  }

  @Test("malformed-every, no-heartbeats and refuse")
  func others() async throws {
    let server = try await ServerProgram(
      "--fault", "malformed-every=50ms", "--fault", "no-heartbeats", "--heartbeat", "0.05")
    let client = try await server.follower()
    for event in try await client.events(5) {
      #expect(event.lines.dropFirst() == ["event: order-updated", #"data: {"orderId":"order-1","status":"#])
    }
    let closed = try await ServerProgram("--fault", "refuse=503")
    let refused = try WireConnection(closed)
    try await refused.get()
    #expect(try await refused.head().status == 503)
  }

  @Test("no request can ask for a fault")
  func unreachable() async throws {
    let server = try await ServerProgram("--heartbeat", "0.2")
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live?fault=drop-every=100ms&drop-every=100ms", "X-Fault: drop-every=100ms")
    #expect(try await client.events(4).map(\.type) == ["connected", "heartbeat", "heartbeat", "heartbeat"])
  }
}
