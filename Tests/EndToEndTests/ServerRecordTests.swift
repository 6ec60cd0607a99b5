import EventStream
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import ordertop

/// A stream of the reference server, recorded by `ordertop record` and by curl, and played by the reference server.
@Suite(.serialized, .timeLimit(.minutes(3))) struct ServerRecordTests {
  private let files: TemporaryFolder

  init() throws { files = try TemporaryFolder() }

  /// The data of the orders in an event stream.
  private func orders(_ text: String) -> [String] {
    var parser = EventStreamParser()
    var batch = EventBatch()
    parser.consume(Array(text.utf8), into: &batch)
    return batch.events.filter { $0.type == "order-created" }.map(\.data)
  }

  /// What was recorded so far.
  private func text(_ name: String) throws -> String {
    String(decoding: try FileContents.read(files.path(name), limit: 1_000_000), as: UTF8.self)
  }

  private func recorded(_ name: String, _ wanted: String) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while try !text(name).contains(wanted) {
      try #require(ContinuousClock.now < deadline)
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// A server that plays a recording sends these orders, once, to whoever comes.
  private func expect(_ name: String, plays orders: [String], sourceLocation: SourceLocation = #_sourceLocation)
    async throws
  {
    let player = try await ReferenceServer("--recording", files.path(name), "--speed", "50")
    let tail = try ChildProgram.ordertop(["tail", "--url", player.url, "--format", "jsonl"])
    for order in orders.suffix(1) { try await tail.output(has: order.replacing("\"", with: "\\\"")) }
    let lines = try await tail.outputLines.map { try JSONDecoder().decode(TailTests.Line.self, from: Data($0.utf8)) }
    #expect(lines.filter { $0.event == "order-created" }.map(\.data) == orders, sourceLocation: sourceLocation)
  }

  @Test("over connections that break, killed, and played again")
  func roundTrip() async throws {
    let server = try await ReferenceServer("--fault", "drop-every=300ms")
    let recorder = try ChildProgram.ordertop(
      ["record", "--url", server.url, "--output", files.path("orders.sse")] + QuickRetries.arguments)
    try await recorder.errors(have: "connected")
    for number in 1...40 {
      try server.publish(orders: number...number)
      try await Task.sleep(for: .milliseconds(25))
    }
    try await recorded("orders.sse", #""order-40""#)
    recorder.signal(SIGKILL)
    #expect(try await recorder.end() == -SIGKILL)
    #expect(await recorder.errorText.contains("connecting again"))
    let published = (1...40).map(ReferenceServer.order)
    #expect(orders(try text("orders.sse")) == published)
    try await expect("orders.sse", plays: published)
  }

  @Test(
    "curl reads what is played, and what it keeps is a recording, too",
    .enabled(if: ServerReadmeTests.hasCurl, "no curl"))
  func curl() async throws {
    try files.write(
      SampleRecording.head
        + (1...3).map { ": +1\nevent: order-created\ndata: \(ReferenceServer.order($0))\n\n" }.joined(),
      to: "orders.sse")
    let server = try await ReferenceServer("--recording", files.path("orders.sse"), "--speed", "50")
    let curl = try ChildProgram("/usr/bin/curl", ["-sN", server.url], environment: [:])
    try await curl.output(has: #""order-3""#)
    try await curl.output(has: "event: connected")
    let published = (1...3).map(ReferenceServer.order)
    let capture = await curl.outputText
    #expect(orders(capture) == published)
    try files.write(capture, to: "capture.sse")
    try await expect("capture.sse", plays: published)
  }
}
