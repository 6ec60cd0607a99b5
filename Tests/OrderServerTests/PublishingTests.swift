import TestSupport
import Testing

@Suite("Publishing", .timeLimit(.minutes(2)))
struct PublishingTests {
  private static let event = #"{"event":"order-created","data":{"orderId":"o"}}"#

  @Test(
    "one event, one a line, or an array of them",
    arguments: [
      (event, 1), ("\(event)\n\(event)\r\n", 2), ("[\(event)]", 1), ("[\n \(event) ,\n\(event)\n]\n", 2),
      (#"{"data":{"orderId":"o","items":[]} , "event":"order-created"}"#, 1),
      ("{\n  \"event\": \"order-created\",\n  \"data\": {\n    \"orderId\": \"o\"\n  }\n}", 1),
    ])
  func forms(body: String, count: Int) async throws {
    let server = try await ServerProgram()
    let client = try await server.follower()
    let publication = try await server.publish(body, contentType: "application/json; charset=utf-8")
    #expect(publication.status == 200)
    #expect(publication.ids.count == count)
    #expect(try await client.events(count).map(\.id) == publication.ids)
  }

  @Test(
    "what cannot be published says where and why, and nothing is",
    arguments: [
      ("", 1, "malformed JSON at byte 0: expected a value"),
      ("[]", 1, "no events"),
      ("\(event)\n{", 2, "malformed JSON at byte 50: expected a name in quotes"),
      ("\(event)\nnull", 2, "expected an object with event and data"),
      (#"{"data":{"orderId":"o"}}"#, 1, "event: missing"),
      (#"{"event":"order-created"}"#, 1, "data: missing"),
      ("\(event)\n\n\(event)\n" + #"{"event":7,"data":{}}"#, 4, "event: expected a string"),
      (#"{"event":"order-refunded","data":{"orderId":"o"}}"#, 1, "event: not a type of the protocol"),
      (#"{"event":"heartbeat","data":{}}"#, 1, "event: heartbeat is for the server to say"),
      (#"{"event":"replay-start","data":{}}"#, 1, "event: replay-start is for the server to say"),
      (#"{"event":"error","data":{}}"#, 1, "event: error is for the server to say"),
      (#"{"event":"order-created","data":{}}"#, 1, "orderId: missing"),
      (#"{"event":"order-created","data":[1]}"#, 1, "data: expected an object, got an array"),
      (
        #"{"event":"order-created","data":{"orderId":"o","total":"1"}}"#, 1, "total: expected a number, got a string"
      ),
      (
        #"{"event":"order-created","data":{"orderId":"o"},"id":"7"}"#, 1,
        "only event and data are known; the server gives the ids"
      ),
      ("[\(event)] x", 1, "malformed JSON at byte 51: expected nothing after the value"),
    ])
  func errors(body: String, line: Int, reason: String) async throws {
    let server = try await ServerProgram()
    let publication = try await server.publish(body)
    #expect(publication == Publication(status: 400, body: #"{"line":\#(line),"reason":"\#(reason)"}"# + "\n"))
    #expect(try await server.publish(Self.event).ids.first?.hasSuffix("-1") ?? false)
  }

  @Test("how much may be published at once")
  func limits() async throws {
    let server = try await ServerProgram()
    let thousand = Array(repeating: Self.event, count: 1_000).joined(separator: "\n")
    #expect(try await server.publish(thousand).ids.count == 1_000)
    let more = try await server.publish(thousand + "\n" + Self.event)
    #expect(more.status == 400 && more.body.contains(#"{"line":1001,"reason":"more than 1000 events"}"#))
    let text = String(repeating: "x", count: 256 * 1024)
    let large = try await server.publish("order-created", #"{"orderId":"o","assignedTo":"\#(text)"}"#)
    #expect(large.status == 400 && large.body.contains("data: more than 256 KiB"))
    let tooLarge = try await server.publish(String(repeating: " ", count: 1024 * 1024 + 1))
    #expect(tooLarge.status == 413)
  }

  @Test("only JSON, and not for web pages")
  func webPages() async throws {
    let server = try await ServerProgram()
    for type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""] {
      #expect(try await server.publish(Self.event, contentType: type).status == 415)
    }
    #expect(try await server.publish(Self.event, fields: "Origin: http://127.0.0.1:8080").status == 403)
  }

  @Test("bytes that are no UTF-8 are refused")
  func invalidUTF8() async throws {
    let server = try await ServerProgram()
    let connection = try WireConnection(server)
    let head =
      "POST /v1/orders/events HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n"
    try await connection.send(bytes: Array(head.utf8) + [0xFF])
    #expect(try await connection.wholeBody().contains("the body is not UTF-8"))
  }

  @Test(
    "paths and methods",
    arguments: [
      ("GET", "/healthz", 200, nil), ("POST", "/healthz", 405, "GET"), ("POST", "/v1/orders/live", 405, "GET"),
      ("HEAD", "/v1/orders/live", 405, "GET"), ("GET", "/v1/orders/events", 405, "POST"),
      ("DELETE", "/v1/orders/events", 405, "POST"), ("OPTIONS", "/v1/orders/events", 405, "POST"),
      ("GET", "/", 404, nil), ("GET", "/v1/orders/live/", 404, nil), ("GET", "/v1/orders/live%2F..", 404, nil),
    ] as [(String, String, Int, String?)])
  func paths(method: String, path: String, status: Int, allowed: String?) async throws {
    let server = try await ServerProgram()
    let connection = try WireConnection(server)
    try await connection.send("\(method) \(path) HTTP/1.1\r\nHost: test\r\n\r\n")
    #expect(try await connection.head().status == status)
    #expect(try await connection.head().fields["allow"] == allowed)
  }
}
