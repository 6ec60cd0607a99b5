import TestSupport
import Testing

@Suite("Filters", .timeLimit(.minutes(2)))
struct FilterTests {
  /// What is published in these tests: two orders of one customer, one of another, one of nobody.
  private static let events = [
    #"{"event":"order-created","data":{"orderId":"a","customerId":"cust-1"}}"#,
    #"{"event":"order-created","data":{"orderId":"b","customerId":"cust 2"}}"#,
    #"{"event":"order-updated","data":{"orderId":"a","total":1}}"#,
    #"{"event":"order-updated","data":{"orderId":"nobody"}}"#,
    #"{"event":"order-shipped","data":{"orderId":"b"}}"#,
    #"{"event":"order-created","data":{"orderId":"c","customerId":"cust-1"}}"#,
    #"{"event":"order-shipped","data":{"orderId":"c"}}"#,
  ]

  @Test(
    "all combinations: an event has to be what every filter asks for, live and in a replay",
    arguments: [
      ("", [1, 2, 3, 4, 5, 6, 7]),
      ("customerId=cust-1", [1, 3, 6, 7]),
      ("customerId=cust%202", [2, 5]),
      ("customerId=cust+2", [2, 5]),
      ("orderId=b", [2, 5]),
      ("orderId=nobody", [4]),
      ("eventTypes=order-shipped", [5, 7]),
      ("eventTypes=order-created,order-shipped", [1, 2, 5, 6, 7]),
      ("eventTypes=order-created%2Corder-shipped", [1, 2, 5, 6, 7]),
      ("customerId=cust-1&orderId=c", [6, 7]),
      ("customerId=cust-1&orderId=b", []),
      ("customerId=cust-1&eventTypes=order-shipped", [7]),
      ("orderId=a&eventTypes=order-created,order-updated", [1, 3]),
      ("eventTypes=order-shipped&orderId=c&customerId=cust-1", [7]),
      ("eventTypes=heartbeat", []),
      ("customerId=cust-1&customerId=cust-1&other=1&=&x", [1, 3, 6, 7]),
    ] as [(String, [Int])])
  func combinations(query: String, expected: [Int]) async throws {
    let server = try await ServerProgram()
    let start = try await server.follower()
    let live = try await server.follower("/v1/orders/live?\(query)")
    // The last one tells that all others have come; it is nobody's and of any type.
    let mark = #"{"event":"order-cancelled","data":{"orderId":"mark"}}"#
    try await server.publish((Self.events + [mark]).joined(separator: "\n"))
    let beginning = try await start.event().id.replacing(/\d+$/, with: "0")
    _ = try await start.event("order-cancelled")

    let replay = try WireConnection(server)
    try await replay.get("/v1/orders/live?\(query)", "Last-Event-ID: \(beginning)")
    let replayed = try await replayedEvents(replay, isUnfiltered: query.isEmpty)
    #expect(replayed == expected)
    #expect(try await live.events(expected.count).map(\.number) == expected)
    if !query.isEmpty { #expect(await !live.hasMore()) }
  }

  private func replayedEvents(_ client: WireConnection, isUnfiltered: Bool) async throws -> [Int] {
    var events: [WireEvent] = []
    repeat { events.append(try await client.event()) } while events.last?.type != "connected"
    guard events.count > 1 else { return [] }
    let numbers = events.dropFirst().dropLast(2).compactMap(\.number)
    #expect(events.first?.data.hasPrefix(#"{"missedEvents":\#(numbers.count),"#) ?? false)
    #expect(events.dropLast().last?.data == #"{"replayedEvents":\#(numbers.count),"resumingLiveStream":true}"#)
    return isUnfiltered ? numbers.dropLast() : numbers
  }

  @Test("connected repeats the filters that are in force")
  func stated() async throws {
    let server = try await ServerProgram()
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live?eventTypes=order-created,order-shipped&orderId=%22o%22&customerId=c%C3%A9")
    #expect(
      try await client.event().data.hasSuffix(
        #""filters":{"customerId":"cé","orderId":"\"o\"","eventTypes":"order-created,order-shipped"}}"#))
  }

  @Test(
    "what means nothing is told by an error event, and the response ends",
    arguments: [
      ("since=yesterday", "since is no RFC 3339 date and time"),
      ("since=", "since is empty"),
      ("customerId", "customerId is empty"),
      ("orderId=", "orderId is empty"),
      ("eventTypes=", "eventTypes is empty"),
      ("eventTypes=order-created,,order-shipped", "eventTypes has an empty name"),
      ("eventTypes=order-refunded", "eventTypes has an unknown type"),
      ("customerId=a&customerId=b", "customerId is given twice"),
      ("orderId=%zz", "orderId is not percent-encoded UTF-8"),
      ("orderId=%C3", "orderId is not percent-encoded UTF-8"),
      ("orderId=%4", "orderId is not percent-encoded UTF-8"),
    ])
  func invalid(query: String, reason: String) async throws {
    let server = try await ServerProgram()
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live?\(query)")
    #expect(try await client.head().status == 200)
    #expect(try await client.head().fields["content-type"] == "text/event-stream")
    // No id: the client has no position yet, and must not be given one.
    #expect(
      try await client.eventsToTheEnd().map(\.text) == [
        """
        event: error
        data: {"code":"SUBSCRIPTION_ERROR","message":"Filter criteria invalid: \(reason)","recoverable":true}
        """
      ])
  }

  @Test("an error at the beginning repeats the position of the client")
  func keepsPosition() async throws {
    let server = try await ServerProgram()
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live?since=never", "Last-Event-ID: whatever-17")
    #expect(try await client.eventsToTheEnd().map(\.id) == ["whatever-17"])
  }

  @Test("a customer that is none is not found, where customers are known")
  func customers() async throws {
    let folder = try TemporaryFolder()
    try folder.write("cust-1\r\n\ncust 2\n", to: "customers")
    let server = try await ServerProgram("--customers", folder.path("customers"))
    _ = try await server.follower("/v1/orders/live?customerId=cust%202")
    _ = try await server.follower()
    let client = try WireConnection(server)
    try await client.get("/v1/orders/live?customerId=cust-3")
    #expect(
      try await client.eventsToTheEnd().map(\.text) == [
        """
        event: error
        data: {"code":"RESOURCE_NOT_FOUND","message":"Customer not found","recoverable":false}
        """
      ])
  }
}
