import EventStream
import TestSupport
import Testing

private let request = HTTPRequest(url: "http://recording/")

/// What a reader got up to the end of a body, each chunk with the time on the clock.
private struct Heard: Equatable {
  var text = ""
  var end: TransportError?
}

private func transport(_ text: String, _ clock: ManualClock) throws -> RecordedTransport<ManualClock> {
  RecordedTransport(recording: try Recording(Array(text.utf8)), clock: clock)
}

/// Reads a body to its end.
private func hear(_ body: ResponseBody) async -> Heard {
  var heard = Heard()
  do {
    while let chunk = try await body.next() { heard.text += String(decoding: chunk, as: UTF8.self) }
  } catch {
    heard.end = error
  }
  return heard
}

private func text(_ body: ResponseBody) async throws -> String? {
  try await body.next().map { String(decoding: $0, as: UTF8.self) }
}

private func openingError(_ transport: RecordedTransport<ManualClock>) async -> TransportError? {
  do {
    _ = try await transport.open(request)
    return nil
  } catch {
    return error
  }
}

private let endOfRecording = TransportError(.endOfRecording, "end of the recording")

@Suite("RecordedTransport", .timeLimit(.minutes(1)))
struct RecordedTransportTests {
  @Test("it answers 200 and text/event-stream")
  func head() async throws {
    let transport = try transport("data: a\n\n", ManualClock())
    let response = try await transport.open(request)
    #expect(response.status == 200)
    #expect(response.header("content-type") == "text/event-stream")
  }

  @Test("bytes come when the clock reaches their time, not before")
  func times() async throws {
    let clock = ManualClock()
    clock.advance(by: .seconds(1000))
    let transport = try transport(": +1\ndata: a\n\n: +2.5\ndata: b\n\n", clock)
    let body = try await transport.open(request).body
    await clock.waitForSleeper(until: .init(offset: .seconds(1001)))
    clock.advance(by: .seconds(1))
    #expect(try await text(body) == "data: a\n\n")
    await clock.waitForSleeper(until: .init(offset: .milliseconds(1_003_500)))
    clock.advance(by: .milliseconds(2500))
    #expect(try await text(body) == "data: b\n\n")
    #expect(await hear(body) == Heard(end: endOfRecording))
    #expect(await openingError(transport) == endOfRecording)
  }

