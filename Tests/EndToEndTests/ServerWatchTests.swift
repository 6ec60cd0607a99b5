import Glibc
import TestSupport
import Testing

/// The dashboard on the reference server.
@Suite(.serialized, .timeLimit(.minutes(5)), .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct ServerWatchTests {
  private func watch(
    _ server: ReferenceServer, _ arguments: String..., environment: [String: String] = [:]
  ) async throws -> TmuxScreen {
    try await .ordertop(["--url", server.url, "--retry-base", "0.1"] + arguments, environment: environment)
  }

  @Test("a made-up shop fills the board at once, one customer's too")
  func simulation() async throws {
    let server = try await ReferenceServer("--simulate", "--orders-per-hour", "2000")
    let screen = try await watch(server)
    let text = try await screen.wait(for: "a full board") { text in
      (text.firstMatch(of: /Orders (\d+)/).flatMap { Int($0.output.1) } ?? 0) > 100
    }
    #expect(text.contains("● LIVE") || text.contains("REPLAY"))
    try await screen.shows("● LIVE", "PROCESSING")
    let customer = try #require(text.firstMatch(of: /cust-\d+/)?.output)
    let one = try await watch(server, "--customer-id", String(customer))
    try await one.wait(for: "the orders of \(customer)") { text in
      text.contains("● LIVE") && text.contains(String(customer)) && text.contains(/Orders [1-9]/)
    }
  }

  @Test("filters: only what was asked for is on the board")
  func filters() async throws {
    let server = try await ReferenceServer("--replay-to-newcomers", "all")
    try server.publish(orders: 1...6)
    try server.publish("order-cancelled", #"{"orderId":"order-2","reason":"no more"}"#)
    for (arguments, shown, hidden) in [
      (["--customer-id", "cust-0"], ["order-2", "order-4", "order-6", "Orders 3"], "order-3"),
      (["--order-id", "order-5"], ["order-5", "Orders 1"], "order-2"),
      (["--event-types", "order-cancelled"], ["order-2", "Orders 1"], "order-4"),
    ] {
      let screen = try await watch(server, arguments[0], arguments[1])
      let text = try await screen.wait(for: "\(shown)") { text in
        text.contains("● LIVE") && shown.allSatisfy { text.contains($0) }
      }
      #expect(!text.contains(hidden), "\(arguments)")
    }
  }

  @Test("an expired position is a GAP; R has the server fill it")
  func gap() async throws {
    let files = try TemporaryFolder()
    let server = try await ReferenceServer("--history-events", "3")
    let arguments = ["--state-dir", files.path("state")]
    let first = try await watch(server, arguments[0], arguments[1])
    try await first.shows("● LIVE")
    try server.publish(orders: 1...2)
    try await first.shows("Orders 2")
    try await first.press("q")
    #expect(try await first.end() == 0)
    try server.publish(orders: 3...8)
    let second = try await watch(server, arguments[0], arguments[1])
    let text = try await second.shows("● LIVE", "GAP", "1 gap in the history", "order-1")
    #expect(!text.contains("order-8") && text.contains(/\?\s+order-1\s/))
    try await second.press("R")
    try await second.shows("● LIVE", "order-6", "order-7", "order-8", "caught up: 3 events replayed")
    try await second.press("a")
    try await second.hides("GAP")
  }

  @Test("a restart is MAINTENANCE and then LIVE again, with what happened meanwhile and no GAP")
  func maintenance() async throws {
    let files = try TemporaryFolder()
    let server = try await ReferenceServer("--history", files.path("history"), "--reconnect-after", "3")
    let screen = try await watch(server)
    try await screen.shows("● LIVE")
    try server.publish(orders: 1...2)
    try await screen.shows("Orders 2")
    try await server.stop()
    try await screen.shows("MAINTENANCE back in", "Scheduled maintenance", "order-1")
    let again = try await ReferenceServer("--history", files.path("history"), port: server.port)
    try again.publish(orders: 3...3)
    let text = try await screen.shows("● LIVE", "Orders 3", "caught up: 1 ")
    #expect(!text.contains("GAP"))
  }

  @Test("an expired token is STOPPED, and quitting tells it the shell")
  func expiredToken() async throws {
    let files = try TemporaryFolder()
    try files.write("right\n", to: "token")
    let server = try await ReferenceServer("--token-file", files.path("token"), "--token-lifetime", "2")
    let refused = try await watch(server)
    try await refused.shows("■ STOPPED", "401 not authorised")
    let screen = try await watch(server, environment: ["ORDERTOP_TOKEN": "right"])
    try await screen.shows("● LIVE")
    try await screen.shows("■ STOPPED AUTH_EXPIRED", "r  try again")
    try await screen.press("r")
    try await screen.shows("● LIVE")
    try await screen.shows("■ STOPPED AUTH_EXPIRED")
    try await screen.press("q")
    #expect(try await screen.end() == 77)
  }

  @Test("a dashboard that is stopped for too long is sent away, and catches up without a GAP when it goes on")
  func slowClient() async throws {
    let server = try await ReferenceServer("--max-lag-events", "2000", "--write-timeout", "120")
    let screen = try await watch(server)
    try await screen.shows("● LIVE")
    let shell = try #require(pid_t(try await screen.property("#{pane_pid}")))
    let dashboard = try #require(ProcessStatus(shell).children.first)
    kill(dashboard, SIGSTOP)
    // As soon as it is released, whatever fails.
    defer { kill(dashboard, SIGCONT) }
    let text = String(repeating: "x", count: 1_000)
    for start in stride(from: 0, to: 14_000, by: 500) {
      try server.publish(
        lines: (start..<start + 500).map {
          #"{"event":"order-updated","data":{"orderId":"order-\#($0 % 9)","status":"PENDING","note":"\#(text)"}}"#
        })
    }
    try server.publish("order-created", #"{"orderId":"order-last","status":"CREATED"}"#)
    kill(dashboard, SIGCONT)
    try await server.program.errors(have: "the client is too slow: more than 2000 events behind")
    let board = try await screen.shows("● LIVE", "order-last", "SLOW_CONSUMER", "caught up: ", within: .seconds(90))
    #expect(!board.contains("GAP") && board.contains("Orders 10"))
  }

  @Test("one client too many sees why, and how long it waits")
  func rateLimit() async throws {
    let server = try await ReferenceServer("--max-clients", "1", "--retry-after", "40")
    let first = try await watch(server)
    try await first.shows("● LIVE")
    let second = try await watch(server)
    try await second.shows("RATE_LIMITED", "Too many connections", "in 4")
    try await first.press("q")
    #expect(try await first.end() == 0)
    try await second.press("r")
    try await second.shows("● LIVE")
  }
}
