import Glibc
import Testing

/// The samples of `order-stream.md`, as a server says them. Ids, times and names are its own.
@Suite("Samples of the specification", .timeLimit(.minutes(2)))
struct StreamShapeTests {
  @Test("the head of a response")
  func head() async throws {
    let server = try await ServerProgram()
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live?customerId=cust-123", "Accept: text/event-stream")
    let head = try await client.head()
    #expect(head.status == 200)
    #expect(head.fields["content-type"] == "text/event-stream")
    #expect(head.fields["cache-control"] == "no-cache")
    #expect(head.fields["connection"] == "keep-alive")
    let streamID = try #require(head.fields["x-stream-id"])
    #expect(streamID.hasPrefix("live-"))
    #expect(try await client.event().data.contains(#"{"streamId":"\#(streamID)","timestamp""#))
  }

  @Test("connected, with and without filters")
  func connected() async throws {
    let server = try await ServerProgram()
    let plain = try WireConnection(server)
    try await plain.get()
    #expect(
      try await plain.event().shape == """
        id: ID
        event: connected
        data: {"streamId":"live-ID","timestamp":"TIME"}
        """)
    let filtered = try WireConnection(server)
    try await filtered.get("/v1/orders/live?customerId=cust-123")
    #expect(
      try await filtered.event().shape == """
        id: ID
        event: connected
        data: {"streamId":"live-ID","timestamp":"TIME","filters":{"customerId":"cust-123"}}
        """)
  }

  @Test("all types of events about orders, their data as it was published")
  func events() async throws {
    let server = try await ServerProgram()
    let client = try await server.follower()
    let samples = [
      (
        "order-created",
        #"{"orderId":"order-100","customerId":"cust-123","status":"CREATED","total":0}"#
      ),
      ("order-created", #"{"orderId":"order-789","customerId":"cust-123","status":"CREATED","items":[]}"#),
      (
        "order-item-added",
        #"{"orderId":"order-100","itemId":"item-1","name":"Widget","quantity":2,"price":25.99}"#
      ),
      ("order-item-removed", #"{"orderId":"order-100","itemId":"item-1"}"#),
      ("order-updated", #"{"orderId":"order-100","total":101.97,"itemCount":3}"#),
      ("order-submitted", #"{"orderId":"order-100","status":"PENDING","submittedAt":"2024-07-15T14:35:00Z"}"#),
      ("order-updated", #"{"orderId":"order-100","status":"PROCESSING","assignedTo":"warehouse-1"}"#),
      (
        "order-shipped",
        #"{"orderId":"order-100","status":"SHIPPED","trackingNumber":"1Z999AA10123456784","carrier":"UPS"}"#
      ),
      ("order-cancelled", #"{"orderId":"order-789","status":"CANCELLED","reason":"ordered twice"}"#),
    ]
    let published = try await server.publish(
      samples.map { #"{"event":"\#($0)","data":\#($1)}"# }.joined(separator: "\n"))
    let events = try await client.events(samples.count)
    #expect(events.map(\.text) == zip(published.ids, samples).map { "id: \($0)\nevent: \($1.0)\ndata: \($1.1)" })
  }

  @Test("heartbeats: regular, with the age of the connection and the id of the last event")
  func heartbeats() async throws {
    let server = try await ServerProgram("--heartbeat", "0.5")
    let client = try await server.follower()
    let id = try #require(try await server.publish("order-updated", #"{"orderId":"order-1"}"#).ids.first)
    _ = try await client.event("order-updated")
    let heartbeats = try await client.events(4)
    #expect(heartbeats.allSatisfy { $0.id == id && $0.type == "heartbeat" })
    let ages = try heartbeats.map { heartbeat in
      let match = try #require(
        heartbeat.data.wholeMatch(of: /\{"timestamp":"[-0-9T:.]+Z","connectionAge":"PT(\d+)S"\}/))
      return try #require(Int(match.output.1))
    }
    #expect(ages == ages.sorted() && ages[0] <= 1 && ages[3] >= 2)
  }

  @Test("a replay, and then connected")
  func replay() async throws {
    let server = try await ServerProgram()
    let first = try #require(try await server.publish("order-updated", #"{"orderId":"order-99"}"#).ids.first)
    try await server.publish("order-shipped", #"{"orderId":"order-100","status":"SHIPPED"}"#)
    try await server.publish("order-updated", #"{"orderId":"order-101","status":"PROCESSING"}"#)
    try await server.publish("order-created", #"{"orderId":"order-102","customerId":"cust-123","status":"CREATED"}"#)
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live", "Last-Event-ID: \(first)")
    let events = try await client.events(6)
    #expect(
      events.first?.text == """
        id: \(first)
        event: replay-start
        data: {"missedEvents":3,"replayingFrom":"\(first)"}
        """)
    #expect(
      events.map(\.type).dropFirst() == [
        "order-shipped", "order-updated", "order-created", "replay-complete", "connected",
      ])
    #expect(events[4].data == #"{"replayedEvents":3,"resumingLiveStream":true}"#)
    #expect(events[4].id == events[3].id && events[5].id == events[3].id)
  }

  @Test("an id that has expired")
  func expired() async throws {
    let server = try await ServerProgram("--history-events", "2")
    let ids = try await server.publish(
      Array(repeating: #"{"event":"order-updated","data":{"orderId":"o"}}"#, count: 5).joined(separator: "\n")
    ).ids
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live", "Last-Event-ID: \(ids[0])")
    let events = try await client.events(2)
    #expect(
      events[0].text == """
        id: \(ids[4])
        event: replay-failed
        data: {"reason":"EVENT_ID_EXPIRED","oldestAvailable":"\(ids[3])","requestedId":"\(ids[0])"}
        """)
    #expect(
      events[1].shape == """
        id: ID
        event: connected
        data: {"streamId":"live-ID","timestamp":"TIME","replayUnavailable":true}
        """)
    #expect(events[1].id == ids[4])
  }

  @Test("disconnecting, to everybody, before the server ends")
  func disconnecting() async throws {
    let server = try await ServerProgram("--reconnect-after", "60")
    let clients = [try await server.follower(), try await server.follower()]
    server.signal(SIGTERM)
    for client in clients {
      let events = try await client.eventsToTheEnd()
      #expect(
        events.map(\.shape) == [
          """
          id: ID
          event: disconnecting
          data: {"reason":"SERVER_MAINTENANCE","reconnectAfter":60,"message":"Scheduled maintenance"}
          """
        ])
      #expect(await client.isFinished)
    }
    #expect(try await server.end() == 0)
    #expect(server.errors == "")
  }

  @Test(
    "the errors of the specification",
    arguments: [
      (#"{"code":"RATE_LIMITED","message":"Too many connections","recoverable":true,"retryAfter":30}"#),
      (#"{"code":"AUTH_EXPIRED","message":"Authentication token expired","recoverable":false}"#),
      (#"{"code":"RESOURCE_NOT_FOUND","message":"Customer not found","recoverable":false}"#),
      (#"{"code":"SUBSCRIPTION_ERROR","message":"Filter criteria invalid","recoverable":true}"#),
    ])
  func errors(data: String) async throws {
    let code = try #require(data.split(separator: "\"").dropFirst(2).first { $0 != ":" })
    let server = try await ServerProgram("--fault", "error=\(code)")
    let client = try await server.follower()
    #expect(try await client.event().shape == "id: ID\nevent: error\ndata: \(data)")
  }
}
