import Glibc
import TestSupport
import Testing

/// A running ordertop-server on a port of 127.0.0.1, killed when the value is released.
final class ReferenceServer: Sendable {
  let program: ChildProgram
  let port: UInt16

  /// Starts it; returns once it listens.
  ///
  /// - Parameter port: 0 for one that is free.
  init(_ arguments: String..., port: UInt16 = 0) async throws {
    program = try ChildProgram(
      BuiltProgram.path("ordertop-server"), ["--port", "\(port)"] + arguments, environment: ["LANG": "C.UTF-8"])
    try await program.output(has: "/v1/orders/live\n")
    let line = await program.outputText
    self.port = try #require(line.firstMatch(of: /:(\d+)\//).flatMap { UInt16($0.output.1) }, "\(line)")
  }

  /// Where clients connect.
  var url: String { "http://127.0.0.1:\(port)/v1/orders/live" }

  /// Ends it in order, and waits for that.
  func stop() async throws {
    program.signal(SIGTERM)
    try #require(try await program.end() == 0)
  }

  /// Publishes events, one JSON object a line.
  func publish(lines: [String]) throws {
    let answer = try LoopbackRequest.send(
      "POST /v1/orders/events HTTP/1.1", "Content-Type: application/x-ndjson", body: lines.joined(separator: "\n"),
      to: port)
    try #require(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
  }

  func publish(_ type: String, _ data: String) throws {
    try publish(lines: [#"{"event":"\#(type)","data":\#(data)}"#])
  }

  /// Publishes the creation of an order for each number, together.
  func publish(orders numbers: some Sequence<Int>) throws {
    try publish(lines: numbers.map { #"{"event":"order-created","data":\#(Self.order($0))}"# })
  }

  /// The data of one of these orders.
  static func order(_ number: Int) -> String {
    #"{"orderId":"order-\#(number)","customerId":"cust-\#(number % 2)","status":"CREATED"}"#
  }
}

/// Clients that come back soon.
enum QuickRetries {
  static let arguments = ["--retry-base", "0.05", "--retry-max", "0.2", "--max-retries", "unlimited"]
}
