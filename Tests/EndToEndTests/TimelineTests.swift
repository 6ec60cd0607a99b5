import TestSupport
import Testing

/// The past of the selected order, in the detail.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct TimelineTests {
  @Test("a demo has a past, and every new event of the order joins it")
  func demo() async throws {
    let files = try TemporaryFolder()
    try files.write(
      SampleRecording.head + SampleRecording.order(1, status: "CREATED", since: "14:00:00") + ": +2\n"
        + SampleRecording.event(
          2, "order-item-added", #"{"orderId":"order-001","itemId":"i","name":"Tea","quantity":2}"#)
        + SampleRecording.event(3, "order-shipped", #"{"orderId":"order-001","carrier":"UPS"}"#) + ": +60\n",
      to: "one.sse")
    let screen = try await TmuxScreen.ordertop(["demo", "--recording", files.path("one.sse")])
    try await screen.shows("Timeline from 2024-07-15", "created total 1.25", "+ Tea × 2", "shipped UPS")
    try await screen.press("Enter")
    try await screen.hides("Events & errors")
    try await screen.shows("Timeline from 2024-07-15", "created total 1.25, cust-1", "shipped UPS")
    try await screen.press("q", "q")
    #expect(try await screen.end() == 0)
  }

  @Test("what was replayed can be told from the rest, also after a restart")
  func savedReplay() async throws {
    let files = try TemporaryFolder()
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.event(1, "connected", "{}"), LoopbackStep.order(2)) + [.stall],
      LoopbackStep.stream(
        LoopbackStep.event(3, "replay-start", #"{"missedEvents":1}"#),
        LoopbackStep.event(4, "order-updated", #"{"orderId":"order-2","assignedTo":"warehouse-7"}"#),
        LoopbackStep.event(5, "replay-complete", #"{"replayedEvents":1}"#)) + [.stall],
      LoopbackStep.stream(LoopbackStep.event(6, "heartbeat", "{}")) + [.stall])
    for run in 0..<3 {
      let screen = try await TmuxScreen.ordertop(
        ["--url", server.orders], environment: ["XDG_STATE_HOME": files.path("state")])
      if run > 0 {
        try await screen.shows("─ replayed ─", "warehouse-7", "─ live again ─")
      } else {
        try await screen.shows("Timeline from", "created")
      }
      try await screen.press("q")
      #expect(try await screen.end() == 0)
    }
  }

  @Test("the past of an order outlives the program")
  func saved() async throws {
    let files = try TemporaryFolder()
    let connected = LoopbackStep.event(1, "connected", "{}")
    let server = try LoopbackServer(
      LoopbackStep.stream(
        connected, LoopbackStep.order(2),
        LoopbackStep.event(3, "order-updated", #"{"orderId":"order-2","assignedTo":"warehouse-7"}"#)) + [.stall],
      LoopbackStep.stream(
        LoopbackStep.event(4, "order-item-removed", #"{"orderId":"order-2","itemId":"nothing"}"#)) + [.stall])
    for (isFirst, more) in [(true, "warehouse-7"), (false, "- nothing")] {
      let screen = try await TmuxScreen.ordertop(
        ["--url", server.orders], environment: ["XDG_STATE_HOME": files.path("state")])
      try await screen.shows("Timeline from", "created", "warehouse-7", more)
      if isFirst { try await screen.hides("- nothing") }
      try await screen.press("q")
      #expect(try await screen.end() == 0)
    }
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == ["3"])
  }
}
