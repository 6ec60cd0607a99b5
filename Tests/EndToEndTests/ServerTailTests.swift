import FoundationEssentials
import Glibc
import OrderProtocol
import TestSupport
import Testing

@testable import ordertop

/// `ordertop tail` on the reference server.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ServerTailTests {
  private func tail(_ server: ReferenceServer, _ arguments: String...) throws -> ChildProgram {
    try .ordertop(["tail", "--url", server.url, "--format", "jsonl"] + QuickRetries.arguments + arguments)
  }

  private func lines(of program: ChildProgram) async throws -> [TailTests.Line] {
    try await program.outputLines.map { try JSONDecoder().decode(TailTests.Line.self, from: Data($0.utf8)) }
  }

  /// Waits for the last of these orders: the program must have printed each of them once, in order, with an id of its own.
  private func expect(
    _ program: ChildProgram, printed numbers: some Sequence<Int>, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let numbers = Array(numbers)
    if let last = numbers.last { try await program.output(has: #"order-\#(last)\""#, within: .seconds(60)) }
    let orders = try await lines(of: program).filter { $0.event == "order-created" }
    #expect(orders.map(\.data) == numbers.map(ReferenceServer.order), sourceLocation: sourceLocation)
    #expect(Set(orders.map(\.id)).count == numbers.count, sourceLocation: sourceLocation)
  }

  @Test("each filter gets what it asks for, several together what all ask for")
  func filters() async throws {
    let server = try await ReferenceServer()
    let events = [
      ("order-created", #"{"orderId":"a","customerId":"cust-1"}"#),
      ("order-created", #"{"orderId":"b&ü","customerId":"x"}"#),
      ("order-item-added", #"{"orderId":"a","itemId":"i","quantity":2,"price":25.99}"#),
      ("order-shipped", #"{"orderId":"b&ü","carrier":"UPS"}"#),
      ("order-cancelled", #"{"orderId":"a","reason":"none"}"#),
      ("order-updated", #"{"orderId":"end","customerId":"cust-1"}"#), ("order-shipped", #"{"orderId":"b&ü"}"#),
      ("order-shipped", #"{"orderId":"end"}"#),
    ]
    for (arguments, wanted) in [
      ([], [0, 1, 2, 3, 4, 5, 6, 7]), (["--customer-id", "cust-1"], [0, 2, 4, 5, 7]),
      (["--order-id", "b&ü"], [1, 3, 6]),
      (["--event-types", "order-shipped,order-item-added"], [2, 3, 6, 7]),
      (["--customer-id", "cust-1", "--event-types", "order-shipped,order-cancelled"], [4, 7]),
      (["--customer-id", "cust-1", "--order-id", "a", "--event-types", "order-created"], [0]),
    ] {
      // Without --since nothing from before would come, so that it does not matter when the client connects.
      let program = try ChildProgram.ordertop(
        ["tail", "--url", server.url, "--format", "jsonl", "--since", "1999-12-31T23:59:59Z"] + arguments)
      if arguments.isEmpty {
        try await program.output(has: "connected")
        for (type, data) in events { try server.publish(type, data) }
      }
      try await program.output(has: arguments.isEmpty ? #""{\"orderId\":\"end\"}""# : "connected")
      let orders = try await lines(of: program).filter { $0.event.hasPrefix("order-") }
      #expect(orders.map(\.data) == wanted.map { events[$0].1 }, "\(arguments)")
      #expect(orders.map(\.event) == wanted.map { events[$0].0 }, "\(arguments)")
    }
  }

  @Test("--since gets what was published after that time")
  func since() async throws {
    let server = try await ReferenceServer()
    try server.publish(orders: 1...3)
    try await Task.sleep(for: .milliseconds(10))
    let now = Clocks.wall().iso8601
    try await Task.sleep(for: .milliseconds(10))
    try server.publish(orders: 4...5)
    let program = try tail(server, "--since", now)
    try await expect(program, printed: 4...5)
    try server.publish(orders: 6...6)
    try await expect(program, printed: 4...6)
    let types = try await lines(of: program).map(\.event).filter { !$0.hasPrefix("order-") }
    #expect(types == ["replay-start", "replay-complete", "connected"])
  }

  @Test("a connection that breaks again and again costs no event, under filters too")
  func replay() async throws {
    let server = try await ReferenceServer("--fault", "drop-every=300ms")
    let all = try tail(server)
    let one = try tail(server, "--customer-id", "cust-1")
    for program in [all, one] { try await program.output(has: "connected") }
    for number in 1...60 {
      try server.publish(orders: number...number)
      try await Task.sleep(for: .milliseconds(25))
    }
    try await expect(all, printed: 1...60)
    try await expect(one, printed: stride(from: 1, through: 59, by: 2))
    for program in [all, one] {
      #expect(await program.errorText.contains("connecting again after event "))
      #expect(try await lines(of: program).contains { $0.event == "replay-complete" })
    }
  }

  @Test("a position that is gone or unknown is told, and the stream goes on from now")
  func expired() async throws {
    let server = try await ReferenceServer("--history-events", "3")
    let first = try tail(server)
    try await first.output(has: "connected")
    for number in 1...9 {
      try server.publish(orders: number...number)
      try await first.output(has: #"order-\#(number)\""#)
    }
    let ids = try await lines(of: first).filter { $0.event == "order-created" }.map(\.id)
    for (id, reason, oldest) in [(ids[1], "EVENT_ID_EXPIRED", ids[6]), ("another", "EVENT_ID_UNKNOWN", ids[7])] {
      let program = try tail(server, "--last-event-id", id)
      try await program.output(has: "connected")
      let lines = try await lines(of: program)
      let hole = #"{"reason":"\#(reason)","oldestAvailable":"\#(oldest)","requestedId":"\#(id)"}"#
      #expect(lines.map(\.event) == ["replay-failed", "connected"])
      #expect(lines[0].data == hole && lines[1].data.contains(#""replayUnavailable":true"#))
      try server.publish(orders: 10...10)
      try await program.output(has: "order-10")
    }
  }

  @Test("over a restart a stream with a history goes on, without a hole and with the ids")
  func maintenance() async throws {
    let folder = try TemporaryFolder()
    let history = ["--history", folder.path("history")]
    let server = try await ReferenceServer(history[0], history[1], "--reconnect-after", "0.2")
    let program = try tail(server)
    try await program.output(has: "connected")
    try server.publish(orders: 1...3)
    try await program.output(has: "order-3")
    try await server.stop()
    try await program.output(has: "disconnecting")
    try await program.errors(have: "the server left and will be back")
    let again = try await ReferenceServer(history[0], history[1], port: server.port)
    try again.publish(orders: 4...5)
    try await expect(program, printed: 1...5)
    let orders = try await lines(of: program).filter { $0.event == "order-created" }
    #expect(orders.compactMap { $0.id.split(separator: "-").last.flatMap { Int($0) } } == [1, 2, 3, 4, 5])
    #expect(try await !lines(of: program).contains { $0.event == "replay-failed" })
  }

  @Test("a recording is played to everybody, with the server's own ids")
  func recording() async throws {
    let folder = try TemporaryFolder()
    let first = "id: x\nevent: order-created\ndata: {\"orderId\":\"a\",\n"
    try folder.write(
      ": ordertop recording 1\n: started 2024-07-15T14:00:00Z\n: +1\n" + first + "data: \"status\":\"CREATED\"}\n\n"
        + "event: heartbeat\ndata: {}\n\n: +100\n: lost\n: +100\nevent: order-shipped\ndata: {\"orderId\":\"a\"}\n\n",
      to: "orders.sse")
    let server = try await ReferenceServer("--recording", folder.path("orders.sse"), "--speed", "100")
    let program = try tail(server)
    try await program.output(has: "order-shipped")
    let orders = try await lines(of: program).filter { $0.event.hasPrefix("order-") }
    #expect(orders.map(\.data) == ["{\"orderId\":\"a\",\n\"status\":\"CREATED\"}", #"{"orderId":"a"}"#])
    #expect(orders.allSatisfy { $0.id.hasSuffix("-1") || $0.id.hasSuffix("-2") })
  }
}
