import Glibc
import OrderProtocol
import OrderStore
import TestSupport
import Testing

@testable import ordertop

/// Under a shell with job control. `EventStreamClientWaitingTests`, `ConnectionTests` and `DashboardState+RestoringTests`
/// say what comes of clocks that jump.
@Suite(
  "Promise 27: intervals are those of the monotonic clock; after a stop it catches up", .serialized,
  .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct Promise27TimeTests {
  private func shell(_ command: String, _ environment: [String: String] = [:]) async throws -> TmuxScreen {
    let screen = try await TmuxScreen(
      ["/bin/bash", "--norc", "--noprofile", "-i"],
      environment: ["PS1": "ready> ", "ordertop": BuiltProgram.path("ordertop")].merging(environment) { $1 })
    try await screen.shows("ready>")
    try await screen.type(command)
    try await screen.press("Enter")
    return screen
  }

  @Test("Ctrl-Z gives the shell its screen back, fg draws the board anew, at the size of then")
  func demo() async throws {
    let screen = try await shell("$ordertop demo")
    try await screen.shows("DEMO", "Events & errors")
    try await screen.press("C-z")
    try await screen.shows("Stopped", "ready>")
    try await screen.hides("Events & errors")
    try await screen.resize(columns: 80, rows: 24)
    try await screen.type("fg")
    try await screen.press("Enter")
    let shown = try await screen.shows("DEMO", "Events & errors", "? help")
    #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 80 })
    try await screen.press("q")
    try await screen.hides("Events & errors")
    try await screen.type("echo left with $?")
    try await screen.press("Enter")
    try await screen.shows("left with 0")
  }

  @Test("a stream that outlived a short stop is LIVE afterwards, with what came meanwhile")
  func short() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1)) + [.wait(.seconds(3)), .send(LoopbackStep.order(2)), .stall])
    let screen = try await shell("$ordertop --url $url", ["url": server.orders])
    try await screen.shows("● LIVE", "order-1")
    try await screen.press("C-z")
    try await screen.shows("Stopped")
    try await Task.sleep(for: .seconds(3))
    try await screen.type("fg")
    try await screen.press("Enter")
    try await screen.shows("● LIVE", "order-1", "order-2")
    #expect(server.accepted == 1)
  }

  @Test("after a stop longer than the timeout it connects again at once, from where it was")
  func long() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1)) + [.stall], LoopbackStep.stream(LoopbackStep.order(2)) + [.stall])
    let screen = try await shell("$ordertop --url $url --heartbeat-timeout 2 --retry-base 20", ["url": server.orders])
    try await screen.shows("● LIVE", "order-1")
    try await screen.press("C-z")
    try await screen.shows("Stopped")
    // Longer than the timeout: that is what is tested.
    try await Task.sleep(for: .seconds(4))
    try await screen.type("fg")
    try await screen.press("Enter")
    try await screen.shows("order-2", within: .seconds(10))
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == ["1"])
  }

  @Test("after SIGSTOP, which gives no warning, for longer than the timeout it connects again and catches up")
  func stopped() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1)) + [.stall], LoopbackStep.stream(LoopbackStep.order(2)) + [.stall])
    let folder = try BoardFolder()
    let watch = try await folder.watch(server.orders, "--heartbeat-timeout", "2", "--retry-base", "20")
    try await folder.saves("order-1")
    await watch.signal(SIGSTOP)
    try await Task.sleep(for: .seconds(4))
    #expect(server.accepted == 1)
    await watch.signal(SIGCONT)
    #expect(try await server.position(ofRequest: 1) == "1")
    try await folder.saves("order-2", within: .seconds(10))
    await watch.signal(SIGTERM)
    #expect(try await watch.end() == .exited(0))
  }
}

/// The same of the clock that the dashboard looks at.
@Suite("Promise 27: a wall clock that is set changes what is shown, and no interval")
struct Promise27WallClockTests {
  @Test("set a day on, and a day back", arguments: [86_400, -86_400])
  func set(seconds: Int) {
    let time = RealTime()
    let before = time.now()
    let after = WallClock.set(by: seconds) { time.now() }
    let shown = Double(after.wall.milliseconds - before.wall.milliseconds) / 1000
    #expect(abs(shown - Double(seconds)) < 60)
    let passed = after.monotonic - before.monotonic
    #expect(passed >= .zero && passed < .seconds(60))
  }
}
