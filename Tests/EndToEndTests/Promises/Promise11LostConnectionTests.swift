import Glibc
import TestSupport
import Testing

/// `CurlFailureTests`, `CurlFailureSentenceTests`, `ContentEncodingTests` and `TLSTests` say what each failure is called.
@Suite("Promise 11: whatever breaks a connection is one line, and leaves nothing behind", .serialized)
struct Promise11LostConnectionTests {
  struct Failure: Sendable, CustomTestStringConvertible {
    var name: String
    var script: [LoopbackStep] = [.request]
    var scheme = "http"
    var host = "127.0.0.1"
    /// What the line says, in part.
    var reason: String

    var testDescription: String { name }
  }

  static let failures: [Failure] = [
    Failure(name: "FIN before the request", script: [.close], reason: ""),
    Failure(name: "RST before the request", script: [.reset], reason: ""),
    Failure(name: "FIN before the head", script: [.request, .close], reason: "closed"),
    Failure(name: "RST before the head", script: [.request, .reset], reason: "reset"),
    Failure(name: "FIN in the head", script: [.request, .send("HTTP/1.1 200 O"), .close], reason: "closed"),
    Failure(
      name: "RST in the body",
      script: [.request, .eventStreamHead(), .send("data: x"), .wait(.milliseconds(50)), .reset],
      reason: "reset"),
    Failure(
      name: "FIN in the body", script: [.request, .eventStreamHead(), .send("data: x"), .close], reason: "closed"),
    Failure(name: "garbage", script: [.request, .send("\u{0}\u{1B}]0;x\u{7}garbage\r\n\r\n"), .close], reason: ""),
    Failure(name: "another protocol", script: [.send("SSH-2.0-OpenSSH_9.2\r\n"), .request, .close], reason: ""),
    Failure(
      name: "a bad chunk",
      script: [.request, .eventStreamHead("Transfer-Encoding: chunked"), .send("xyz\r\ndata"), .close], reason: ""),
    Failure(
      name: "a chunk cut off",
      script: [.request, .eventStreamHead("Transfer-Encoding: chunked"), .send("ff\r\ndata"), .close], reason: "closed"),
    Failure(
      name: "shorter than it said",
      script: [.request, .eventStreamHead("Content-Length: 100"), .send("data: x\n"), .close], reason: "closed"),
    Failure(
      name: "broken gzip",
      script: [.request, .eventStreamHead("Content-Encoding: gzip"), .send("no gzip at all"), .close],
      reason: "compressed data is damaged"),
    Failure(
      name: "gzip cut off",
      script: [.request, .eventStreamHead("Content-Encoding: gzip"), .send([31, 139, 8, 0, 0, 0]), .close], reason: ""),
    Failure(
      name: "an endless head",
      script: [.request, .send("HTTP/1.1 200 OK\r\n"), .sendRepeatedly(Array("X-A: b\r\n".utf8), times: 100_000)],
      reason: "64 KiB"),
    Failure(name: "TLS garbage", script: [.send("\u{16}\u{3}\u{3}garbage"), .close], scheme: "https", reason: ""),
    Failure(name: "no TLS", script: [.send("HTTP/1.1 400 no TLS here\r\n\r\n"), .close], scheme: "https", reason: ""),
    Failure(name: "FIN in the handshake", script: [.close], scheme: "https", reason: ""),
    Failure(name: "no such name", host: "nothing.invalid", reason: "nothing.invalid"),
  ]

  @Test("each failure is one line with its reason and the next try", arguments: failures)
  func oneLine(failure: Failure) async throws {
    let server = try LoopbackServer(failure.script)
    let url = "\(failure.scheme)://\(failure.host):\(server.port)/live"
    let tail = try ChildProgram.ordertop(
      ["tail", "--url", url, "--max-retries", "2", "--retry-base", "0.01"])
    #expect(try await tail.end() == 69)
    let lines = await tail.errorLines
    for number in 1...2 {
      let told = lines.filter { $0.hasPrefix("ordertop: retry \(number)/2 in 0.0 s: ") }
      #expect(told.count == 1, "\(lines)")
      #expect(told.first?.contains(failure.reason) == true, "\(lines)")
    }
    // For each attempt "connecting", perhaps "connected", and a line for its end; the last of all says that it is over.
    #expect(lines.filter { !$0.contains("connecting") && !$0.hasSuffix("connected") }.count == 3, "\(lines)")
    #expect(lines.last?.contains(failure.reason) == true)
    #expect(lines.allSatisfy { $0.hasPrefix("ordertop: ") && $0.utf8.allSatisfy { $0 >= 0x20 } })
    #expect(await tail.outputBytes.isEmpty)
  }

  /// Ways to end, in turn: all but the first few also cost a half-read response.
  private static func flapping(_ number: Int) -> [LoopbackStep] {
    let event = LoopbackStep.order(number)
    let ways: [[LoopbackStep]] = [
      [.request, .eventStreamHead(), .send(event), .close],
      [.request, .eventStreamHead(), .send(event + "data: half"), .reset],
      [.request, .reset], [.reset], [.close], [.request, .send("garbage\r\n\r\n"), .close],
      [.request, .eventStreamHead("Transfer-Encoding: chunked"), .send("zz\r\n"), .close],
      [.request, .eventStreamHead("Content-Encoding: gzip"), .send("nonsense"), .close],
      LoopbackStep.answer("503 Service Unavailable"), LoopbackStep.answer("302 Found", "Location: /live"),
    ]
    return ways[number % ways.count]
  }

  @Test("10,000 reconnections leave no descriptor, no thread and no memory behind", .timeLimit(.minutes(3)))
  func flapping() async throws {
    let server = try LoopbackServer(each: Self.flapping)
    let tail = try ChildProgram.ordertop([
      "tail", "--url", server.url("/live"), "--max-retries", "unlimited", "--retry-base", "0.00001", "--retry-max",
      "0.00001", "--format", "jsonl",
    ])
    let status = ProcessStatus(tail.id)
    var samples: [(connections: Int, descriptors: Int, threads: Int, memory: Int)] = []
    // What the allocator keeps for later grows over the first twenty thousand, and then no more.
    for goal in [1000, 30_000, 40_000] {
      while server.accepted < goal {
        try await tail.errors(have: "retry")
        try await Task.sleep(for: .milliseconds(20))
      }
      // Of several looks the least: a connection is open in some of them.
      let looks = (0..<50).map { _ in (status.descriptors, status.number("Threads") ?? 0) }
      let memory = try #require(status.number("VmRSS"))
      samples.append((server.accepted, looks.map(\.0).min() ?? 0, looks.map(\.1).min() ?? 0, memory))
    }
    let (first, settled, last) = (samples[0], samples[1], samples[2])
    print("after so many connections: \(samples)")
    #expect(last.descriptors <= first.descriptors + 1)
    #expect(last.threads <= first.threads + 1)
    #expect(settled.memory <= first.memory + 8 * 1024 || Sanitizer.isPresent, "KiB")
    // Ten thousand times five hundred bytes would be seen.
    #expect(last.memory <= settled.memory + 4096 || Sanitizer.isPresent, "KiB")
    tail.signal(SIGTERM)
    #expect(try await tail.end() == 0)
  }
}
