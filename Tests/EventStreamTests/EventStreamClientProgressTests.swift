import EventStream
import TestSupport
import Testing

@Suite("EventStreamClient: what counts as progress")
struct EventStreamClientProgressTests {
  /// The wait after a second connection that brought these bytes and was dropped, as the first one was with none.
  private func secondWait(_ bytes: [UInt8]) async throws -> Duration {
    let harness = try ClientHarness()
    let run = harness.start()
    await harness.open().finish()
    await harness.pass(await harness.recorder.nextWait())
    let connection = await harness.open()
    connection.send(bytes)
    connection.finish()
    let wait = await harness.recorder.nextWait()
    await harness.client.stop()
    _ = await run.value
    return wait
  }

  @Test(
    "an event starts the count of retries again, also one with nothing but an id; comments and time do not",
    arguments: [
      ("data: x\n\n", Duration.seconds(2)), ("id: 7\n\n", .seconds(2)), (": comment\n\n", .seconds(4)),
      ("retry: 1000\n", .seconds(4)),
    ])
  func counting(text: String, wait: Duration) async throws {
    #expect(try await secondWait(Array(text.utf8)) == wait)
  }

  @Test("an event over the size limit starts the count of retries again, and its id counts")
  func oversized() async throws {
    let limit = EventStreamParser().eventLimit
    #expect(
      try await secondWait(Array("data:".utf8) + Array(repeating: 0x78, count: limit) + [0x0A, 0x0A]) == .seconds(2))
  }
}
