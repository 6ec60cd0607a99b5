import OrderProtocol
import TestSupport
import Testing

@testable import OrderServer

@Suite("What time it is in a made-up shop", .timeLimit(.minutes(1)))
struct ShopTimeTests {
  private func start(_ now: String, _ timeOfDay: Duration?, isSame: Bool) throws -> String {
    ShopTime.start(at: try #require(Timestamp(now)), timeOfDay: timeOfDay, isSame: isSame).iso8601
  }

  @Test("it is the time of others, or today at the time that was asked for")
  func today() throws {
    #expect(try start("2026-03-01T08:15:30.250Z", nil, isSame: false) == "2026-03-01T08:15:30.250Z")
    #expect(try start("2026-03-01T08:15:30Z", .seconds(19 * 3600 + 1800), isSame: false) == "2026-03-01T19:30:00Z")
    #expect(try start("2026-03-01T23:59:59Z", .zero, isSame: false) == "2026-03-01T00:00:00Z")
  }

  @Test(
    "a shop that is to do the same again is not told the time of others",
    arguments: ["2026-03-01T08:15:30Z", "1999-12-31T23:59:59Z"])
  func same(now: String) throws {
    #expect(try start(now, nil, isSame: true) == "1970-01-08T12:00:00Z")
    #expect(try start(now, .seconds(60), isSame: true) == "1970-01-08T00:01:00Z")
  }

  @Test("a server with a seed has the same orders at any time, and says when they are in the time of others")
  func server() async throws {
    let arguments = ["--simulate", "--orders-per-hour", "200", "--seed", "5", "--heartbeat", "0.2"]
    for (more, order, customer) in [
      ([], "order-25574", "cust-22245"), (["--time-of-day", "03:00"], "order-25208", "cust-23941"),
    ] {
      let server = try await ServerProgram(arguments + more)
      let client = try WireConnection(server)
      try await client.get()
      let created = try await client.event("order-created")
      #expect(created.number == 1)
      #expect(created.data.contains(#"{"orderId":"\#(order)","customerId":"\#(customer)","#))
      // The open orders come with their own times, oldest first; what happens later, with that of now.
      var said = try time(of: created)
      let other = try await server.follower("/v1/orders/live?orderId=none")
      let now = try time(of: try await other.event("heartbeat"))
      while said.milliseconds < now.milliseconds - 600_000 {
        let event = try await client.event()
        if event.type.hasPrefix("order-") { said = try time(of: event) }
      }
      #expect(abs(said.milliseconds - now.milliseconds) < 600_000)
    }
  }

  private func time(of event: WireEvent) throws -> Timestamp {
    let text = try #require(event.data.firstMatch(of: /"timestamp":"([^"]+)"/)?.output.1)
    return try #require(Timestamp(String(text)))
  }
}
