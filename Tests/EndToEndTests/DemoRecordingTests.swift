import EventStream
import OrderProtocol
import OrderStore
import SavedState
import Testing

@testable import ordertop

/// One connection of the bundled recording: when its events came, and how it ended.
private struct PlayedConnection {
  var chunks: [(offset: Duration, batch: EventBatch)] = []
  var end: Recording.ConnectionEnd?

  var events: [ServerSentEvent] { chunks.flatMap(\.batch.events) }
}

/// The bundled recording as a client sees it: a parser for each connection, the last event ID handed on.
private func played() throws -> [PlayedConnection] {
  var connections = [PlayedConnection()]
  var parser = EventStreamParser()
  for segment in try Recording(DemoRecording.bytes).segments {
    var batch = EventBatch()
    parser.consume(segment.bytes, into: &batch)
    connections[connections.count - 1].chunks.append((segment.offset, batch))
    guard let end = segment.end else { continue }
    connections[connections.count - 1].end = end
    connections.append(PlayedConnection())
    parser = EventStreamParser(lastEventID: batch.lastEventID)
  }
  return connections
}

private func decoded() throws -> [DecodedEvent] { try played().flatMap(\.events).map { DecodedEvent($0) } }

@Test("the demo shows every event of the protocol, one that it does not have, and every error of its text")
func eventTypes() throws {
  let types = Set(try played().flatMap(\.events).map(\.type))
  let known = Set(OrderEventType.allCases.map(\.rawValue))
  #expect(known.isSubset(of: types))
  #expect(types.subtracting(known).count == 1)
  let faults = try decoded().compactMap { if case .fault(let fault)? = $0.event { fault } else { nil } }
  #expect(
    faults.map(\.code) == ["SUBSCRIPTION_ERROR", "RESOURCE_NOT_FOUND", "RATE_LIMITED", "AUTH_EXPIRED"])
  #expect(faults.map(\.isRecoverable) == [true, true, true, false])
  #expect(faults.compactMap(\.retryAfter).count == 1)
}

@Test("the demo is a few minutes long, lively from its first moment, and never silent for too long")
func length() throws {
  let recording = try Recording(DemoRecording.bytes)
  #expect(recording.startedAt.flatMap { Timestamp($0) } != nil)
  #expect(recording.duration > .seconds(210) && recording.duration < .seconds(300))
  let first = try #require(try played().first)
  let burst = first.chunks.filter { $0.offset <= .milliseconds(300) }.flatMap(\.batch.events)
  #expect(burst.first?.type == "connected")
  #expect(burst.count { $0.type == "order-created" } >= 20)
  let silences = zip(recording.segments, recording.segments.dropFirst()).map { $1.offset - $0.offset }
  #expect(try #require(silences.max()) > .seconds(20))
  #expect(try #require(silences.max()) < .seconds(45))
}

@Test("of the demo's payloads one is malformed, and it is meant to be")
func problems() throws {
  let problems = try decoded().compactMap(\.problem)
  #expect(problems.count == 1)
  #expect(problems.first?.hasPrefix("data: malformed JSON") == true)
}

@Test("the demo's connections end in every way, and each goes on where the one before it was")
func connections() throws {
  let connections = try played()
  #expect(
    connections.map(\.end) == [
      .lost(reason: "connection reset by peer"), .lost(reason: "no route to host"), .closed, nil,
    ])
  for (connection, next) in zip(connections, connections.dropFirst()) {
    let position = try #require(connection.chunks.last).batch.lastEventID
    let requested = next.events.prefix(2).compactMap { event in
      switch DecodedEvent(event).event {
      case .replayStarted(_, let id), .replayFailed(_, _, let id): id
      default: nil
      }
    }
    #expect(requested == [position])
  }
  let ids = connections.flatMap(\.events).filter { $0.type != "replay-start" }.compactMap { Int($0.lastEventID) }
  #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
}

@Test("a connection that was lost in the demo comes back no sooner than a client would ask for it")
func pauses() throws {
  let connections = try played()
  for (connection, next) in zip(connections, connections.dropFirst()) {
    let announced = connection.chunks.last { chunk in chunk.batch.events.contains { $0.type == "disconnecting" } }
    let back = try #require(next.chunks.first).offset
    if let announced {
      #expect(back - announced.offset >= .seconds(8 * 1.2))
    } else {
      #expect(back - (try #require(connection.chunks.last).offset) >= .seconds(2))
    }
  }
}

@Test("the demo's board has late orders at once, and one hole in its history at the end")
func board() throws {
  let start = try #require(try Recording(DemoRecording.bytes).startedAt.flatMap { Timestamp($0) })
  var state = DashboardState(settings: Settings(isDemo: true))
  var now = Moment(monotonic: .zero, wall: start)
  func tell(_ action: Action) { _ = reduce(into: &state, action: action, at: now) }
  func snapshot() -> Snapshot { state.snapshot(at: now, viewport: Viewport(orderRows: 100, logRows: 100)) }

  var early: Snapshot?
  for connection in try played() {
    tell(.stream(.opened(streamID: nil)))
    for (offset, batch) in connection.chunks {
      let milliseconds = Int64((offset / .milliseconds(1)).rounded())
      now = Moment(monotonic: offset, wall: Timestamp(milliseconds: start.milliseconds + milliseconds))
      tell(.received(ReceivedBatch(batch)))
      if offset <= .milliseconds(300) { early = snapshot() }
    }
    if connection.end != nil { tell(.stream(.lost(reason: "connection reset by peer"))) }
  }
  let first = try #require(early)
  #expect(first.counts.open >= 18)
  #expect(first.counts.late == 3)
  #expect(first.counts.warning >= 3)
  #expect(first.counts.created > 0 && first.counts.pending > 0 && first.counts.processing > 0)
  #expect(first.counts.other == 1 && first.counts.shipped > 0 && first.counts.cancelled > 0)
  #expect(Set(first.orders.rows.compactMap(\.customerID)).count >= 10)

  let last = snapshot()
  #expect(last.orders.total >= 45)
  #expect(last.gaps.map(\.reason) == ["EVENT_ID_EXPIRED"])
  #expect(last.orders.rows.contains { $0.isPartial })
  #expect(last.counts.unverified > 0)
  #expect(last.counts.late > 0)
}
