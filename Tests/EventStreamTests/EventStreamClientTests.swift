import EventStream
import Synchronization
import TestSupport
import Testing

@Suite("EventStreamClient", .timeLimit(.minutes(2)))
struct EventStreamClientTests {
  @Test("a connection tells of connecting, opening and what came, and reconnects from the last event id")
  func wholeCourse() async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    let first = await harness.transport.next()
    #expect(first.request.url == "http://orders.example/live")
    #expect(first.header("Last-Event-ID") == nil)
    first.respond(
      headers: [HTTPField("Content-Type", "text/event-stream"), HTTPField("X-Stream-Id", "live-abc123")])
    #expect(await harness.recorder.next() == .connecting(attempt: 0, lastEventID: ""))
    #expect(await harness.recorder.next() == .opened(streamID: "live-abc123"))
    first.send("id: 7\nevent: order-created\ndata: {}\n\n")
    let event = ServerSentEvent(lastEventID: "7", type: "order-created", data: "{}")
    #expect(await harness.recorder.next() == .received(EventBatch(events: [event], lastEventID: "7")))
    first.finish()
    let reason = "the server closed the connection"
    #expect(await harness.recorder.next() == .lost(reason: reason))
    #expect(
      await harness.recorder.next() == .waiting(.seconds(2), .retry(number: 1, limit: 10, reason: reason)))
    await harness.pass(.seconds(2))
    #expect(await harness.recorder.next() == .connecting(attempt: 1, lastEventID: "7"))
    let second = await harness.transport.next()
    #expect(second.header("Last-Event-ID") == "7")
    await harness.client.stop()
    #expect(await run.value == .stopped)
    #expect(await harness.recorder.next() == .ended(.stopped))
    #expect(second.isCancelled)
    #expect(harness.recorder.unread.isEmpty)
  }
}
