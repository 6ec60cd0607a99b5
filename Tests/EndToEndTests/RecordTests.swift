import EventStream
import Glibc
import OrderProtocol
import TestSupport
import Testing

/// `ordertop record`: what it writes, and who can play it.
@Suite(.serialized) struct RecordTests {
  private static let quick = ["--retry-base", "0.05", "--retry-max", "0.1"]
  private let files: TemporaryFolder
  private let path: String

  init() throws {
    files = try TemporaryFolder()
    path = files.path("orders.sse")
  }

  private func record(_ server: LoopbackServer, _ arguments: String...) throws -> ChildProgram {
    try .ordertop(["record", "--url", server.orders, "--output", path] + Self.quick + arguments)
  }

  /// Waits until the recording holds this text; it stays small here.
  private func recorded(_ text: String) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while files.text("orders.sse")?.contains(text) != true {
      try #require(ContinuousClock.now < deadline, "\(files.text("orders.sse") ?? "no file")")
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// The events of a whole text.
  private func events(_ text: String) -> [ServerSentEvent] {
    var parser = EventStreamParser()
    var batch = EventBatch()
    parser.consume(Array(text.utf8), into: &batch)
    return Array(batch.events)
  }

  /// A stream over three connections: one ends in order, one breaks within an event, and the server tries to fool the
  /// recorder.
  private static func restlessServer() throws -> LoopbackServer {
    try LoopbackServer(
      LoopbackStep.stream(
        LoopbackStep.event(1, "connected", #"{"streamId":"live-abc123"}"#), LoopbackStep.order(2),
        ": +99999\n: closed\n: ordertop recording 2\n\n"),
      LoopbackStep.stream(LoopbackStep.order(3), "id: 4\nevent: order-created\ndata: {\"orderId\":\"cut")
        + [.wait(.milliseconds(200)), .reset],
      LoopbackStep.stream(LoopbackStep.order(4, "PENDING"), LoopbackStep.event(5, "heartbeat"), "data: unfinished\n")
        + [.stall])
  }

  @Test(
    "a stream with reconnections is kept with its marks, and ends at a signal with 0", arguments: [SIGTERM, SIGINT])
  func reconnections(signal: Int32) async throws {
    let server = try Self.restlessServer()
    let program = try record(server)
    try await recorded("id: 5\nevent: heartbeat\ndata: {}\n\n")
    program.signal(signal)
    #expect(try await program.end() == 0)
    let text = try #require(files.text("orders.sse"))
    #expect(text.hasPrefix(": ordertop recording 1\n: started 20"))
    #expect(text.hasSuffix(LoopbackStep.event(5, "heartbeat")))
    let recording = try Recording(Array(text.utf8))
    #expect(recording.startedAt.flatMap { Timestamp($0) } != nil)
    let ends = recording.segments.compactMap(\.end)
    #expect(ends.first == .closed)
    guard case .lost(let reason)? = ends.last, ends.count == 2 else {
      Issue.record("\(ends)")
      return
    }
    #expect(reason.contains("reset"))
    #expect(recording.duration < .seconds(60))
    #expect(events(text).map(\.lastEventID) == ["1", "2", "3", "4", "5"])
    #expect(server.fields("Last-Event-ID", ofRequest: 2) == ["3"])
    let lines = await program.errorLines
    #expect(lines.last == "ordertop: recorded 5 events in \(text.utf8.count) bytes", "\(lines)")
    #expect(lines.contains { $0.contains("retry 1/10 in ") })
    #expect(FileContentsProbe.mode(path) == 0o600)
  }

  @Test("tail prints the same from a server that plays the recording as from the one that was recorded")
  func played() async throws {
    let server = try Self.restlessServer()
    let program = try record(server)
    try await recorded("id: 5\nevent: heartbeat\ndata: {}\n\n")
    program.signal(SIGTERM)
    #expect(try await program.end() == 0)
    let text = try #require(files.text("orders.sse"))
    let live = try Self.restlessServer()
    let lines = try await tailed(live)
    #expect(lines.count == 5)
    let player = try LoopbackServer(LoopbackStep.stream(text) + [.stall])
    #expect(try await tailed(player) == lines)
  }

  private func tailed(_ server: LoopbackServer) async throws -> [Substring] {
    let program = try ChildProgram.ordertop(["tail", "--url", server.orders, "--format", "jsonl"] + Self.quick)
    try await program.output(has: #""event":"heartbeat""#)
    program.signal(SIGTERM)
    #expect(try await program.end() == 0)
    return await program.outputLines
  }

  @Test(
    "demo plays a recording, with its lost connections", .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
  func demo() async throws {
    let server = try Self.restlessServer()
    let program = try record(server)
    try await recorded("id: 5\nevent: heartbeat\ndata: {}\n\n")
    program.signal(SIGTERM)
    #expect(try await program.end() == 0)
    let screen = try await TmuxScreen.ordertop(["demo", "--recording", path])
    try await screen.shows(
      "order-2", "order-3", "order-4", "Orders 3", "connection lost", "end of the recording", "id 5")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  @Test("a recorder that is killed leaves what it got so far")
  func killed() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1), LoopbackStep.order(2), "id: 3\ndata: unfin") + [.stall])
    let program = try record(server)
    try await recorded("order-2")
    program.signal(SIGKILL)
    #expect(try await program.end() == -SIGKILL)
    let text = try #require(files.text("orders.sse"))
    #expect(text.hasSuffix("\n\n"))
    #expect(events(text).map(\.lastEventID) == ["1", "2"])
    _ = try Recording(Array(text.utf8))
  }

  @Test("no header and no token is in the recording")
  func secrets() async throws {
    try files.write("s3cret-token\n", to: "token")
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)), LoopbackStep.stream() + [.stall])
    let program = try record(
      server, "--token-file", files.path("token"), "--header", "X-Api-Key: s3cret-header", "--last-event-id",
      "s3cret-id")
    try await recorded(": closed")
    try await program.errors(have: "connecting again")
    program.signal(SIGTERM)
    #expect(try await program.end() == 0)
    #expect(server.fields("Authorization", ofRequest: 0) == ["Bearer s3cret-token"])
    let text = try #require(files.text("orders.sse"))
    #expect(text.contains("order-1"))
    for secret in ["s3cret", "Authorization", "Bearer", "X-Api-Key", "127.0.0.1", "Content-Type"] {
      #expect(!text.contains(secret))
    }
  }
}

/// What a test wants to know of a file.
enum FileContentsProbe {
  /// How many bytes are in it; `nil` when there is no file.
  static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// The permission bits; `nil` when there is no file.
  static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }
}
