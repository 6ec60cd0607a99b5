import Synchronization
import TestSupport
import Testing

@testable import EventStream

@Suite("EventStreamClient, waiting and watching", .timeLimit(.minutes(2)))
struct EventStreamClientWaitingTests {
  private let silence = "nothing was received for 60 s"

  @Test("a connection is not made before its wait is over, in stretches of five seconds")
  func exactWait() async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    await harness.transport.next().respond(503, headers: [HTTPField("Retry-After", "100")])
    #expect(await harness.recorder.nextWait() == .seconds(120))
    for second in stride(from: 5, through: 115, by: 5) {
      await harness.clock.waitForSleeper(until: .init(offset: .seconds(second)))
      harness.clock.advance(by: .seconds(5))
    }
    await harness.clock.waitForSleeper(until: .init(offset: .seconds(120)))
    harness.clock.advance(by: .seconds(5) - .nanoseconds(1))
    #expect(harness.transport.requests.count == 1)
    #expect(harness.recorder.unread.isEmpty)
    harness.clock.advance(by: .nanoseconds(1))
    _ = await harness.transport.next()
    await harness.client.stop()
    _ = await run.value
  }

  @Test("silence is given up when the timeout has passed, and counts as a failure")
  func silent() async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    let connection = await harness.open()
    for second in stride(from: 5, through: 55, by: 5) {
      await harness.clock.waitForSleeper(until: .init(offset: .seconds(second)))
      harness.clock.advance(by: .seconds(5))
    }
    await harness.clock.waitForSleeper(until: .init(offset: .seconds(60)))
    harness.clock.advance(by: .seconds(5) - .nanoseconds(1))
    #expect(!connection.isCancelled)
    harness.clock.advance(by: .nanoseconds(1))
    await connection.waitForCancellation()
    #expect(await harness.recorder.next() == .stale(after: .seconds(60)))
    #expect(await harness.recorder.next() == .lost(reason: silence))
    #expect(
      await harness.recorder.next() == .waiting(.seconds(2), .retry(number: 1, limit: 10, reason: silence)))
    await harness.client.stop()
    _ = await run.value
  }

  @Test("any byte moves the deadline, without a new timer; the timer is exact all the same")
  func movedDeadline() async throws {
    let harness = try ClientHarness(timeout: .seconds(10))
    let run = harness.start()
    let connection = await harness.open()
    await harness.clock.waitForSleeper(until: .init(offset: .milliseconds(2_500)))
    harness.clock.advance(by: .seconds(2))
    connection.send(":")
    _ = await harness.nextBatch()
    #expect(harness.clock.sleeperCount == 1)
    for halfSeconds in [1, 5, 5] {
      await harness.clock.waitForSleepers()
      harness.clock.advance(by: .milliseconds(halfSeconds * 500))
    }
    await harness.clock.waitForSleeper(until: .init(offset: .seconds(10)))
    harness.clock.advance(by: .milliseconds(2_500))
    await harness.clock.waitForSleeper(until: .init(offset: .seconds(12)))
    #expect(harness.recorder.unread.isEmpty)
    harness.clock.advance(by: .seconds(2))
    await connection.waitForCancellation()
    await harness.client.stop()
    _ = await run.value
  }

  @Test("a server that does not answer at all is given up after the timeout, and so is one after a redirect")
  func silentOpening() async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    let first = await harness.transport.next()
    await harness.clock.waitForSleepers()
    harness.clock.advance(by: .seconds(60))
    await first.waitForCancellation()
    _ = await harness.recorder.next { $0 == .stale(after: .seconds(60)) }
    _ = await harness.recorder.nextWait()
    await harness.client.reconnect()
    let second = await harness.transport.next()
    await harness.clock.waitForSleepers()
    harness.clock.advance(by: .seconds(40))
    await harness.clock.waitForSleepers()
    second.respond(302, headers: [HTTPField("Location", "/b")])
    let third = await harness.transport.next()
    harness.clock.advance(by: .seconds(40))
    await harness.clock.waitForSleepers()
    #expect(!third.isCancelled)
    harness.clock.advance(by: .seconds(20))
    await third.waitForCancellation()
    await harness.client.stop()
    _ = await run.value
  }

  @Test("while the sink is busy the server is not blamed for silence, and the timeout starts again afterwards")
  func busySink() async throws {
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    let harness = try ClientHarness(sink: { event in
      if case .received(let batch) = event, batch.events.first?.data == "slow" {
        for await _ in gate { return }
      }
    })
    let run = harness.start()
    let connection = await harness.open()
    connection.send("data: slow\n\n")
    _ = await harness.nextBatch()
    for seconds in [50, 50, 30] {
      await harness.clock.waitForSleepers()
      harness.clock.advance(by: .seconds(seconds))
    }
    opener.yield()
    while await harness.client.monitor?.deadline == nil { await Task.yield() }
    await harness.clock.waitForSleepers()
    harness.clock.advance(by: .seconds(50))
    await harness.clock.waitForSleepers()
    #expect(!connection.isCancelled)
    harness.clock.advance(by: .seconds(10))
    await connection.waitForCancellation()
    await harness.client.stop()
    _ = await run.value
  }

  @Test("bytes that are there win over the timer")
  func bytesWin() async throws {
    for round in 0..<200 {
      let harness = try ClientHarness()
      let run = harness.start()
      let connection = await harness.open()
      await harness.clock.waitForSleepers()
      await harness.client.whileBusy {
        if round.isMultiple(of: 2) { connection.send("data: just in time\n\n") }
        harness.clock.advance(by: .seconds(60))
        if !round.isMultiple(of: 2) { connection.send("data: just in time\n\n") }
      }
      #expect(await harness.recorder.next() == .received(EventBatch(events: [.init(data: "just in time")])))
      #expect(!connection.isCancelled)
      await harness.client.stop()
      #expect(await run.value == .stopped)
    }
  }

  @Test("a drip that completes nothing is given up after four timeouts")
  func drip() async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    let connection = await harness.open()
    for step in 1...8 {
      await harness.clock.waitForSleepers()
      harness.clock.advance(by: .seconds(30))
      if step == 8 { break }
      await harness.clock.waitForSleepers()
      connection.send("x")
      #expect(await harness.recorder.next() == .received(EventBatch()))
    }
    await connection.waitForCancellation()
    #expect(await harness.recorder.next() == .lost(reason: "bytes came for 240 s and completed no event"))
    #expect(await harness.recorder.nextWait() == .seconds(2))
    await harness.client.stop()
    _ = await run.value
  }

  @Test("after a suspend longer than the timeout a new connection is made at once, and that is no failure")
  func suspended() async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    let connection = await harness.open()
    connection.send("id: 1\ndata: x\n\n")
    _ = await harness.nextBatch()
    await harness.clock.waitForSleepers()
    harness.clock.advance(by: .seconds(3600))
    await connection.waitForCancellation()
    #expect(await harness.recorder.next() == .lost(reason: "the program stood still for longer than 60 s"))
    #expect(await harness.recorder.next() == .connecting(attempt: 0, lastEventID: "1"))
    #expect(await harness.transport.next().header("Last-Event-ID") == "1")
    await harness.client.stop()
    _ = await run.value
  }

  @Test("a suspend ends a wait of our own, but not what is left of a server's")
  func suspendedWait() async throws {
    let harness = try ClientHarness(policy: ReconnectPolicy(base: .seconds(5000), max: .seconds(10_000)), chance: 0)
    let run = harness.start()
    await harness.transport.next().finish()
    #expect(await harness.recorder.nextWait() == .seconds(8000))
    await harness.pass(.seconds(61))
    let second = await harness.transport.next()
    second.respond(503, headers: [HTTPField("Retry-After", "200")])
    #expect(await harness.recorder.nextWait() == .seconds(8000))
    await harness.pass(.seconds(100))
    await harness.pass(.seconds(99))
    await harness.clock.waitForSleepers()
    #expect(harness.recorder.unread.isEmpty)
    harness.clock.advance(by: .seconds(1))
    _ = await harness.transport.next()
    await harness.client.stop()
    _ = await run.value
  }

  @Test("the time that the sink takes to hear of a loss is no suspend that would end a server's wait")
  func slowLoss() async throws {
    let clock = Mutex<ManualClock?>(nil)
    let harness = try ClientHarness(sink: { event in
      guard case .lost = event else { return }
      clock.withLock { $0 }?.advance(by: .seconds(3600))
      for _ in 0..<100 { await Task.yield() }
    })
    clock.withLock { $0 = harness.clock }
    let run = harness.start()
    let connection = await harness.transport.next()
    await harness.clock.waitForSleepers()
    connection.respond(503, headers: [HTTPField("Retry-After", "100")])
    #expect(await harness.recorder.nextWait() == .seconds(120))
    await harness.clock.waitForSleepers()
    #expect(harness.recorder.unread.isEmpty)
    await harness.client.stop()
    _ = await run.value
  }

  @Test("after disconnecting it reads on, reconnects when the announced time has come, and counts no retry")
  func departure() async throws {
    let harness = try ClientHarness(chance: 0)
    let run = harness.start()
    let connection = await harness.open()
    await harness.clock.waitForSleepers()
    connection.send("id: 1\nevent: disconnecting\ndata: 1.5\n\n")
    _ = await harness.nextBatch()
    connection.send("id: 2\ndata: still here\n\n")
    #expect(await harness.nextBatch().lastEventID == "2")
    await harness.clock.waitForSleeper(until: .init(offset: .milliseconds(1_500)))
    harness.clock.advance(by: .milliseconds(1_499))
    #expect(!connection.isCancelled)
    harness.clock.advance(by: .milliseconds(1))
    await connection.waitForCancellation()
    #expect(await harness.recorder.next() == .lost(reason: "the server announced that it leaves"))
    #expect(await harness.recorder.next() == .connecting(attempt: 0, lastEventID: "2"))
    await harness.client.stop()
    _ = await run.value
  }

  @Test("a server that closes before the announced time is left alone until then")
  func earlyDeparture() async throws {
    let harness = try ClientHarness(chance: 0)
    let run = harness.start()
    let connection = await harness.open()
    connection.send("event: disconnecting\ndata: 60\n\n")
    _ = await harness.nextBatch()
    await harness.clock.waitForSleepers()
    harness.clock.advance(by: .seconds(10))
    connection.finish()
    _ = await harness.recorder.next { $0 == .waiting(.seconds(50), .announced) }
    await harness.pass(.seconds(50))
    #expect(await harness.recorder.next() == .connecting(attempt: 0, lastEventID: ""))
    await harness.client.stop()
    _ = await run.value
  }

  @Test("an announcement without a usable time waits as usual, and is no retry", arguments: ["", "soon", "-5"])
  func departureWithoutTime(data: String) async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    let connection = await harness.open()
    connection.send("event: disconnecting\ndata: \(data)\n\n")
    _ = await harness.nextBatch()
    connection.finish()
    _ = await harness.recorder.next { $0 == .waiting(.seconds(2), .announced) }
    await harness.client.reconnect()
    _ = await harness.recorder.next { $0 == .connecting(attempt: 0, lastEventID: "") }
    await harness.client.stop()
    _ = await run.value
  }
}

extension EventStreamClient {
  /// Lets things happen at the same time for this client, which sees none of them before all have happened.
  func whileBusy(_ body: @Sendable () -> Void) {
    body()
  }
}