  @Test("connections end as recorded, and the next one goes on with what follows")
  func ends() async throws {
    let clock = ManualClock()
    let transport = try transport(
      "data: a\n\n: lost reset by peer\ndata: b\n\n: closed\ndata: c\n\n: +0\n", clock)
    #expect(
      await hear(try await transport.open(request).body)
        == Heard(text: "data: a\n\n", end: TransportError(.broken, "reset by peer")))
    #expect(await hear(try await transport.open(request).body) == Heard(text: "data: b\n\n"))
    #expect(await hear(try await transport.open(request).body) == Heard(text: "data: c\n\n", end: endOfRecording))
    #expect(await openingError(transport) == endOfRecording)
    #expect(await openingError(transport) == endOfRecording)
  }

  @Test("what is late after a wait comes at once, what is not keeps its time")
  func late() async throws {
    let clock = ManualClock()
    let transport = try transport(
      ": +0\ndata: a\n\n: lost x\n: +1\ndata: b\n\n: +1\ndata: c\n\n: +8\ndata: d\n\n", clock)
    #expect(await hear(try await transport.open(request).body).text == "data: a\n\n")
    clock.advance(by: .seconds(3))
    let body = try await transport.open(request).body
    await clock.waitForSleeper(until: .init(offset: .seconds(10)))
    #expect(try await text(body) == "data: b\n\ndata: c\n\n")
    clock.advance(by: .seconds(7))
    #expect(await hear(body) == Heard(text: "data: d\n\n", end: endOfRecording))
  }

  @Test("a recording that ends with a closed connection closes it, and then there is nothing to open")
  func closedAtTheEnd() async throws {
    let transport = try transport(": +0\ndata: a\n\n: closed\n", ManualClock())
    #expect(await hear(try await transport.open(request).body) == Heard(text: "data: a\n\n"))
    #expect(await openingError(transport) == endOfRecording)
  }

  @Test("a reader that gives up wakes the player, and the rest comes over the next connection")
  func cancelledReader() async throws {
    let clock = ManualClock()
    let transport = try transport(": +0\ndata: a\n\n: +10\ndata: b\n\n: +10\n: closed\ndata: c\n\n", clock)
    let first = try await transport.open(request).body
    #expect(try await text(first) == "data: a\n\n")
    await clock.waitForSleepers()
    first.cancel()
    while clock.sleeperCount > 0 { await Task.yield() }

    let second = try await transport.open(request).body
    await clock.waitForSleeper(until: .init(offset: .seconds(10)))
    clock.advance(by: .seconds(10))
    #expect(try await text(second) == "data: b\n\n")
    await clock.waitForSleepers()
    second.cancel()
    // Of the second connection only its end is left, which is not played to the third.
    let third = try await transport.open(request).body
    await clock.waitForSleeper(until: .init(offset: .seconds(20)))
    clock.advance(by: .seconds(10))
    #expect(await hear(third) == Heard(text: "data: c\n\n", end: endOfRecording))
  }

  @Test("cancelling the task that reads ends the connection")
  func cancelledTask() async throws {
    let clock = ManualClock()
    let transport = try transport(": +5\ndata: a\n\n", clock)
    let body = try await transport.open(request).body
    let reader = Task { await hear(body) }
    await clock.waitForSleepers()
    reader.cancel()
    #expect(await reader.value.end?.kind == .cancelled)
    while clock.sleeperCount > 0 { await Task.yield() }
  }

  @Test("a cancelled task opens nothing")
  func cancelledOpening() async throws {
    let transport = try transport("data: a\n\n", ManualClock())
    let opening = Task {
      while !Task.isCancelled { await Task.yield() }
      return await openingError(transport)
    }
    opening.cancel()
    #expect(await opening.value?.kind == .cancelled)
    #expect(await openingError(transport) == nil)
  }

  @Test("a second connection takes the place of the first")
  func replaced() async throws {
    let clock = ManualClock()
    let transport = try transport(": +5\ndata: a\n\n", clock)
    let first = try await transport.open(request).body
    let second = try await transport.open(request).body
    #expect(await hear(first).end?.kind == .broken)
    clock.advance(by: .seconds(5))
    #expect(await hear(second) == Heard(text: "data: a\n\n", end: endOfRecording))
  }

  @Test("restart plays everything again, at its times")
  func restart() async throws {
    let clock = ManualClock()
    let transport = try transport(": +0\ndata: a\n\n: +5\ndata: b\n\n", clock)
    for round in 0..<3 {
      let body = try await transport.open(request).body
      #expect(try await text(body) == "data: a\n\n")
      await clock.waitForSleeper(until: .init(offset: .seconds(5 + 12 * round)))
      clock.advance(by: .seconds(5))
      #expect(await hear(body) == Heard(text: "data: b\n\n", end: endOfRecording))
      clock.advance(by: .seconds(7))
      await transport.restart()
    }
  }

  @Test("restart in the middle ends the connection that is open")
  func restartInTheMiddle() async throws {
    let clock = ManualClock()
    let transport = try transport(": +0\ndata: a\n\n: +5\ndata: b\n\n", clock)
    let body = try await transport.open(request).body
    #expect(try await text(body) == "data: a\n\n")
    await transport.restart()
    #expect(await hear(body).end?.kind == .broken)
    #expect(try await text(try await transport.open(request).body) == "data: a\n\n")
  }

  @Test("a segment larger than a reader wants to hold waits for the reader, and arrives whole")
  func largeSegment() async throws {
    let line = "data: \(String(repeating: "x", count: 10_000))\n\n"
    let transport = try transport(": +0\n" + String(repeating: line, count: 200), ManualClock())
    let body = try await transport.open(request).body
    var total = 0
    var largest = 0
    do {
      while let chunk = try await body.next() {
        total += chunk.count
        largest = max(largest, chunk.count)
      }
    } catch {
      #expect(error == endOfRecording)
    }
    #expect(total == 200 * line.utf8.count)
    #expect(largest <= 320 * 1024)
  }
}
