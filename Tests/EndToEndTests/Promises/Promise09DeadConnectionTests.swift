import CurlTransport
import EventStream
import TestSupport
import Testing

/// `HeartbeatMonitorTests` and `EventStreamClientConnectionTests` say exactly when, on a clock of their own.
@Suite(
  "Promise 9: a dead connection is given up within the timeout, in every phase", .serialized, .timeLimit(.minutes(3)))
struct Promise09DeadConnectionTests {
  enum Phase: CaseIterable, Sendable {
    case connecting, handshake, noHead, halfHead, headInDrips, interimHeads, redirected, silentBody, silentAfterEvents,
      bodyInDrips, afterHalfAnEvent
  }

  /// A byte each tenth of a second, for half a minute.
  private static func drip(_ bytes: String) -> [LoopbackStep] {
    (0..<300).flatMap { _ in [.send(bytes), .wait(.milliseconds(100))] }
  }

  private static func script(_ phase: Phase) -> [LoopbackStep] {
    switch phase {
    case .connecting: []
    case .handshake: [.stall]
    case .noHead: [.request, .stall]
    case .halfHead: [.request, .send("HTTP/1.1 200 OK\r\nContent-Ty"), .stall]
    case .headInDrips: [.request, .send("HTTP/1.1 200 OK\r\nX-Long: ")] + drip("x")
    case .interimHeads: [.request] + drip("HTTP/1.1 103 Early Hints\r\n\r\n")
    case .redirected: LoopbackStep.answer("302 Found", "Location: /elsewhere")
    case .silentBody: [.request, .eventStreamHead(), .stall]
    case .silentAfterEvents: LoopbackStep.stream(LoopbackStep.order(1)) + [.stall]
    case .bodyInDrips: [.request, .eventStreamHead()] + drip("x")
    case .afterHalfAnEvent: LoopbackStep.stream("id: 1\ndata: x\n") + [.stall]
    }
  }

  @Test("tail gives up and says why")
  func givenUp() async throws { try await together(Phase.allCases) { try await Self.expectGivenUp(in: $0) } }

  private static func expectGivenUp(in phase: Phase) async throws {
    let stuck = try StuckListener()
    let server = try LoopbackServer(Self.script(phase), [.request, .stall])
    let url =
      switch phase {
      case .connecting: "http://127.0.0.1:\(stuck.port)/"
      case .handshake: "https://127.0.0.1:\(server.port)/"
      default: server.orders
      }
    let start = ContinuousClock.now
    let tail = try ChildProgram.ordertop(
      ["tail", "--url", url, "--heartbeat-timeout", "1", "--max-retries", "0"])
    // One timeout, or four where bytes come; half a minute of the machine's being busy.
    #expect(try await tail.end(within: .seconds(35)) == 69, "\(phase)")
    #expect(ContinuousClock.now - start >= .seconds(1), "\(phase)")
    let reason = phase == .bodyInDrips ? "completed no event" : "nothing was received for 1 s"
    let said = await tail.errorText
    #expect(said.contains(reason), "\(phase): \(said)")
    withExtendedLifetime(stuck) {}
  }

  @Test("while the name is looked up")
  func lookup() async throws {
    let client = EventStreamClient(
      request: try StreamRequest(url: "http://\(HangingLookup.host)/"),
      transport: try CurlTransport(userAgent: "ordertop/test"), policy: ReconnectPolicy(limit: 0),
      heartbeatTimeout: .seconds(1), clock: ContinuousClock(), wallClock: { 0 }, sink: { _ in })
    let start = ContinuousClock.now
    #expect(await client.run() == .retriesExhausted(attempts: 1, reason: "nothing was received for 1 s"))
    #expect(ContinuousClock.now - start < HangingLookup.duration / 2)
  }

  @Test("a large event that comes slowly is none of these, nor are heartbeats as comments")
  func alive() async throws {
    let half = String(repeating: "x", count: 1500)
    let slow = (0..<30).flatMap { _ -> [LoopbackStep] in [.send(half), .wait(.milliseconds(200))] }
    let comments = (0..<30).flatMap { _ -> [LoopbackStep] in [.send(":\n"), .wait(.milliseconds(200))] }
    try await together([slow, comments]) { steps in
      let server = try LoopbackServer(
        [.request, .eventStreamHead(), .send("data: ")] + steps + [.send("\n\n"), .stall])
      let tail = try ChildProgram.ordertop(
        ["tail", "--url", server.orders, "--heartbeat-timeout", "1", "--max-retries", "0", "--format", "jsonl"])
      try await tail.output(has: "\"event\":\"message\"")
      #expect(server.accepted == 1)
    }
  }
}
