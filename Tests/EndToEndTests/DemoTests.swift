import TestSupport
import Testing

/// `ordertop demo`: the dashboard without a server.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct DemoTests {
  @Test("the first paint shows a board that says DEMO, and q ends it with 0")
  func firstPaint() async throws {
    let screen = try await TmuxScreen.ordertop(["demo"])
    try await screen.shows("ordertop", "DEMO", "Orders", "order-", "Events & errors", "? help", "q quit")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  @Test("ten minutes pass in six seconds at --speed 100, and the end is said with its reason")
  func speed() async throws {
    let files = try TemporaryFolder()
    try files.write(
      SampleRecording.board + ": +290\n" + SampleRecording.event(99, "heartbeat", "{}"), to: "board.sse")
    let screen = try await TmuxScreen.ordertop(
      ["demo", "--recording", files.path("board.sse"), "--speed", "100"])
    try await screen.shows("DEMO ended", "stopped", "end of the recording", "board.sse", "order-001")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  @Test("r plays an ended recording again")
  func again() async throws {
    let files = try TemporaryFolder()
    try files.write(SampleRecording.short, to: "short.sse")
    let screen = try await TmuxScreen.ordertop(
      ["demo", "--recording", files.path("short.sse"), "--speed", "20"])
    try await screen.shows("DEMO ended")
    try await screen.press("r")
    try await screen.shows("the recording starts again")
    try await screen.shows("DEMO ended")
  }

  @Test("--loop starts again by itself")
  func loop() async throws {
    let files = try TemporaryFolder()
    try files.write(SampleRecording.short, to: "short.sse")
    let screen = try await TmuxScreen.ordertop(
      ["demo", "--recording", files.path("short.sse"), "--speed", "100", "--loop"])
    try await screen.shows("the recording starts again")
    try await screen.shows("order-001")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  @Test("a plain capture is played, an event each half second")
  func capture() async throws {
    let files = try TemporaryFolder()
    try files.write(
      (1...6).map { SampleRecording.order($0, status: "CREATED", since: "14:00:00") }.joined(), to: "capture.sse")
    let screen = try await TmuxScreen.ordertop(["demo", "--recording", files.path("capture.sse")])
    try await screen.shows("order-001")
    try await screen.shows("order-006", "DEMO ended")
  }

  @Test("a recording silent for an hour is stale meanwhile, and goes on")
  func silence() async throws {
    let files = try TemporaryFolder()
    let text =
      SampleRecording.head + SampleRecording.order(1, status: "CREATED", since: "14:00:00")
      + ": +3600\n" + SampleRecording.order(2, status: "CREATED", since: "15:00:00") + ": +100000\n: closed\n"
    try files.write(text, to: "silent.sse")
    let screen = try await TmuxScreen.ordertop(["demo", "--recording", files.path("silent.sse"), "--speed", "500"])
    try await screen.shows("stale")
    try await screen.shows("order-002")
  }
}
