import TestSupport
import Testing

/// `ordertop watch`: the dashboard on a stream that comes and goes.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct WatchTests {
  private func watch(_ server: LoopbackServer, _ arguments: String...) async throws -> TmuxScreen {
    try await .ordertop(["--url", server.orders] + arguments)
  }

  private static let connected = LoopbackStep.event(1, "connected", #"{"streamId":"live-abc123"}"#)

  @Test("a stream that flows is LIVE, with its orders; q ends it with 0")
  func live() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(Self.connected, LoopbackStep.order(2), LoopbackStep.order(3, "PENDING")) + [.stall])
    let screen = try await watch(server)
    try await screen.shows(
      "● LIVE", "live-abc123", "127.0.0.1:\(server.port)", "order-2", "order-3", "Orders 2", "id 3")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
    #expect(server.accepted == 1)
  }

  @Test("every key can be pressed before the first order is there")
  func emptyBoard() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(Self.connected) + [.stall])
    let screen = try await watch(server)
    try await screen.shows("waiting for the first order")
    for key in ["2", "G", "j", "C-f", "k", "g", "3", "G", "j", "k", "1", "G", "j", "Enter", "G", "j", "Escape"] {
      try await screen.press(key)
    }
    for key in ["s", "S", "!", "p", "p", "a", "A", "z", "R", "T", "j", "T", "Escape", "o", "G", "j", "Escape"] {
      try await screen.press(key)
    }
    for key in ["b", "b", "i", "j", "i", "t", "n", "N", "y", "Y", "m", "m", "C-l", "?", "G", "j", "?"] {
      try await screen.press(key)
    }
    try await screen.shows("waiting for the first order")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  @Test("a dropped stream counts down, asks for what it missed, and is LIVE again")
  func reconnect() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(Self.connected, LoopbackStep.order(2)) + [.wait(.seconds(1)), .reset],
      LoopbackStep.stream(LoopbackStep.event(2, "replay-start", #"{"missedEvents":2,"replayingFrom":"2"}"#))
        + [
          .wait(.seconds(1)), .send(LoopbackStep.order(3) + LoopbackStep.order(4)),
          .send(LoopbackStep.event(5, "replay-complete", #"{"replayedEvents":2,"resumingLiveStream":true}"#)), .stall,
        ])
    let screen = try await watch(server, "--retry-base", "1.5")
    try await screen.shows("● LIVE", "order-2")
    try await screen.shows("RETRY 1/10 in 2 s", "connection lost", "order-2")
    try await screen.shows("REPLAY 0/2")
    try await screen.shows("● LIVE", "order-3", "order-4", "caught up: 2 events replayed")
    #expect(server.fields("Last-Event-ID", ofRequest: 0) == [])
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == ["2"])
  }

  @Test("a silent stream is STALE and given up")
  func stale() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(Self.connected, LoopbackStep.order(2)) + [.stall],
      [.request, .stall])
    let screen = try await watch(server, "--heartbeat-timeout", "1.5", "--retry-base", "2")
    try await screen.shows("● LIVE")
    try await screen.shows("STALE", "RETRY 1/10", "nothing was received for", "not updated for")
    // The second connection never answers.
    try await screen.shows("STALE", "RETRY 2/10")
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == ["2"])
  }

  @Test("an announced leave is MAINTENANCE with its end, which r cuts short")
  func maintenance() async throws {
    let leave = #"{"reason":"SERVER_MAINTENANCE","reconnectAfter":60,"message":"Scheduled maintenance"}"#
    let server = try LoopbackServer(
      LoopbackStep.stream(Self.connected, LoopbackStep.event(2, "disconnecting", leave)),
      LoopbackStep.stream(LoopbackStep.order(3)) + [.stall])
    let screen = try await watch(server)
    try await screen.shows("MAINTENANCE back in", "SERVER_MAINTENANCE", "Scheduled maintenance", "r  reconnect now")
    try await screen.press("r")
    try await screen.shows("● LIVE", "order-3")
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == ["2"])
  }

  @Test("a hole in the history is a GAP until acknowledged; R asks for it from the last trusted moment")
  func gap() async throws {
    let beat = LoopbackStep.event(2, "heartbeat", #"{"timestamp":"2024-07-15T14:00:00Z"}"#)
    let failed = #"{"reason":"EVENT_ID_EXPIRED","oldestAvailable":"500","requestedId":"2"}"#
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1), beat),
      LoopbackStep.stream(LoopbackStep.event(1000, "replay-failed", failed), LoopbackStep.order(1001)) + [.stall])
    let screen = try await watch(server, "--retry-base", "0.1")
    try await screen.shows("GAP", "1 gap in the history", "order-1001")
    #expect(try await screen.text().contains(/\?\s+order-1\s/))
    try await screen.press("R")
    try await screen.shows("resync from 2024-07-15T14:00:00")
    try await screen.wait(for: "a third request") { _ in server.requests.count == 3 }
    #expect(server.target(ofRequest: 2).contains("since=2024-07-15T14"))
    #expect(server.fields("Last-Event-ID", ofRequest: 2) == [])
    try await screen.press("a")
    try await screen.hides("GAP")
  }
}
