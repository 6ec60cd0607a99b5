import EventStream
import TestSupport
import Testing

@testable import CurlTransport

@Suite("ReadingPace: when to read on")
struct ReadingPaceTests {
  private let start = ContinuousClock.now
  private var pace = ReadingPace(interval: .milliseconds(45))

  /// Reads so much so many milliseconds after the start. Returns after how many milliseconds to read on.
  private mutating func read(_ bytes: Int, at milliseconds: Int) -> Double? {
    pace.read(bytes, at: start + .milliseconds(milliseconds)).map { ($0 - start) / .milliseconds(1) }
  }

  @Test("what comes within an interval is read at its end, and what comes after a quiet time at once")
  mutating func calm() {
    #expect(read(100, at: 0) == 45)
    #expect(read(500, at: 45) == 90)
    #expect(read(500, at: 92) == 137)
    #expect(read(100, at: 1000) == 1045)
    // It was asked although it rested.
    #expect(read(100, at: 1001) == 1045)
  }

  @Test("a flood is read as it comes, from the second interval on, until an interval brings less")
  mutating func flood() {
    #expect(read(1, at: 0) == 45)
    #expect(read(ReadingPace.floodSize, at: 45) == 90)
    #expect(read(100, at: 90) == nil)
    #expect(read(ReadingPace.floodSize, at: 91) == nil)
    #expect(read(100, at: 135) == nil)
    #expect(read(ReadingPace.floodSize - 101, at: 136) == nil)
    #expect(read(100, at: 180) == 225)
  }

  @Test("no sum of what came is too large")
  mutating func largest() {
    #expect(read(.max, at: 0) == 45)
    #expect(read(.max, at: 1) == 45)
    #expect(read(.max, at: 50) == nil)
  }

  @Test("without an interval everything is read at once")
  func none() {
    var pace = ReadingPace(interval: .zero)
    #expect(pace.read(1, at: start) == nil)
    #expect(pace.read(1, at: start) == nil)
  }
}

@Suite("CurlTransport: reading at intervals", .timeLimit(.minutes(1)))
struct ReadIntervalTests {
  private func open(_ server: LoopbackServer, every interval: Duration) async throws -> ResponseBody {
    try await CurlTransport(userAgent: "", readInterval: interval).open(HTTPRequest(url: server.url())).body
  }

  @Test("the first bytes come at once, and what follows soon comes together")
  func together() async throws {
    let server = try LoopbackServer([
      .request, .eventStreamHead(), .send("a"), .wait(.milliseconds(10)), .send("b"), .wait(.milliseconds(10)),
      .send("c"), .stall,
    ])
    let start = ContinuousClock.now
    let body = try await open(server, every: .seconds(2))
    let first = try #require(try await body.next())
    #expect(ContinuousClock.now - start < .seconds(2))
    let second = try #require(try await body.next())
    #expect(ContinuousClock.now - start >= .seconds(2))
    // The first may have come together with the head.
    #expect(String(decoding: first + second, as: UTF8.self) == "abc")
    #expect(second.count >= 2)
    body.cancel()
  }

  @Test("every byte of a flood arrives, at no loss of speed")
  func flood() async throws {
    let expected = (0..<40).flatMap { [UInt8](repeating: UInt8($0), count: (1 << 20) + 1) }
    let server = try LoopbackServer([.request, .eventStreamHead(), .send("x"), .send(expected), .close])
    let start = ContinuousClock.now
    let (bytes, error) = try await open(server, every: .seconds(1)).collected()
    #expect(error == nil)
    #expect(bytes.count == expected.count + 1 && bytes.dropFirst().elementsEqual(expected))
    // A rest for each reading would be as many seconds as there are buffers full in it.
    #expect(ContinuousClock.now - start < .seconds(15))
  }

  @Test("a rest holds up neither a cancellation nor the end for longer than it lasts")
  func end() async throws {
    let server = try LoopbackServer([.request, .eventStreamHead(), .send("a"), .stall])
    let body = try await open(server, every: .seconds(3600))
    #expect(try await body.next() == [UInt8(ascii: "a")])
    body.cancel()
    #expect(try await eventually { server.closedByPeer == 1 })

    let ending = try LoopbackServer([.request, .eventStreamHead(), .send("a"), .reset])
    let (text, reason) = try await open(ending, every: .milliseconds(200)).text()
    #expect(text == "a" || text.isEmpty)
    #expect(reason == "the connection was reset")
  }

  @Test("over HTTP/2", .enabled(if: TLSFront.isInstalled, "needs nghttpx and openssl"))
  func http2() async throws {
    let chunks = (0..<200).map { "id: \($0)\ndata: {}\n\n" }
    let large = String(repeating: "x", count: 3 << 20)
    let steps = chunks.flatMap { [LoopbackStep.chunk($0), .wait(.milliseconds(2))] }
    let server = try LoopbackServer(
      [.request, .eventStreamHead("Transfer-Encoding: chunked")] + steps + [.chunk(large), .lastChunk, .stall])
    let certificate = try TestCertificate()
    let front = try await TLSFront(certificate, before: server)
    let transport = try CurlTransport(
      caFile: certificate.authority, userAgent: "", readInterval: .milliseconds(45))
    let response = try await transport.open(HTTPRequest(url: front.url()))
    #expect(await response.body.text() == (chunks.joined() + large, ""))
  }
}
