import EventStream
import Glibc
import OrderProtocol
import TestSupport
import Testing

/// `ReconnectionTests` and `EventStreamClientWaitingTests` say the same of each rule by itself.
@Suite(
  "Promise 10: waits grow, are capped and jittered; only an event makes a connection good", .timeLimit(.minutes(2)))
struct Promise10WaitTests {
  private static let broken = TransportError(.broken, "the connection was reset")

  /// The waits of a client whose connections all go as scripted; each is cut short.
  private static func waits(
    _ count: Int, chance: Double = 1, _ script: @escaping @Sendable (ScriptedConnection) -> Void
  ) async throws -> [Duration] {
    let recorder = EventRecorder()
    let client = EventStreamClient(
      request: try StreamRequest(url: "http://orders.example/live"), transport: ScriptedTransport(script: script),
      policy: ReconnectPolicy(limit: nil), clock: ManualClock(), random: { chance }, wallClock: { 0 },
      control: ControlSignal.orderStreamSignal, sink: { recorder.record($0) })
    let run = Task { await client.run() }
    var waits: [Duration] = []
    while waits.count < count {
      waits.append(await recorder.nextWait())
      await client.reconnect()
    }
    await client.stop()
    _ = await run.value
    return waits
  }

  @Test("min(2^n × 1 s, 30 s), shortened by up to a fifth", arguments: [0, 0.25, 0.5, 1])
  func growth(chance: Double) async throws {
    let waits = try await Self.waits(40, chance: chance) { $0.finish(Self.broken) }
    let whole = [2, 4, 8, 16] + [Int](repeating: 30, count: 36)
    #expect(waits == whole.map { .milliseconds(Int(Double($0) * (800 + 200 * chance))) })
  }

  @Test("accepting, answering and sending comments does not make a connection good; an event does")
  func good() async throws {
    for body in ["", ": hello\n\n", "data: half an event\n", "event: x\n\n", "retry: 1000\n"] {
      let waits = try await Self.waits(5) { connection in
        connection.respond()
        connection.send(body)
        connection.finish()
      }
      #expect(waits == [2, 4, 8, 16, 30].map { .seconds($0) }, "\(body.debugDescription)")
    }
    let waits = try await Self.waits(6) { connection in
      guard connection.index == 3 else { return connection.finish(Self.broken) }
      connection.respond()
      connection.send("data: x\n\n")
      connection.finish()
    }
    #expect(waits == [2, 4, 8, 2, 4, 8].map { .seconds($0) })
  }

  @Test(
    "a server's wait that is no number from 0 on is ignored",
    arguments: ["-1", "-0.001", "1e999", "-1e999", "\"soon\"", "\"30\"", "null", "{}", "[]", "true", "NaN", "Infinity"])
  func nonsense(wait: String) async throws {
    for event in [
      "event: error\ndata: {\"code\":\"X\",\"recoverable\":true,\"retryAfter\":\(wait)}\n\n",
      "event: disconnecting\ndata: {\"reconnectAfter\":\(wait)}\n\n",
    ] {
      let waits = try await Self.waits(2) { connection in
        connection.respond()
        connection.send(event)
        connection.finish()
      }
      #expect(waits == [.seconds(2), .seconds(2)], "\(event.debugDescription)")
    }
  }

  @Test(
    "a Retry-After that is no number from 0 on and no date is ignored", arguments: ["-1", "nan", "inf", "soon", ""])
  func nonsenseHeader(wait: String) async throws {
    let waits = try await Self.waits(2) { $0.respond(503, headers: [HTTPField("Retry-After", wait)]) }
    #expect(waits == [.seconds(2), .seconds(4)])
  }

  @Test("a long wait that a server asked for is told, and ended by a signal", .timeLimit(.minutes(1)))
  func interrupted() async throws {
    let server = try LoopbackServer(LoopbackStep.answer("503 Service Unavailable", "Retry-After: 36000"))
    let tail = try ChildProgram.ordertop(["tail", "--url", server.orders])
    try await tail.errors(have: "retry 1/10 in ")
    let said = await tail.errorText
    #expect(said.contains(#/retry 1/10 in (3[6-9]|4[0-3])\d\d\d s: /#), "\(said)")
    tail.signal(SIGTERM)
    #expect(try await tail.end(within: .seconds(5)) == 0)
  }

  @Test(
    "the same on the dashboard: it counts down, and r cuts it short",
    .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
  func countdown() async throws {
    let server = try LoopbackServer(
      LoopbackStep.answer("503 Service Unavailable", "Retry-After: 36000"),
      LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let screen = try await TmuxScreen.ordertop(["--url", server.orders])
    let first = try await screen.shows("RETRY 1/10 in ", "HTTP status 503")
    try await screen.wait(for: "another second") { $0.contains("RETRY 1/10 in ") && $0 != first }
    try await screen.press("r")
    try await screen.shows("● LIVE", "order-1")
  }
}
