import EventStream
import Synchronization
import TestSupport
import Testing

@Suite("EventStreamClient, stopping and reconnecting on request", .timeLimit(.minutes(2)))
struct EventStreamClientStoppingTests {
  enum Phase: CaseIterable, Sendable {
    case opening, reading, waiting
  }

  enum Way: CaseIterable, Sendable {
    case stop, cancel
  }

  /// Starts a client and brings it into that phase.
  private func start(_ harness: ClientHarness, in phase: Phase) async -> (Task<StreamEnd, Never>, ScriptedConnection) {
    let run = harness.start()
    let connection = await harness.transport.next()
    if phase == .opening { return (run, connection) }
    connection.respond()
    connection.send("id: 1\ndata: x\n\n")
    _ = await harness.nextBatch()
    if phase == .waiting {
      connection.finish()
      _ = await harness.recorder.nextWait()
      await harness.clock.waitForSleepers()
    }
    return (run, connection)
  }

  @Test(
    "stopping and cancelling end every phase at once, and leave nothing behind", arguments: Phase.allCases, Way.allCases
  )
  func stopping(phase: Phase, way: Way) async throws {
    let harness = try ClientHarness()
    let (run, connection) = await start(harness, in: phase)
    switch way {
    case .stop: await harness.client.stop()
    case .cancel: run.cancel()
    }
    #expect(await run.value == .stopped)
    #expect(await harness.recorder.end() == .stopped)
    #expect(harness.recorder.unread.isEmpty)
    if phase != .waiting { await connection.waitForCancellation() }
    #expect(harness.transport.requests.count == 1)
    while harness.clock.sleeperCount > 0 { await Task.yield() }
  }

  @Test("a stop before the run ends the run before it connects")
  func stopFirst() async throws {
    let harness = try ClientHarness()
    await harness.client.stop()
    #expect(await harness.client.run() == .stopped)
    #expect(harness.recorder.unread == [.ended(.stopped)])
    #expect(harness.transport.requests.isEmpty)
  }

  @Test(
    "a stop from within the sink ends the run after that call, whatever is asked for later", arguments: [0, 1, 2, 3, 4])
  func stopInSink(call: Int) async throws {
    let client = Mutex<EventStreamClient<ManualClock>?>(nil)
    let calls = Mutex(0)
    let transport = ScriptedTransport { connection in
      connection.respond()
      connection.send("id: 1\ndata: x\n\n")
      connection.finish()
    }
    let harness = try ClientHarness(
      transport: transport,
      sink: { _ in
        let number = calls.withLock { calls in
          defer { calls += 1 }
          return calls
        }
        guard number == call, let client = client.withLock({ $0 }) else { return }
        await client.stop()
        await client.reconnect()
      })
    client.withLock { $0 = harness.client }
    #expect(await harness.client.run() == .stopped)
    #expect(harness.recorder.unread.count == call + 2)
    #expect(harness.recorder.unread.last == .ended(.stopped))
    client.withLock { $0 = nil }
  }

  @Test("reconnecting cuts a wait short")
  func cutsWait() async throws {
    let harness = try ClientHarness()
    let (run, _) = await start(harness, in: .waiting)
    await harness.client.reconnect()
    #expect(await harness.recorder.next() == .connecting(attempt: 1, lastEventID: "1"))
    _ = await harness.transport.next()
    await harness.client.stop()
    _ = await run.value
  }

  @Test("reconnecting drops a connection for a new one at once, and that is no failure")
  func dropsConnection() async throws {
    let harness = try ClientHarness()
    let (run, connection) = await start(harness, in: .reading)
    await harness.client.reconnect()
    await connection.waitForCancellation()
    #expect(await harness.recorder.next() == .lost(reason: "a new connection was asked for"))
    #expect(await harness.recorder.next() == .connecting(attempt: 0, lastEventID: "1"))
    let second = await harness.transport.next()
    #expect(second.header("Last-Event-ID") == "1")
    await harness.client.reconnect()
    await second.waitForCancellation()
    _ = await harness.recorder.next()
    #expect(await harness.recorder.next() == .connecting(attempt: 0, lastEventID: "1"))
    await harness.client.stop()
    _ = await run.value
  }

  @Test("a wait that an error event asked for holds for a new connection on request, until asked again")
  func keepsServerWait() async throws {
    let harness = try ClientHarness(chance: 0)
    let (run, connection) = await start(harness, in: .reading)
    connection.send("event: error\ndata: 30\n\n")
    _ = await harness.nextBatch()
    await harness.client.reconnect()
    _ = await harness.recorder.next { $0 == .waiting(.seconds(30), .announced) }
    #expect(harness.transport.requests.count == 1)
    await harness.client.reconnect()
    _ = await harness.transport.next()
    await harness.client.stop()
    _ = await run.value
  }

  @Test("without a run, reconnecting does nothing")
  func noRun() async throws {
    let harness = try ClientHarness()
    await harness.client.reconnect()
    let run = harness.start()
    let connection = await harness.open()
    connection.send("data: x\n\n")
    _ = await harness.nextBatch()
    #expect(harness.transport.requests.count == 1)
    await harness.client.stop()
    _ = await run.value
  }

  @Test("a resync asks from a time without the id until it brought an event; later connections go by the id")
  func resync() async throws {
    let harness = try ClientHarness(request: StreamRequest(url: "http://h/?a=b", since: "2023"))
    let (run, _) = await start(harness, in: .reading)
    await harness.client.resync(since: "2024-07-15T14:00:00Z")
    for attempt in 0..<2 {
      _ = await harness.recorder.next { $0 == .connecting(attempt: attempt, lastEventID: "") }
      let connection = await harness.transport.next()
      #expect(connection.header("Last-Event-ID") == nil)
      #expect(connection.request.url == "http://h/?a=b&since=2024-07-15T14:00:00Z")
      connection.respond()
      if attempt == 1 {
        connection.send("data: no id\n\n")
        #expect(await harness.nextBatch().lastEventID == "1")
      }
      connection.finish()
      _ = await harness.recorder.nextWait()
      await harness.pass(.seconds(30))
    }
    let last = await harness.transport.next()
    #expect(last.header("Last-Event-ID") == "1")
    #expect(last.request.url == "http://h/?a=b")
    await harness.client.stop()
    _ = await run.value
  }

  @Test("a chunk that comes after a resync was asked for does not undo it")
  func resyncRace() async throws {
    for _ in 0..<200 {
      let harness = try ClientHarness()
      let (run, connection) = await start(harness, in: .reading)
      async let resync: Void = harness.client.resync(since: "2024")
      connection.send("id: 2\ndata: y\n\n")
      await resync
      let next = await harness.transport.next()
      #expect(next.header("Last-Event-ID") == nil)
      await harness.client.stop()
      _ = await run.value
    }
  }
}
