import EventStream
import Synchronization
import Testing

@testable import ordertop

@Suite("Session: a stream that can be started again", .timeLimit(.minutes(1)))
struct SessionTests {
  /// Ends each run at once, and writes down what it is told.
  private final class ShortStream: StreamClient {
    private let state = Mutex<[String]>([])

    var calls: [String] { state.withLock { $0 } }

    private func note(_ call: String) { state.withLock { $0.append(call) } }

    func run() async -> StreamEnd {
      note("run")
      return .noContent
    }
    func reconnect() async { note("reconnect") }
    func resync(since: String) async { note("resync \(since)") }
    func stop() async { note("stop") }
  }

  /// Calls `body` with a session whose stream has ended, and stops it afterwards.
  private func withEnded(
    _ loopPause: Duration?, _ body: (Session, ShortStream) async -> Void
  ) async -> StreamEnd {
    let stream = ShortStream()
    let session = Session(stream, loopPause: loopPause)
    let run = Task { await session.run() }
    while await session.end != .noContent { await Task.yield() }
    await body(session, stream)
    await session.stop()
    return await run.value
  }

  @Test("quitting waits for no pause between two runs", arguments: [nil, Duration.seconds(3600)])
  func stopping(loopPause: Duration?) async {
    #expect(await withEnded(loopPause) { _, _ in } == .noContent)
  }

  @Test("an ended stream runs again when asked, at once", arguments: [nil, Duration.seconds(3600)])
  func reconnecting(loopPause: Duration?) async {
    _ = await withEnded(loopPause) { session, stream in
      await session.reconnect()
      while stream.calls.count < 2 { await Task.yield() }
      #expect(stream.calls == ["run", "run"])
    }
  }

  @Test("a stream that loops runs again by itself")
  func looping() async {
    _ = await withEnded(.milliseconds(1)) { _, stream in
      while stream.calls.count < 3 { await Task.yield() }
    }
  }

  @Test("an ended stream that is to resync is told from when on, and then runs")
  func resyncing() async {
    _ = await withEnded(nil) { session, stream in
      await session.resync(since: "2024-07-15T14:00:00Z")
      while stream.calls.count < 3 { await Task.yield() }
      #expect(stream.calls == ["run", "resync 2024-07-15T14:00:00Z", "run"])
    }
  }
}
