import OrderProtocol
import TestSupport
import Testing

@testable import ordertop

/// Alarms in the running program: by time and by key.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct WatchAlarmTests {
  private static let connected = LoopbackStep.event(1, "connected", #"{"streamId":"live-abc123"}"#)

  /// An order that came into its status so long ago.
  private static func order(_ id: Int, _ status: String = "CREATED", secondsAgo: Int64) -> String {
    let time = Timestamp(milliseconds: Clocks.wall().milliseconds - secondsAgo * 1000).iso8601
    return LoopbackStep.event(
      id, "order-created", #"{"orderId":"order-\#(id)","status":"\#(status)","timestamp":"\#(time)"}"#)
  }

  @Test("a acknowledges the worst order, z puts it off, A acknowledges everything; title and log count along")
  func keys() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(
        Self.connected, Self.order(2, secondsAgo: 4000), Self.order(3, secondsAgo: 3000),
        Self.order(4, secondsAgo: 10), LoopbackStep.event(5, "order-cancelled", #"{"orderId":"order-4"}"#)) + [.stall])
    let screen = try await TmuxScreen.ordertop(["--url", server.orders])
    try await screen.shows("!!  order-2", "!!  order-3", "!!  order-4", "2 new", "3 unacknowledged")
    #expect(try await screen.property("#{pane_title}") == "ordertop 2 LATE (2 new) 2 open")
    try await screen.press("a")
    try await screen.shows("!a  order-2", "!!  order-3", "1 new 1 ack", "order-2: alarm acknowledged")
    try await screen.press("a")
    try await screen.shows("!a  order-3", "!!  order-4", "1 unacknowledged")
    try await screen.press("G", "z")
    try await screen.shows("z   order-4", "order-4: shelved for 15 min")
    try await screen.press("z")
    try await screen.shows("!!  order-4", "not shelved any more")
    try await screen.press("A")
    try await screen.shows("!a  order-2", "!a  order-3", "1 acknowledged")
    try await screen.hides("unacknowledged")
    try await screen.press("!")
    try await screen.shows("! exceptions only", "order-2", "Orders 2 of 3")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  @Test("an order comes to be late before one's eyes, with no event")
  func ageing() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(Self.connected, Self.order(2, secondsAgo: 295)) + [.stall])
    let screen = try await TmuxScreen.ordertop(["--url", server.orders], columns: 40, rows: 6)
    try await screen.shows(" ~ order-2")
    try await screen.shows("!! order-2")
    try await screen.press("a")
    try await screen.shows("!a order-2")
  }

  @Test("what was acknowledged stays so over a restart, what was not is new again")
  func restart() async throws {
    let folder = try TemporaryFolder()
    let orders = [Self.order(2, secondsAgo: 4000), Self.order(3, secondsAgo: 3000)].joined()
    let server = try LoopbackServer(
      LoopbackStep.stream(Self.connected, orders) + [.stall],
      LoopbackStep.stream(LoopbackStep.event(4, "heartbeat")) + [.stall])
    let arguments = ["--url", server.orders, "--state-dir", folder.path("state")]
    let first = try await TmuxScreen.ordertop(arguments)
    try await first.shows("!!  order-2", "!!  order-3", "2 new")
    try await first.press("a")
    try await first.shows("!a  order-2")
    try await first.press("q")
    #expect(try await first.end() == 0)
    let second = try await TmuxScreen.ordertop(arguments)
    try await second.shows("● LIVE", "!a  order-2", "!!  order-3", "1 new 1 ack")
  }
}
