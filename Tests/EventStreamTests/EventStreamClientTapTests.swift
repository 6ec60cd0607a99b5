import EventStream
import Synchronization
import TestSupport
import Testing

/// What a client told its tap and its sink, in order.
private final class Notes: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}

@Suite("EventStreamClient's tap", .timeLimit(.minutes(1)))
struct EventStreamClientTapTests {
  @Test("raw bytes are handed over before their events, and the end of a response only if it was in order")
  func order() async throws {
    let notes = Notes()
    let clock = ManualClock()
    let transport = ScriptedTransport()
    let recorder = EventRecorder()
    let client = EventStreamClient(
      request: try StreamRequest(url: "http://orders.example/live"), transport: transport, clock: clock,
      wallClock: { 0 }, tap: { bytes in notes.add(bytes.map { String(decoding: $0, as: UTF8.self) } ?? "end") },
      sink: { event in
        switch event {
        case .received(let batch): notes.add("\(batch.events.count) events")
        case .lost(let reason): notes.add(reason)
        default: break
        }
        recorder.record(event)
      })
    let run = Task { await client.run() }
    for error in [nil, TransportError(.broken, "reset")] {
      let connection = await transport.next()
      connection.respond()
      connection.send("data: a\n\ndata: b")
      _ = await recorder.next { if case .received = $0 { true } else { false } }
      connection.finish(error)
      _ = await recorder.nextWait()
      await clock.waitForSleepers()
      clock.advance(by: .seconds(60))
    }
    _ = await transport.next()
    await client.stop()
    #expect(await run.value == .stopped)
    let chunk = "data: a\n\ndata: b"
    #expect(
      notes.all == [
        chunk, "1 events", "end", "the server closed the connection", chunk, "1 events", "reset",
      ])
  }
}
