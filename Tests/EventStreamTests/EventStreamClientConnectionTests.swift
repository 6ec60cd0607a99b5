import EventStream
import Synchronization
import TestSupport
import Testing

@Suite("EventStreamClient, connections", .timeLimit(.minutes(2)))
struct EventStreamClientConnectionTests {
  private func secretRequest(_ url: String = "https://a.example/live") throws -> StreamRequest {
    try StreamRequest(url: url, headers: [HTTPField("X-Key", "k")], lastEventID: "7", token: { "t" })
  }

  private func redirect(_ connection: ScriptedConnection, _ status: Int = 302, to location: String?) {
    connection.respond(status, headers: location.map { [HTTPField("location", $0)] } ?? [])
  }

  @Test(
    "final answers end it at once, and the connection is given up",
    arguments: [
      (204, "", .noContent), (200, "text/html", .wrongContentType("text/html")), (404, "", .refused(status: 404)),
      (400, "text/event-stream", .refused(status: 400)), (401, "", .unauthorized(status: 401)),
      (403, "", .unauthorized(status: 403)), (206, "text/event-stream", .refused(status: 206)),
      (302, "", .badRedirect("status 302 without a Location")),
    ] as [(Int, String, StreamEnd)])
  func finalAnswers(status: Int, type: String, end: StreamEnd) async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    let connection = await harness.transport.next()
    connection.respond(status, headers: [HTTPField("Content-Type", type)])
    #expect(await run.value == end)
    #expect(harness.recorder.unread == [.connecting(attempt: 0, lastEventID: ""), .ended(end)])
    await connection.waitForCancellation()
    #expect(harness.transport.requests.count == 1)
  }

  @Test("busy servers are asked again, not before Retry-After", arguments: [408, 425, 429, 500, 503])
  func retried(status: Int) async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    let first = await harness.transport.next()
    first.respond(status, headers: [])
    #expect(await harness.recorder.nextWait() == .seconds(2))
    await first.waitForCancellation()
    await harness.pass(.seconds(2))
    await harness.transport.next().respond(status, headers: [HTTPField("retry-after", "100")])
    let reason = "HTTP status \(status)"
    _ = await harness.recorder.next {
      $0 == .waiting(.seconds(120), .retry(number: 2, limit: 10, reason: reason))
    }
    await harness.client.reconnect()
    let date = HTTPField("Retry-After", "Mon, 15 Jul 2024 14:30:00 GMT")
    await harness.transport.next().respond(status, headers: [date])
    #expect(await harness.recorder.nextWait() == .seconds(72))
    await harness.client.stop()
    _ = await run.value
  }

  @Test(
    "redirects are followed with everything to the same origin, and the next reconnection starts over",
    arguments: [301, 302, 303, 307, 308])
  func sameOrigin(status: Int) async throws {
    let harness = try ClientHarness(request: secretRequest("https://a.example/live?x=1"))
    let run = harness.start()
    redirect(await harness.transport.next(), status, to: "/v2/live?y=2")
    let second = await harness.transport.next()
    #expect(second.request.url == "https://a.example/v2/live?y=2")
    #expect(second.header("Authorization") == "Bearer t")
    #expect(second.header("X-Key") == "k")
    #expect(second.header("Last-Event-ID") == "7")
    redirect(second, to: "https://A.example:443/v3")
    let third = await harness.transport.next()
    #expect(third.header("Authorization") == "Bearer t")
    third.respond()
    third.finish()
    _ = await harness.recorder.nextWait()
    await harness.client.reconnect()
    #expect(await harness.transport.next().request.url == "https://a.example/live?x=1")
    await harness.client.stop()
    _ = await run.value
  }

  @Test(
    "another origin gets neither token nor headers, and no redirect back gets them either",
    arguments: [
      "https://b.example/", "https://a.example:8443/live", "//b.example/live",
    ])
  func otherOrigin(location: String) async throws {
    let harness = try ClientHarness(request: secretRequest())
    let run = harness.start()
    redirect(await harness.transport.next(), to: location)
    let second = await harness.transport.next()
    #expect(second.header("Authorization") == nil)
    #expect(second.header("X-Key") == nil)
    #expect(second.header("Last-Event-ID") == "7")
    redirect(second, to: "https://a.example/live")
    let third = await harness.transport.next()
    #expect(third.header("Authorization") == nil)
    #expect(third.header("X-Key") == nil)
    await harness.client.reconnect()
    #expect(await harness.transport.next().header("Authorization") == "Bearer t")
    await harness.client.stop()
    _ = await run.value
  }

  @Test("http may lead to https, which is another origin")
  func upgrade() async throws {
    let harness = try ClientHarness(request: secretRequest("http://a.example/"))
    let run = harness.start()
    redirect(await harness.transport.next(), to: "https://a.example/")
    let second = await harness.transport.next()
    #expect(second.request.url == "https://a.example/")
    #expect(second.header("Authorization") == nil)
    redirect(second, to: "http://a.example/")
    #expect(await run.value == .badRedirect("redirected from https to http"))
  }

  @Test(
    "a redirect to where no stream may be ends it",
    arguments: ["http://a.example/", "file:///etc/passwd", "ftp://a.example/", "https://user@a.example/", "https:///"])
  func badRedirects(location: String) async throws {
    let harness = try ClientHarness(request: secretRequest())
    let run = harness.start()
    redirect(await harness.transport.next(), to: location)
    guard case .badRedirect = await run.value else {
      Issue.record("followed")
      return
    }
    #expect(harness.transport.requests.count == 1)
  }

  @Test("five redirects are followed, not six")
  func manyRedirects() async throws {
    let transport = ScriptedTransport { connection in
      connection.respond(307, headers: [HTTPField("Location", "/\(connection.index)")])
    }
    let harness = try ClientHarness(transport: transport)
    #expect(await harness.client.run() == .badRedirect("more than 5 redirects"))
    #expect(transport.requests.count == 6)

    let patient = ScriptedTransport { connection in
      if connection.index < 5 {
        connection.respond(307, headers: [HTTPField("Location", "/")])
      } else {
        connection.respond(204, headers: [])
      }
    }
    #expect(await (try ClientHarness(transport: patient)).client.run() == .noContent)
  }

  @Test("the token is read again for each connection, but not for a redirect")
  func rotatedToken() async throws {
    let reads = Mutex(0)
    let request = try StreamRequest(
      url: "http://h/",
      token: {
        reads.withLock { reads in
          reads += 1
          return "t\(reads)"
        }
      })
    let harness = try ClientHarness(request: request)
    let run = harness.start()
    let first = await harness.transport.next()
    #expect(first.header("Authorization") == "Bearer t1")
    redirect(first, to: "/b")
    let second = await harness.transport.next()
    #expect(second.header("Authorization") == "Bearer t1")
    second.finish()
    _ = await harness.recorder.nextWait()
    await harness.client.reconnect()
    #expect(await harness.transport.next().header("Authorization") == "Bearer t2")
    await harness.client.stop()
    _ = await run.value
  }

  @Test("a refused token is tried once more if it has changed since, and then it is over")
  func changedToken() async throws {
    let token = Mutex("old")
    let request = try StreamRequest(url: "http://h/", token: { token.withLock { $0 } })
    let harness = try ClientHarness(request: request)
    let run = harness.start()
    let first = await harness.transport.next()
    token.withLock { $0 = "new" }
    first.respond(401, headers: [])
    let second = await harness.transport.next()
    #expect(second.header("Authorization") == "Bearer new")
    token.withLock { $0 = "newer" }
    second.respond(403, headers: [])
    #expect(await run.value == .unauthorized(status: 403))
    #expect(harness.transport.requests.count == 2)
  }

  @Test("a refused token that is still the same is not tried again")
  func sameToken() async throws {
    let harness = try ClientHarness(request: secretRequest())
    let run = harness.start()
    await harness.transport.next().respond(401, headers: [])
    #expect(await run.value == .unauthorized(status: 401))
    #expect(harness.transport.requests.count == 1)
  }

  @Test("a token that cannot be used ends the first connection, and is waited for later")
  func missingToken() async throws {
    let isThere = Mutex(false)
    let request = try StreamRequest(
      url: "http://h/",
      token: {
        guard isThere.withLock({ $0 }) else { throw InvalidStreamRequest("the token file is not there") }
        return "t"
      })
    let harness = try ClientHarness(request: request)
    #expect(await harness.client.run() == .invalidRequest("the token file is not there"))
    isThere.withLock { $0 = true }
    let run = harness.start()
    let connection = await harness.open()
    isThere.withLock { $0 = false }
    connection.finish()
    _ = await harness.recorder.nextWait()
    await harness.client.reconnect()
    _ = await harness.recorder.next { $0 == .lost(reason: "the token file is not there") }
    #expect(await harness.recorder.nextWait() == .seconds(4))
    await harness.client.stop()
    #expect(await run.value == .stopped)
    #expect(harness.transport.requests.count == 1)
  }

  @Test(
    "every way a connection can fail is a lost connection, with its reason",
    arguments: [
      TransportError.Kind.unreachable, .tls, .broken, .cancelled,
    ])
  func failures(kind: TransportError.Kind) async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    await harness.transport.next().finish(TransportError(kind, "why"))
    _ = await harness.recorder.next { $0 == .lost(reason: "why") }
    _ = await harness.recorder.next { $0 == .waiting(.seconds(2), .retry(number: 1, limit: 10, reason: "why")) }
    await harness.client.reconnect()
    let connection = await harness.open()
    connection.send("data: unfinished")
    connection.finish(TransportError(kind, "broke"))
    _ = await harness.recorder.next { $0 == .lost(reason: "broke") }
    await harness.client.stop()
    _ = await run.value
  }

  @Test("the end of a recording and a request that cannot be made are the end, before and after the response")
  func finalFailures() async throws {
    for (error, end) in [
      (TransportError(.endOfRecording, "end"), StreamEnd.endOfRecording),
      (TransportError(.invalidRequest, "no such CA file"), .invalidRequest("no such CA file")),
    ] {
      var harness = try ClientHarness()
      var run = harness.start()
      await harness.transport.next().finish(error)
      #expect(await run.value == end)
      harness = try ClientHarness()
      run = harness.start()
      await harness.open().finish(error)
      #expect(await run.value == end)
    }
  }

  @Test("an unrecoverable error is told with what came before it; the rest of its chunk is dropped, the id with it")
  func unrecoverable() async throws {
    let harness = try ClientHarness()
    let run = harness.start()
    let connection = await harness.open()
    connection.send("id: 1\ndata: a\n\nid: 2\nevent: fatal\ndata: over\n\nid: 3\ndata: c\n\nid: 4\n\n")
    let batch = await harness.nextBatch()
    #expect(batch.events.map(\.data) == ["a", "over"])
    #expect(batch.lastEventID == "2")
    #expect(await run.value == .unrecoverableError(code: "FATAL", message: "over"))
    #expect(harness.recorder.unread == [.ended(.unrecoverableError(code: "FATAL", message: "over"))])
    #expect(await harness.client.lastEventID == "2")
    await connection.waitForCancellation()
  }

  @Test("a recoverable error keeps the connection; its retryAfter is the least wait of the next one only")
  func recoverable() async throws {
    let harness = try ClientHarness(chance: 0)
    let run = harness.start()
    let first = await harness.open()
    first.send("event: error\ndata: 100\n\n")
    _ = await harness.nextBatch()
    first.send("event: error\ndata: soon\n\n")
    _ = await harness.nextBatch()
    first.finish()
    #expect(await harness.recorder.nextWait() == .seconds(100))
    await harness.client.reconnect()
    await harness.transport.next().finish()
    #expect(await harness.recorder.nextWait() == .milliseconds(3_200))
    await harness.client.stop()
    _ = await run.value
  }

  @Test("ten thousand reconnections leave no connection, sleeper or task behind")
  func manyReconnections() async throws {
    let hanging = Mutex<ScriptedConnection?>(nil)
    let overlaps = Mutex(0)
    let transport = ScriptedTransport { connection in
      if hanging.withLock({ $0 })?.isCancelled == false { overlaps.withLock { $0 += 1 } }
      switch connection.index % 4 {
      case 0: connection.finish(TransportError(.unreachable, "refused"))
      case 1:
        connection.respond(503, headers: [HTTPField("Retry-After", "0")])
        hanging.withLock { $0 = connection }
      case 2:
        connection.respond()
        connection.send("id: \(connection.index)\ndata: x\n\n")
        connection.finish()
      default:
        connection.respond()
        connection.send("id: \(connection.index)\nevent: disconnecting\ndata: 60\n\n")
        connection.finish(TransportError(.broken, "reset"))
      }
    }
    let client = Mutex<EventStreamClient<ManualClock>?>(nil)
    let harness = try ClientHarness(
      policy: ReconnectPolicy(limit: nil), transport: transport,
      sink: { event in
        switch event {
        case .waiting where transport.requests.count < 10_000: await client.withLock { $0 }?.reconnect()
        case .waiting: await client.withLock { $0 }?.stop()
        default: break
        }
      })
    client.withLock { $0 = harness.client }
    #expect(await harness.client.run() == .stopped)
    client.withLock { $0 = nil }
    #expect(transport.requests.count == 10_000)
    #expect(overlaps.withLock { $0 } == 0)
    while harness.clock.sleeperCount > 0 { await Task.yield() }
  }
}
