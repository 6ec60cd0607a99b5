/// One thing that a connection of a ``LoopbackServer`` does.
package enum LoopbackStep: Sendable {
  /// Reads one request up to the blank line, and records it.
  case request
  case send([UInt8])
  /// Goes on with the steps made for the request that was read last.
  case answer(@Sendable (_ request: String) -> [LoopbackStep])
  /// Sends the same bytes so many times.
  case sendRepeatedly([UInt8], times: Int)
  case wait(Duration)
  /// Does nothing until the client closes, or the server is released.
  case stall
  /// Ends the connection in order (FIN); so does the end of the script.
  case close
  /// Ends the connection with a reset (RST).
  case reset

  package static func send(_ text: String) -> LoopbackStep { .send(Array(text.utf8)) }

  /// The head of a 200 with `Content-Type: text/event-stream`, whose body ends with the connection.
  package static func eventStreamHead(_ fields: String...) -> LoopbackStep {
    .send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n")
  }

  /// One chunk of a response with `Transfer-Encoding: chunked`.
  package static func chunk(_ bytes: [UInt8]) -> LoopbackStep {
    .send(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [13, 10])
  }

  package static func chunk(_ text: String) -> LoopbackStep { chunk(Array(text.utf8)) }

  package static let lastChunk = LoopbackStep.send("0\r\n\r\n")
}
