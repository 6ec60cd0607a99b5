import EventStream
import Synchronization
import TestSupport
import Testing

@testable import OrderServer

@Suite("Recordings as a source of events", .timeLimit(.minutes(1)))
struct RecordingTests {
  private static let recording = """
    : ordertop recording 1
    : +0
    id: 1
    event: connected
    data: {}

    id: 2
    event: order-created
    data: {"orderId":"a"}

    : +2
    event: order-upd
    : lost
    : +3
    event: order-updated
    data: {"orderId":
    data: "a"}

    event: strange
    data: x

    : +1
    event: heartbeat
    data: {}

    """

  private final class Published: Sendable {
    private let drafts = Mutex<[EventDraft]>([])

    var all: [EventDraft] { drafts.withLock { $0 } }

    func add(_ more: [EventDraft]) { drafts.withLock { $0 += more } }
  }

  private let created = EventDraft(type: "order-created", data: #"{"orderId":"a"}"#)
  private let later = [
    EventDraft(type: "order-updated", data: "{\"orderId\":\n\"a\"}"), EventDraft(type: "strange", data: "x"),
  ]

  @Test("events come when they were recorded; what the server says itself is left out")
  func pace() async throws {
    let clock = ManualClock()
    let published = Published()
    let source = RecordingSource(try Recording(Array(Self.recording.utf8)), isLoop: false)
    let running = Task { try await source.run(on: clock) { published.add($0) } }
    await clock.waitForSleeper(until: .init(offset: .seconds(5)))
    #expect(published.all == [created])
    clock.advance(by: .seconds(5))
    try await running.value
    #expect(published.all == [created] + later)
  }

  @Test("a loop begins again after a pause, until it is cancelled")
  func loop() async throws {
    let clock = ManualClock()
    let published = Published()
    let source = RecordingSource(try Recording(Array(Self.recording.utf8)), isLoop: true)
    let running = Task { try await source.run(on: clock) { published.add($0) } }
    for time in [5, 9, 14, 18, 23] {
      await clock.waitForSleeper(until: .init(offset: .seconds(time)))
      clock.advance(by: .seconds(time) - clock.now.offset)
    }
    await clock.waitForSleeper(until: .init(offset: .seconds(27)))
    #expect(published.all == Array(repeating: [created] + later, count: 3).flatMap { $0 })
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
  }

  @Test("at its end the server says so, and goes on")
  func end() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.recording, to: "recording")
    let server = try await ServerProgram("--recording", folder.path("recording"), "--speed", "100")
    _ = try await eventually("the end") {
      server.errors == "ordertop-server: no more events: what was to be played is over\n" ? true : nil
    }
    let client = try WireConnection(server)
    try await client.get()
    #expect(try await client.events(6).map(\.number) == [0, 1, 2, 3, 3, 3])
    #expect(try await server.publish("order-created", #"{"orderId":"b"}"#).status == 200)
    #expect(try await client.event().number == 4)
  }

  @Test("a server plays one")
  func server() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.recording, to: "recording")
    let server = try await ServerProgram("--recording", folder.path("recording"), "--speed", "100", "--loop")
    let client = try await server.follower()
    _ = try await client.event("order-created")
    #expect(
      try await client.events(2).map(\.lines).map { $0.dropFirst() } == [
        ["event: order-updated", #"data: {"orderId":"#, #"data: "a"}"#], ["event: strange", "data: x"],
      ])
  }
}
