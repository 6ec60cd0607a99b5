import EventStream
import Synchronization
import Testing

@Suite("ResponseBody", .timeLimit(.minutes(1)))
struct ResponseBodyTests {
  /// Reads to the end; the failure, if any, as the last element.
  private func readAll(_ body: ResponseBody) async -> (bytes: [UInt8], error: TransportError?) {
    var bytes: [UInt8] = []
    do {
      while let chunk = try await body.next() {
        #expect(!chunk.isEmpty)
        bytes += chunk
      }
    } catch {
      return (bytes, error)
    }
    return (bytes, nil)
  }

  @Test("everything that has arrived comes in one chunk, then the end, again and again")
  func chunks() async throws {
    let body = ResponseBody()
    #expect(body.append([1, 2]) == .more)
    #expect(body.append([3]) == .more)
    body.finish()
    #expect(try await body.next() == [1, 2, 3])
    #expect(try await body.next() == nil)
    #expect(try await body.next() == nil)
  }

  @Test("a broken body gives what it had first, then the reason")
  func broken() async {
    let body = ResponseBody()
    #expect(body.append([1]) == .more)
    body.finish(TransportError(.broken, "reset"))
    let (bytes, error) = await readAll(body)
    #expect(bytes == [1])
    #expect(error == TransportError(.broken, "reset"))
  }

  @Test("nothing is taken after the end, and the first end counts")
  func afterTheEnd() async throws {
    let body = ResponseBody()
    body.finish()
    body.finish(TransportError(.broken, "too late"))
    #expect(body.append([1]) == .cancelled)
    #expect(try await body.next() == nil)
  }

  @Test("no bytes are no chunk, also for a reader that waits")
  func emptyAppend() async throws {
    let body = ResponseBody()
    let reader = Task { try await body.next() }
    for _ in 0..<20 {
      #expect(body.append([]) == .more)
      await Task.yield()
    }
    #expect(body.append([5]) == .more)
    #expect(try await reader.value == [5])
  }

  @Test("a reader that waits is left to wait for what comes at once as well")
  func gathering() async throws {
    let body = ResponseBody()
    let reader = Task { try await body.next() }
    let bytes: [UInt8] = [1, 2, 3]
    for byte in bytes {
      for _ in 0..<20 { await Task.yield() }
      #expect([byte].withUnsafeBytes { body.append($0, moreComes: true) } == .more)
    }
    body.deliver()
    #expect(try await reader.value == bytes)
    // Nothing is delivered twice, and nothing is no chunk.
    let next = Task { try await body.next() }
    for _ in 0..<20 {
      body.deliver()
      await Task.yield()
    }
    #expect([UInt8(4)].withUnsafeBytes { body.append($0, moreComes: true) } == .more)
    body.finish()
    #expect(try await next.value == [4])
    #expect(try await body.next() == nil)
  }

  @Test("a reader that waits gets a large piece although more is announced")
  func largePiece() async throws {
    let body = ResponseBody()
    let reader = Task { try await body.next() }
    let piece = [UInt8](repeating: 7, count: 64 * 1024)
    for _ in 0..<20 { await Task.yield() }
    #expect(piece.withUnsafeBytes { body.append($0, moreComes: true) } == .more)
    #expect(try await reader.value == piece)
  }

  @Test("more is announced, but no more is gathered than is to be held")
  func gatheringBound() async throws {
    let body = ResponseBody(highWater: 4)
    let reader = Task { try await body.next() }
    for _ in 0..<20 { await Task.yield() }
    let piece: [UInt8] = [1, 2, 3, 4]
    _ = piece.withUnsafeBytes { body.append($0, moreComes: true) }
    #expect(try await reader.value == piece)
  }

  @Test("a full body asks for a pause, and says once when it was emptied")
  func pause() async throws {
    let drained = Mutex(0)
    let body = ResponseBody(highWater: 4, onDrain: { drained.withLock { $0 += 1 } })
    #expect(body.append([1, 2, 3]) == .more)
    #expect(body.append([4]) == .pause)
    #expect(body.append([5]) == .pause)
    #expect(body.append([]) == .pause)
    #expect(drained.withLock { $0 } == 0)
    #expect(try await body.next() == [1, 2, 3, 4, 5])
    #expect(drained.withLock { $0 } == 1)
    #expect(body.append([]) == .more)
    #expect(body.append([6]) == .more)
    #expect(try await body.next() == [6])
    #expect(drained.withLock { $0 } == 1)
  }

  @Test("cancelling tells the transport once, wakes the reader and drops what was unread")
  func cancel() async {
    let cancelled = Mutex(0)
    let body = ResponseBody(onCancel: { cancelled.withLock { $0 += 1 } })
    #expect(body.append([1]) == .more)
    body.cancel()
    body.cancel()
    #expect(cancelled.withLock { $0 } == 1)
    #expect(body.append([2]) == .cancelled)
    let (bytes, error) = await readAll(body)
    #expect(bytes.isEmpty)
    #expect(error?.kind == .cancelled)
  }

  @Test("cancelling after the end tells the transport nothing")
  func cancelAfterEnd() {
    let cancelled = Mutex(0)
    let body = ResponseBody(onCancel: { cancelled.withLock { $0 += 1 } })
    body.finish()
    body.cancel()
    #expect(cancelled.withLock { $0 } == 0)
  }

  @Test("cancelling the reading task ends the wait, whenever it comes", arguments: [0, 1, 5, 50])
  func cancelledTask(yields: Int) async {
    let cancelled = Mutex(0)
    let body = ResponseBody(onCancel: { cancelled.withLock { $0 += 1 } })
    let reader = Task { await readAll(body) }
    for _ in 0..<yields { await Task.yield() }
    reader.cancel()
    #expect(await reader.value.error?.kind == .cancelled)
    #expect(cancelled.withLock { $0 } == 1)
  }

  @Test("no byte is lost or doubled between a writer that obeys and a reader, whatever the timing")
  func stress() async {
    for round in 0..<50 {
      let (drains, drain) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
      let body = ResponseBody(highWater: 7, onDrain: { drain.yield() })
      let writer = Task {
        var iterator = drains.makeAsyncIterator()
        for number in 0..<500 {
          if body.append([UInt8(truncatingIfNeeded: number)]) == .pause { await iterator.next() }
          if number % 13 == round % 13 { await Task.yield() }
        }
        body.finish()
      }
      let (bytes, error) = await readAll(body)
      #expect(bytes == (0..<500).map { UInt8(truncatingIfNeeded: $0) })
      #expect(error == nil)
      await writer.value
    }
  }
}
