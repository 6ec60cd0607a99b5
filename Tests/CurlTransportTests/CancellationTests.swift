import CurlTransport
import EventStream
import Glibc
import TestSupport
import Testing

@Suite("CurlTransport: cancelling ends the connection at once, in every phase")
struct CancellationTests {
  let transport: CurlTransport
  /// Far more than the millisecond it takes, far less than any timeout of libcurl or of the hanging lookup.
  let limit = Duration.seconds(10)

  init() throws {
    transport = try CurlTransport(userAgent: "ordertop/test")
  }

  /// Cancels `open` once `isUnderWay` and returns how it ended.
  private func cancelOpening(_ url: String, once isUnderWay: @escaping () throws -> Bool) async throws
    -> TransportError?
  {
    let task = Task { [transport] () -> TransportError? in
      do throws(TransportError) {
        _ = try await transport.open(HTTPRequest(url: url))
        return nil
      } catch {
        return error
      }
    }
    #expect(try await eventually(isUnderWay))
    let start = ContinuousClock.now
    task.cancel()
    let error = await task.value
    #expect(ContinuousClock.now - start < limit)
    return error
  }

  @Test("while the name is looked up")
  func lookup() async throws {
    let start = ContinuousClock.now
    let error = try await cancelOpening("http://\(HangingLookup.host)/") {
      ContinuousClock.now - start > .milliseconds(200)
    }
    #expect(error?.kind == .cancelled)
    // Nor does the lookup that goes on hold up what comes next.
    let server = try LoopbackServer([.request, .eventStreamHead(), .close])
    _ = try await transport.open(HTTPRequest(url: server.url()))
    #expect(ContinuousClock.now - start < HangingLookup.duration / 2)
  }

  @Test("while nobody has answered yet, and after the request was sent")
  func head() async throws {
    let server = try LoopbackServer([.request, .stall])
    let error = try await cancelOpening(server.url()) { server.requests.count == 1 }
    #expect(error?.kind == .cancelled)
    #expect(try await eventually { server.closedByPeer == 1 })
  }

  @Test("in the TLS handshake")
  func handshake() async throws {
    let server = try LoopbackServer([.stall])
    let error = try await cancelOpening("https://127.0.0.1:\(server.port)/") { server.accepted == 1 }
    #expect(error?.kind == .cancelled)
    #expect(try await eventually { server.closedByPeer == 1 })
  }

  @Test("before it was begun")
  func before() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead(), .stall])
    let task = Task { [transport] () -> TransportError? in
      while !Task.isCancelled { await Task.yield() }
      do throws(TransportError) {
        _ = try await transport.open(HTTPRequest(url: server.url()))
        return nil
      } catch {
        return error
      }
    }
    task.cancel()
    #expect(await task.value?.kind == .cancelled)
  }

  @Test("by the reader, between two chunks")
  func reader() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead(), .send("data: 1\n\n"), .stall])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    _ = try await response.body.next()
    let start = ContinuousClock.now
    response.body.cancel()
    #expect(try await eventually { server.closedByPeer == 1 })
    // Taken on the server's own thread: tasks may have to wait for other tests.
    let latency = try #require(server.lastClosedByPeer) - start
    #expect(latency < limit)
    print("closed \(latency) after the reader gave up")
  }

  @Test("by cancelling the task that waits for a chunk")
  func waitingReader() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead(), .stall])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    let task = Task { await response.body.collected().error }
    task.cancel()
    #expect(await task.value?.kind == .cancelled)
    #expect(try await eventually { server.closedByPeer == 1 })
  }

  @Test("though a program that was started meanwhile is still running")
  func startedProgram() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead(), .stall])
    let response = try await transport.open(HTTPRequest(url: server.url()))
    let program = try ChildProcess("sleep", ["60"])
    response.body.cancel()
    #expect(try await eventually { server.closedByPeer == 1 })
    withExtendedLifetime(program) {}
  }

  @Test("by letting go of a response that nobody reads")
  func released() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead(), .stall])
    var response: HTTPResponse? = try await transport.open(HTTPRequest(url: server.url()))
    #expect(response?.status == 200)
    response = nil
    #expect(try await eventually { server.closedByPeer == 1 })
  }

  @Test("a response can be read on when its transport is released")
  func transportReleased() async throws {
    let server = try LoopbackServer([
      .request, .eventStreamHead(), .wait(.milliseconds(50)), .send("data: 1\n\n"), .close,
    ])
    let body = try await CurlTransport(userAgent: "").open(HTTPRequest(url: server.url())).body
    #expect(await body.text() == ("data: 1\n\n", ""))
  }
}
