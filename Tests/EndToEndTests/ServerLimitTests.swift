import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Who is refused or sent away by the reference server, and what `ordertop tail` makes of it.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ServerLimitTests {
  private func tail(
    _ server: ReferenceServer, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> ChildProgram {
    try .ordertop(
      ["tail", "--url", server.url, "--format", "jsonl"] + QuickRetries.arguments + arguments, environment: environment)
  }

  @Test("without the token, or with another one, it is 77; with it the stream is there")
  func token() async throws {
    let folder = try TemporaryFolder()
    try folder.write("right\n", to: "token")
    let server = try await ReferenceServer("--token-file", folder.path("token"))
    for environment in [[:], ["ORDERTOP_TOKEN": "wrong"]] {
      let program = try tail(server, environment: environment)
      #expect(try await program.end() == 77)
      #expect(await program.errorText.contains("401"))
      #expect(await program.outputBytes.isEmpty)
    }
    let program = try tail(server, environment: ["ORDERTOP_TOKEN": "right"])
    try await program.output(has: "connected")
  }

  @Test("a token that ends during the stream is AUTH_EXPIRED and 77: when it is old, and when it is replaced")
  func expiredToken() async throws {
    let folder = try TemporaryFolder()
    try folder.write("right\n", to: "token")
    let server = try await ReferenceServer("--token-file", folder.path("token"), "--token-lifetime", "1")
    let old = try tail(server, environment: ["ORDERTOP_TOKEN": "right"])
    try await old.output(has: "connected")
    try await old.output(has: "AUTH_EXPIRED")
    #expect(try await old.end() == 77)

    let lasting = try await ReferenceServer("--token-file", folder.path("token"))
    let replaced = try tail(lasting, environment: ["ORDERTOP_TOKEN": "right"])
    try await replaced.output(has: "connected")
    try folder.write("another\n", to: "token")
    try await replaced.output(has: "AUTH_EXPIRED")
    #expect(try await replaced.end() == 77)
  }

  @Test("one client too many waits as long as it is told, and gets in when there is room")
  func rateLimit() async throws {
    let server = try await ReferenceServer("--max-clients", "1", "--retry-after", "1.5")
    let first = try tail(server)
    try await first.output(has: "connected")
    let second = try tail(server)
    try await second.output(has: "RATE_LIMITED")
    let start = ContinuousClock.now
    first.signal(SIGTERM)
    #expect(try await first.end() == 0)
    try server.publish(orders: 1...1)
    try await second.output(has: "connected")
    // A little of the wait was over when it was seen.
    #expect(start.duration(to: .now) > .seconds(1))
    let text = await second.outputText
    #expect(text.contains(#"\"recoverable\":true,\"retryAfter\":2"#))
  }

  @Test("an unknown customer is 76 at once, an unusable filter is told and tried again")
  func wrongFilters() async throws {
    let folder = try TemporaryFolder()
    try folder.write("cust-0\ncust-1\n", to: "customers")
    let server = try await ReferenceServer("--customers", folder.path("customers"))
    let unknown = try tail(server, "--customer-id", "cust-2")
    #expect(try await unknown.end() == 76)
    #expect(await unknown.outputText.contains("RESOURCE_NOT_FOUND"))
    let known = try tail(server, "--customer-id", "cust-1")
    try await known.output(has: "connected")
    let wrong = try tail(server, "--event-types", "order-created,order-eaten")
    try await wrong.output(has: "SUBSCRIPTION_ERROR")
    try await wrong.errors(have: "retry 1")
  }

  @Test(
    "a client that does not read is sent away with a reason, costs the server little, and gets everything in the end")
  func slowClient() async throws {
    let server = try await ReferenceServer("--max-lag-bytes", "500000")
    let program = try tail(server)
    while await program.readSome(1) == 0 { try await Task.sleep(for: .milliseconds(10)) }
    let before = try #require(ProcessStatus(server.program.id).number("VmRSS"))
    let text = String(repeating: "x", count: 1_000)
    let count = 12_000
    for start in stride(from: 1, through: count, by: 500) {
      try server.publish(
        lines: (start..<(start + 500)).map {
          #"{"event":"order-updated","data":{"orderId":"order-\#($0)","assignedTo":"\#(text)"}}"#
        })
    }
    try await server.program.errors(have: "the client is too slow: more than 500000 bytes behind")
    // All events are in the history, once, whatever the client lacks.
    let after = try #require(ProcessStatus(server.program.id).number("VmRSS"))
    #expect(after - before < 100 * 1024 || Sanitizer.isPresent, "\(before) KiB, then \(after) KiB")
    try await program.output(has: #"order-\#(count)\""#, within: .seconds(120))
    let lines = try await program.outputLines.map { try JSONDecoder().decode(TailTests.Line.self, from: Data($0.utf8)) }
    #expect(lines.contains { $0.event == "error" && $0.data.contains("SLOW_CONSUMER") })
    let numbers = lines.filter { $0.event == "order-updated" }.compactMap { line in
      line.id.split(separator: "-").last.flatMap { Int($0) }
    }
    #expect(numbers == Array(1...count))
  }
}
