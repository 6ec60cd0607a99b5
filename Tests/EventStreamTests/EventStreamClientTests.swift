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

  @Test("a start id is sent at once, and since is not")
  func startID() async throws {
    let request = try StreamRequest(url: "http://h/", since: "2024", lastEventID: "ö 5")
    let harness = try ClientHarness(request: request)
    let run = harness.start()
    let connection = await harness.transport.next()
    #expect(connection.header("Last-Event-ID") == "ö 5")
    #expect(connection.request.url == "http://h/")
    await harness.client.stop()
    _ = await run.value
  }

  @Test("the id of an unfinished event is not sent, an empty id clears it, and then since is back")
  func positions() async throws {
    let harness = try ClientHarness(request: StreamRequest(url: "http://h/", since: "2024"))
    let run = harness.start()
    let steps = [("id: 1\ndata: a\n\nid: 2\ndata: b\n", "1"), ("id\ndata: c\n\n", nil), ("id: 3\n\n", "3")]
    for (text, expected) in steps {
      let connection = await harness.open()
      connection.send(text)
      _ = await harness.nextBatch()
      #expect(await harness.client.lastEventID == expected ?? "")
      connection.finish()
      _ = await harness.recorder.nextWait()
      await harness.client.reconnect()
      let next = await harness.transport.next()
      #expect(next.header("Last-Event-ID") == expected)
      #expect(next.request.url.contains("since=2024") == (expected == nil))
      next.finish()
      _ = await harness.recorder.nextWait()
      await harness.client.reconnect()
    }
    await harness.client.stop()
    _ = await run.value
  }

  @Test("a chunk is told once, however many events it completes, and also when it completes none")
  func batches() async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    let connection = await harness.open()
    connection.send("data: 1\n\ndata: 2\n\nid: 9\n\ndata: 3")
    let batch = await harness.nextBatch()
    #expect(batch.events.map(\.data) == ["1", "2"])
    #expect(batch.lastEventID == "9")
    connection.send(":\n")
    #expect(await harness.nextBatch() == EventBatch(lastEventID: "9"))
    await harness.client.stop()
    _ = await run.value
  }

  @Test("events of types that cannot mean anything to the connection mean nothing to it")
  func ordinaryTypes() async throws {
    let harness = try ClientHarness(mayControl: { $0.first != UInt8(ascii: "f") })
    let run = harness.start()
    let connection = await harness.open()
    connection.send("event: fatal\ndata: 1\n\ndata: 2\n\n")
    #expect(await harness.nextBatch().events.map(\.data) == ["1", "2"])
    connection.send("event: heartbeat\ndata: 3\n\n")
    #expect(await harness.nextBatch().events.map(\.data) == ["3"])
    await harness.client.stop()
    #expect(await run.value == .stopped)
  }

  @Test("retry: is in force when its line is read, is told once, and outlives the run")
  func reconnectionTime() async throws {
    let harness = try ClientHarness(policy: ReconnectPolicy(limit: 1))
    var run = harness.start()
    var connection = await harness.open()
    connection.send("retry: 45000\n")
    #expect(await harness.recorder.next() == .reconnectionTimeChanged(.seconds(45)))
    #expect(await harness.recorder.next() == .received(EventBatch(reconnectionTime: .seconds(45))))
    connection.send("retry: 45000\n")
    #expect(await harness.recorder.next() == .received(EventBatch(reconnectionTime: .seconds(45))))
    connection.finish()
    #expect(await harness.recorder.nextWait() == .seconds(45))
    await harness.client.reconnect()
    await harness.transport.next().finish()
    _ = await run.value
    run = harness.start()
    connection = await harness.transport.next()
    connection.finish()
    #expect(await harness.recorder.nextWait() == .seconds(45))
    await harness.client.stop()
    _ = await run.value
  }

  @Test("after the last retry it is over at once, and a further run counts afresh from the same position")
  func exhausted() async throws {
    let harness = try ClientHarness(policy: ReconnectPolicy(limit: 2))
    for round in 0..<2 {
      let run = harness.start()
      if round == 0 {
        let connection = await harness.open()
        connection.send("id: 5\ndata: x\n\n")
        connection.finish()
      } else {
        await harness.transport.next().finish()
      }
      for wait in [2, 4] {
        #expect(await harness.recorder.nextWait() == .seconds(wait))
        await harness.pass(.seconds(wait))
        let next = await harness.transport.next()
        #expect(next.header("Last-Event-ID") == "5")
        next.finish(TransportError(.unreachable, "connection refused"))
      }
      #expect(await run.value == .retriesExhausted(attempts: 3, reason: "connection refused"))
      #expect(await harness.recorder.end() == .retriesExhausted(attempts: 3, reason: "connection refused"))
      #expect(harness.clock.sleeperCount == 0)
    }
    #expect(harness.transport.requests.count == 6)
  }

  @Test("a persistent client is offline after the last retry, and goes on")
  func offline() async throws {
    let harness = try ClientHarness(policy: ReconnectPolicy(limit: 1, isPersistent: true))
    let run = harness.start()
    await harness.transport.next().finish(TransportError(.unreachable, "no route"))
    #expect(await harness.recorder.nextWait() == .seconds(2))
    await harness.client.reconnect()
    for attempts in 2...3 {
      await harness.transport.next().finish(TransportError(.unreachable, "no route"))
      let waiting = ClientEvent.waiting(.seconds(30), .offline(attempts: attempts, reason: "no route"))
      _ = await harness.recorder.next { $0 == waiting }
      await harness.pass(.seconds(30))
    }
    let connection = await harness.open()
    connection.send("data: x\n\n")
    connection.finish()
    #expect(await harness.recorder.nextWait() == .seconds(2))
    await harness.client.stop()
    #expect(await run.value == .stopped)
  }

  @Test("a server that accepts and drops is not hammered: only an event starts the count again")
  func acceptAndDrop() async throws {
    let harness = try ClientHarness(policy: ReconnectPolicy(limit: 4))
    let run = harness.start()
    var waits: [Duration] = []
    for _ in 0..<4 {
      let connection = await harness.open()
      connection.send(": welcome\ndata: unfinished")
      connection.finish()
      let wait = await harness.recorder.nextWait()
      waits.append(wait)
      await harness.pass(wait)
    }
    await harness.open().finish()
    #expect(waits == [.seconds(2), .seconds(4), .seconds(8), .seconds(16)])
    #expect(await run.value == .retriesExhausted(attempts: 5, reason: "the server closed the connection"))
  }

  @Test("a second run at the same time is refused")
  func secondRun() async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    _ = await harness.transport.next()
    #expect(await harness.client.run() == .invalidRequest("the client is running already"))
    await harness.client.stop()
    #expect(await run.value == .stopped)
  }
}
