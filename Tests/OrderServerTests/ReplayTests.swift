import Glibc
import Testing

@Suite("Positions and replays", .timeLimit(.minutes(2)))
struct ReplayTests {
  @Test("who was only told that it is connected loses nothing, not even the very first event")
  func beginning() async throws {
    let server = try await ServerProgram()
    let first = try WireConnection(server)
    try await first.get()
    let id = try await first.event("connected").id
    #expect(id.hasSuffix("-0"))
    try await server.publishChanges(3)
    let second = try WireConnection(server)
    try await second.get("/v1/orders/live", "Last-Event-ID: \(id)")
    #expect(try await second.event("replay-start").data == #"{"missedEvents":3,"replayingFrom":"\#(id)"}"#)
    #expect(try await second.events(3).map(\.number) == [1, 2, 3])
  }

  @Test("where nothing was missed, connected is all")
  func nothingMissed() async throws {
    let server = try await ServerProgram()
    let ids = try await server.publish("order-updated", #"{"orderId":"a"}"#).ids
    let id = try #require(ids.first)
    for (target, position) in [("/v1/orders/live", id), ("/v1/orders/live?orderId=b", id.replacing(/1$/, with: "0"))] {
      let client = try WireConnection(server)
      try await client.get(target, "Last-Event-ID: \(position)")
      let event = try await client.event()
      #expect(event.type == "connected" && event.id == id && !event.data.contains("replayUnavailable"))
      #expect(await !client.hasMore())
    }
  }

  @Test("under a filter the position goes on over events that do not match")
  func filteredPosition() async throws {
    let server = try await ServerProgram("--heartbeat", "0.3")
    let client = try await server.follower("/v1/orders/live?orderId=b")
    try await server.publishChanges(5, of: "a")
    var heartbeat = try await client.event("heartbeat")
    while heartbeat.number != 5 { heartbeat = try await client.event("heartbeat") }
    try await server.publishChanges(1, of: "b")
    let next = try WireConnection(server)
    try await next.get("/v1/orders/live?orderId=b", "Last-Event-ID: \(heartbeat.id)")
    #expect(try await next.event().data == #"{"missedEvents":1,"replayingFrom":"\#(heartbeat.id)"}"#)
    #expect(try await next.event().number == 6)
    #expect(try await next.event().data == #"{"replayedEvents":1,"resumingLiveStream":true}"#)
  }

  @Test(
    "an id that this server never gave out is unknown",
    arguments: [
      "15", "zzzzz-1", "NAME-3", "NAME-9223372036854775807", "NAME-99999999999999999999", "NAME-01", "NAME--1", "NAME-",
      "NAME-+1", "\"é",
    ])
  func unknown(pattern: String) async throws {
    let server = try await ServerProgram()
    let id = try #require(try await server.publish("order-updated", #"{"orderId":"a"}"#).ids.first)
    let requested = pattern.replacing("NAME", with: id.prefix(5))
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live", "Last-Event-ID: \(requested)")
    let failed = try await client.event()
    #expect(failed.type == "replay-failed" && failed.id == id)
    let quoted = requested.replacing("\"", with: "\\\"")
    #expect(
      failed.data == #"{"reason":"EVENT_ID_UNKNOWN","oldestAvailable":"\#(id)","requestedId":"\#(quoted)"}"#)
    #expect(try await client.event().data.contains(#""replayUnavailable":true"#))
    try await server.publishChanges(1)
    #expect(try await client.event().number == 2)
  }

  @Test("the position before the oldest event can be resumed, the one before that has expired")
  func edge() async throws {
    let server = try await ServerProgram("--history-events", "3")
    let ids = try await server.publish(
      Array(repeating: #"{"event":"order-updated","data":{"orderId":"o"}}"#, count: 5).joined(separator: "\n")
    ).ids
    let edge = try WireConnection(server)
    try await edge.get("/v1/orders/live", "Last-Event-ID: \(ids[1])")
    #expect(try await edge.event().data.hasPrefix(#"{"missedEvents":3,"#))
    #expect(try await edge.events(3).map(\.id) == Array(ids[2...]))
    let beyond = try WireConnection(server)
    try await beyond.get("/v1/orders/live", "Last-Event-ID: \(ids[0])")
    #expect(try await beyond.event().data.hasPrefix(#"{"reason":"EVENT_ID_EXPIRED","#))
  }

  @Test("events that happen during a replay come after it, in order, none lost or doubled")
  func meanwhile() async throws {
    let server = try await ServerProgram()
    let start = try await server.follower()
    try await server.publishChanges(8_000, size: 1_500)
    let beginning = try await start.event().id.replacing(/\d+$/, with: "0")
    // Less than that fits on its way, so the replay lasts until this client reads.
    let client = try WireConnection(server, receiveBuffer: 65_536)
    try await client.get("/v1/orders/live", "Last-Event-ID: \(beginning)")
    #expect(try await client.event().data.hasPrefix(#"{"missedEvents":8000,"#))
    try await server.publishChanges(500, size: 200)
    var events: [WireEvent] = []
    while events.count < 8_502 { events.append(try await client.event()) }
    #expect(events[8000].data == #"{"replayedEvents":8000,"resumingLiveStream":true}"#)
    #expect(events[8001].type == "connected")
    #expect(events.filter { $0.type == "order-updated" }.map(\.number) == Array(1...8_500))
  }

  @Test("since: what was published after a time, as a replay")
  func since() async throws {
    let server = try await ServerProgram()
    try await server.publishChanges(2)
    try await Task.sleep(for: .milliseconds(20))
    let client = try await server.follower("/v1/orders/live?orderId=none")
    let now = try #require(await connectedTime(server))
    try await Task.sleep(for: .milliseconds(20))
    try await server.publishChanges(3)
    for time in [now, now.replacing("Z", with: "%2B00:00"), now.replacing("Z", with: "+00:00")] {
      let client = try WireConnection(server)
      try await client.get("/v1/orders/live?since=\(time)")
      let start = try await client.event("replay-start")
      #expect(start.data.hasPrefix(#"{"missedEvents":3,"replayingFrom":""#) && start.number == 2)
      #expect(try await client.events(3).map(\.number) == [3, 4, 5])
    }
    for (time, count) in [("1999-12-31T23:59:59Z", 5), ("9999-12-31T23:59:59Z", 0)] {
      let client = try WireConnection(server)
      try await client.get("/v1/orders/live?since=\(time)")
      let events = try await client.events(count == 0 ? 1 : 1 + count + 2)
      #expect(events.filter { $0.type == "order-updated" }.count == count)
      #expect(events.last?.type == "connected")
    }
    await client.shutDown()
  }

  private func connectedTime(_ server: ServerProgram) async throws -> String? {
    let client = try WireConnection(server)
    try await client.get()
    return try await client.event().data.firstMatch(of: /"timestamp":"([^"]+)"/).map { String($0.output.1) }
  }

  @Test("since a time from which events are gone: told, and what is here is replayed")
  func sinceBeforeHistory() async throws {
    let server = try await ServerProgram("--history-events", "2")
    try await server.publishChanges(5)
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live?since=2000-01-01T00:00:00Z")
    let events = try await client.events(6)
    #expect(
      events.map(\.type) == [
        "replay-failed", "replay-start", "order-updated", "order-updated", "replay-complete", "connected",
      ])
    #expect(events[0].shape.hasSuffix(#"{"reason":"SINCE_EXPIRED","oldestAvailable":"ID"}"#))
    #expect(events.map(\.number) == [3, 3, 4, 5, 5, 5])
    #expect(!events[5].data.contains("replayUnavailable"))
  }

  @Test("an id says better than a time where the client is")
  func idBeatsSince() async throws {
    let server = try await ServerProgram()
    let ids = try await server.publish(
      Array(repeating: #"{"event":"order-updated","data":{"orderId":"o"}}"#, count: 3).joined(separator: "\n")
    ).ids
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live?since=2000-01-01T00:00:00Z", "Last-Event-ID: \(ids[1])")
    #expect(try await client.event().data == #"{"missedEvents":1,"replayingFrom":"\#(ids[1])"}"#)
  }
}
