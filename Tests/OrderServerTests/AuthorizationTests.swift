import Glibc
import TestSupport
import Testing

@Suite("Tokens", .timeLimit(.minutes(2)))
struct AuthorizationTests {
  private static let expired = """
    data: {"code":"AUTH_EXPIRED","message":"Authentication token expired","recoverable":false}
    """

  @Test(
    "without the token, or with another one, there is no stream",
    arguments: [nil, "Bearer other", "Bearer", "Bearer ", "Basic secret", "secret", "Bearer secre", "Bearer secret1"])
  func unauthorized(header: String?) async throws {
    let folder = try TemporaryFolder()
    try folder.write("secret\n", to: "token")
    let server = try await ServerProgram("--token-file", folder.path("token"))
    let client = try WireConnection(server)
    try await client.send(
      "GET /v1/orders/live HTTP/1.1\r\nHost: test\r\n\(header.map { "Authorization: \($0)\r\n" } ?? "")\r\n")
    #expect(try await client.head().status == 401)
    #expect(try await client.head().fields["www-authenticate"] == "Bearer")
  }

  @Test("with the token there is; a token that changes ends it and lets the new one in")
  func rotation() async throws {
    let folder = try TemporaryFolder()
    try folder.write(" secret\r\n", to: "token")
    let server = try await ServerProgram("--token-file", folder.path("token"))
    let old = try await server.follower("/v1/orders/live", "Authorization: bearer secret")
    try folder.write("new", to: "token")
    let events = try await old.eventsToTheEnd()
    #expect(events.count == 1 && events.first?.lines.last == Substring(Self.expired))
    #expect(await old.isFinished)
    let new = try await server.follower("/v1/orders/live", "Authorization: Bearer new")
    let refused = try WireConnection(server)
    try await refused.get("/v1/orders/live", "Authorization: Bearer secret")
    #expect(try await refused.head().status == 401)
    // The same token once more is no change.
    try folder.write("new\n", to: "token")
    try await server.publish(
      #"{"event":"order-created","data":{"orderId":"o"}}"#, fields: "Authorization: Bearer new")
    #expect(try await new.event().type == "order-created")
    unlink(folder.path("token"))
    #expect(try await new.event().lines.last == Substring(Self.expired))
  }

  @Test("a token can be good for so long")
  func lifetime() async throws {
    let server = try await ServerProgram("--token-lifetime", "0.3")
    let client = try await server.follower()
    #expect(try await client.eventsToTheEnd().map { $0.lines.last } == [Substring(Self.expired)])
  }

  @Test("publishing needs the same token, or one of its own")
  func publishing() async throws {
    let folder = try TemporaryFolder()
    try folder.write("reader", to: "token")
    try folder.write("writer", to: "publish")
    let event = #"{"event":"order-created","data":{"orderId":"o"}}"#
    let same = try await ServerProgram("--token-file", folder.path("token"))
    #expect(try await same.publish(event).status == 401)
    #expect(try await same.publish(event, fields: "Authorization: Bearer reader").status == 200)
    let own = try await ServerProgram(
      "--token-file", folder.path("token"), "--publish-token-file", folder.path("publish"))
    #expect(try await own.publish(event, fields: "Authorization: Bearer reader").status == 401)
    #expect(try await own.publish(event, fields: "Authorization: Bearer writer").status == 200)
    let only = try await ServerProgram("--publish-token-file", folder.path("publish"))
    #expect(try await only.publish(event).status == 401)
    _ = try await only.follower()
  }
}
