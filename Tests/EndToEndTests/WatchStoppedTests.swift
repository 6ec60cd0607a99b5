import TestSupport
import Testing

/// `ordertop watch` on a stream that is over, or seems to be.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct WatchStoppedTests {
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
