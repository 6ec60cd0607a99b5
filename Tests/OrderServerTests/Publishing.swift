/// What came of publishing.
struct Publication: Equatable {
  var status: Int
  var body: String

  /// The ids that were given.
  var ids: [String] { body.matches(of: /"([0-9a-z]{5}-\d+)"/).map { String($0.output.1) } }
}

extension ServerProgram {
  /// Publishes one or more events.
  ///
  /// - Parameter body: JSON objects, one a line, or whatever else is to be tried.
  @discardableResult
  func publish(
    _ body: String, contentType: String = "application/x-ndjson", fields: String...
  ) async throws -> Publication {
    let connection = try WireConnection(self)
    try await connection.send(
      "POST /v1/orders/events HTTP/1.1\r\nHost: test\r\nContent-Type: \(contentType)\r\n"
        + fields.map { $0 + "\r\n" }.joined() + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
    return Publication(status: try await connection.head().status, body: try await connection.wholeBody())
  }

  /// Publishes an event of a type with data.
  @discardableResult
  func publish(_ type: String, _ data: String) async throws -> Publication {
    try await publish(#"{"event":"\#(type)","data":\#(data)}"#)
  }

  /// Publishes so many changes of an order.
  func publishChanges(_ count: Int, of order: String = "order-1", size: Int = 1) async throws {
    let text = String(repeating: "x", count: size)
    let line = #"{"event":"order-updated","data":{"orderId":"\#(order)","assignedTo":"\#(text)"}}"#
    for start in stride(from: 0, to: count, by: 500) {
      try await publish(Array(repeating: line, count: min(500, count - start)).joined(separator: "\n"))
    }
  }

  /// A client that has asked for a stream and been told that it is connected.
  func follower(_ target: String = "/v1/orders/live", _ fields: String...) async throws -> WireConnection {
    let connection = try WireConnection(self)
    try await connection.send(
      "GET \(target) HTTP/1.1\r\nHost: test\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n")
    _ = try await connection.event("connected")
    return connection
  }
}
