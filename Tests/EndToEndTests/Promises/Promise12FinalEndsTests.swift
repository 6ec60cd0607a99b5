import EventStream
import OrderProtocol
import TestSupport
import Testing

/// `TailExitTests` say which exit codes these ends have.
@Suite("Promise 12: only what is final ends a stream", .timeLimit(.minutes(2)))
struct Promise12FinalEndsTests {
  private enum Outcome: Equatable {
    case opened, lost
    case ended(StreamEnd)
  }

  /// What becomes of a connection that is answered so.
  private static func outcome(
    _ status: Int, _ fields: [HTTPField], body: String = ""
  ) async throws -> Outcome {
    let transport = ScriptedTransport { connection in
      connection.respond(status, headers: fields)
      connection.send(body)
      connection.finish()
    }
    let recorder = EventRecorder()
    let client = EventStreamClient(
      request: try StreamRequest(url: "http://orders.example/live"), transport: transport,
      policy: ReconnectPolicy(limit: nil), clock: ManualClock(), wallClock: { 0 },
      control: ControlSignal.orderStreamSignal, sink: { recorder.record($0) })
    let run = Task { await client.run() }
    defer { run.cancel() }
    var hasOpened = false
    while true {
      switch await recorder.next() {
      case .opened: hasOpened = true
      case .lost: return hasOpened ? .opened : .lost
      case .ended(let end): return .ended(end)
      default: break
      }
    }
  }

  @Test("every status there is: opened, tried again, or final")
  func statuses() async throws {
    for status in 200...599 {
      let outcome = try await Self.outcome(status, [HTTPField("Content-Type", "text/event-stream")])
      let expected: Outcome =
        switch status {
        case 200: .opened
        case 204: .ended(.noContent)
        case 401, 403: .ended(.unauthorized(status: status))
        case 301, 302, 303, 307, 308: .ended(.badRedirect("status \(status) without a Location"))
        case 408, 425, 429, 500...599: .lost
        default: .ended(.refused(status: status))
        }
      #expect(outcome == expected, "\(status)")
    }
  }

  @Test("content types: an event stream in any case and with parameters, or final")
  func contentTypes() async throws {
    for type in ["text/event-stream", "TEXT/Event-Stream;charset=latin1", "text/event-stream ; a=b"] {
      #expect(try await Self.outcome(200, [HTTPField("Content-Type", type)]) == .opened, "\(type)")
    }
    for type in ["text/html", "text/event-streams", "application/json", "text/plain; x=text/event-stream"] {
      let outcome = try await Self.outcome(200, [HTTPField("Content-Type", type)])
      guard case .ended(.wrongContentType) = outcome else {
        Issue.record("\(type): \(outcome)")
        continue
      }
    }
  }

  @Test("error events: recoverable false and nothing else is final")
  func errors() async throws {
    for (data, isFinal) in [
      (#"{"code":"A","message":"m","recoverable":false}"#, true), (#"{"code":"A","recoverable":true}"#, false),
      (#"{"code":"A"}"#, false), (#"{"code":"A","recoverable":null}"#, false), (#"{"recoverable":"false"}"#, false),
      (#"{"recoverable":0}"#, false), ("{}", false), ("nonsense", false), ("[false]", false),
    ] {
      let outcome = try await Self.outcome(
        200, [HTTPField("Content-Type", "text/event-stream")], body: "event: error\ndata: \(data)\n\n")
      #expect(isFinal ? outcome == .ended(.unrecoverableError(code: "A", message: "m")) : outcome == .opened, "\(data)")
    }
  }
}

/// The same promise on the screen.
@Suite(
  "Promise 12: a dashboard that is over says STOPPED; one whose retries are used up is OFFLINE and goes on",
  .serialized,
  .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct Promise12StoppedTests {
  private func watch(_ server: LoopbackServer, _ arguments: String...) async throws -> TmuxScreen {
    try await .ordertop(["--url", server.orders] + arguments)
  }

  @Test(
    "a refusal is STOPPED with its reason, and quitting tells it the shell",
    arguments: [("401 Unauthorized", "401 not authorised", Int32(77)), ("404 Not Found", "HTTP 404", 76)])
  func refused(status: String, text: String, code: Int32) async throws {
    let server = try LoopbackServer(LoopbackStep.answer(status))
    let screen = try await watch(server)
    try await screen.shows("■ STOPPED", text, "r  try again")
    try await screen.press("q")
    #expect(try await screen.end() == code)
    #expect(server.accepted == 1)
  }

  @Test("a signal ends a stopped dashboard as asked, whatever stopped it")
  func signalled() async throws {
    let server = try LoopbackServer(LoopbackStep.answer("404 Not Found"))
    let screen = try await watch(server)
    try await screen.shows("■ STOPPED")
    try await screen.press("C-c")
    #expect(try await screen.end() == 0)
  }

  @Test("--max-retries makes it stop there, and r tries again")
  func maxRetries() async throws {
    let server = try LoopbackServer(
      [.request, .reset], [.request, .reset], LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let screen = try await watch(server, "--max-retries", "1", "--retry-base", "0.1")
    try await screen.shows("■ STOPPED after 2 attempts")
    #expect(server.accepted == 2)
    try await screen.press("r")
    try await screen.shows("● LIVE", "order-1")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  @Test("quitting a stream that gave up is 69")
  func gaveUp() async throws {
    let screen = try await TmuxScreen.ordertop(["--url", "http://127.0.0.1:1/", "--max-retries", "0"])
    try await screen.shows("■ STOPPED after 1 attempt ", "gave up after 1 attempt:")
    try await screen.press("q")
    #expect(try await screen.end() == 69)
  }

  @Test("without --max-retries it is OFFLINE after ten, and goes on trying")
  func offline() async throws {
    let drop: [LoopbackStep] = [.request, .reset]
    let server = try LoopbackServer(
      drop, drop, drop, drop, drop, drop, drop, drop, drop, drop, drop, drop, drop,
      LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let screen = try await watch(server, "--retry-base", "0.01", "--retry-max", "1")
    try await screen.shows("■ OFFLINE, next try in")
    try await screen.shows("● LIVE", "order-1", "attempts failed")
    #expect(server.accepted == 14)
  }

  @Test("R starts an ended stream from the last trusted moment")
  func resync() async throws {
    let beat = LoopbackStep.event(2, "heartbeat", #"{"timestamp":"2024-07-15T14:00:00Z"}"#)
    let expired = #"{"code":"AUTH_EXPIRED","message":"expired","recoverable":false}"#
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1), beat, LoopbackStep.event(3, "error", expired)) + [.stall],
      LoopbackStep.stream(LoopbackStep.order(4)) + [.stall])
    let screen = try await watch(server)
    try await screen.shows("■ STOPPED AUTH_EXPIRED")
    try await screen.press("R")
    try await screen.shows("● LIVE", "order-4")
    #expect(server.target(ofRequest: 1).contains("since=2024-07-15T14"))
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == [])
  }
}
