import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// The recipe with somebody else's server: nginx with nchan, and Redis behind it. Whatever fails, every terminal gets
/// every event once. Left out where these are not installed; .ci/run installs them.
@Suite(.serialized, .enabled(if: NchanSite.isInstalled, "nginx with nchan, redis-server or curl is not installed"))
struct NchanTests {
  private func tail(_ url: String, _ arguments: String...) throws -> ChildProgram {
    try .ordertop(
      [
        "tail", "--url", url, "--format", "jsonl", "--retry-base", "0.1", "--retry-max", "0.2", "--max-retries",
        "unlimited",
      ] + arguments)
  }

  /// Waits for the last of these orders and ends the program: it must have printed each of them once, in order, with an
  /// id of its own. Returns the ids.
  @discardableResult
  private func expect(
    _ program: ChildProgram, printed numbers: some Sequence<Int>, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> [String] {
    let numbers = Array(numbers)
    if let last = numbers.last { try await program.output(has: #"order-\#(last)\""#, within: .seconds(60)) }
    program.signal(SIGTERM)
    #expect(try await program.end() == 0, sourceLocation: sourceLocation)
    let lines = try await lines(of: program)
    #expect(lines.map(\.data) == numbers.map(NchanSite.order), sourceLocation: sourceLocation)
    #expect(lines.allSatisfy { $0.event == "order-created" }, sourceLocation: sourceLocation)
    let ids = lines.map(\.id)
    #expect(Set(ids).count == ids.count && !ids.contains(""), sourceLocation: sourceLocation)
    return ids
  }

  private func lines(of program: ChildProgram) async throws -> [TailTests.Line] {
    try await program.outputLines.map { try JSONDecoder().decode(TailTests.Line.self, from: Data($0.utf8)) }
  }

  @Test("types and data arrive exactly; what was published before comes first; one customer's stream is theirs alone")
  func events() async throws {
    let site = try await NchanSite()
    let texts = ["first\nsecond\n\nlast", "é ☂ \"\\ @ = &", String(repeating: "0123456789", count: 10_000)]
    try await site.publish("order-updated", texts[0], customer: "cust-1")
    let all = try tail(site.url())
    let one = try tail(site.url(), "--customer-id", "cust-1")
    for program in [all, one] { try await program.output(has: "last") }
    try await site.publish("error", texts[1])
    try await site.publish("order-shipped", texts[2], customer: "cust-1")
    for (program, indices) in [(all, [0, 1, 2]), (one, [0, 2])] {
      try await program.output(has: "order-shipped")
      program.signal(SIGTERM)
      #expect(try await program.end() == 0)
      let lines = try await lines(of: program)
      #expect(lines.map(\.data) == indices.map { texts[$0] })
      #expect(lines.map(\.event) == indices.map { ["order-updated", "error", "order-shipped"][$0] })
    }
    let refused = try tail(site.url(), "--customer-id", "cust/1")
    #expect(try await refused.end() == 76)
  }

  @Test("from any id on comes exactly what followed, on another machine, too")
  func resuming() async throws {
    let site = try await NchanSite(machines: 2)
    let watching = try tail(site.url(1))
    try await site.publish(orders: 1...8)
    let ids = try await expect(watching, printed: 1...8)
    for index in ids.indices.dropLast() {
      let resumed = try tail(site.url(index % 2), "--last-event-id", ids[index])
      try await expect(resumed, printed: (index + 2)...8)
    }
    let later = try tail(site.url(), "--last-event-id", ids[7])
    try await site.publish(orders: 9...9, machine: 1)
    try await expect(later, printed: 9...9)
  }

  @Test("a worker that is killed again and again costs nobody an event")
  func killedWorker() async throws {
    let site = try await NchanSite()
    let all = try tail(site.url())
    let one = try tail(site.url(), "--customer-id", "cust-1")
    for round in 0..<4 {
      try await site.publish(orders: (10 * round)...(10 * round + 5))
      try await site.killWorker()
      try await site.publish(orders: (10 * round + 6)...(10 * round + 9))
    }
    try await expect(all, printed: 0...39)
    try await expect(one, printed: stride(from: 1, through: 39, by: 2))
    #expect(await all.errorText.contains("connecting again after event "))
  }

  @Test("nginx can be restarted, and what one machine publishes meanwhile is there after it")
  func restartedMachine() async throws {
    let site = try await NchanSite(machines: 2)
    let program = try tail(site.url())
    try await site.publish(orders: 1...4)
    try await program.output(has: "order-4")
    site.stopMachine()
    try await program.errors(have: "retry 2 in")
    try await site.publish(orders: 5...8, machine: 1)
    try await site.startMachine(0)
    try await site.publish(orders: 9...10)
    try await expect(program, printed: 1...10)
  }

  @Test("Redis can be restarted: what was published stays, and publishing goes on")
  func restartedRedis() async throws {
    let site = try await NchanSite()
    let program = try tail(site.url())
    try await site.publish(orders: 1...4)
    try await program.output(has: "order-4")
    site.stopRedis()
    try await site.startRedis()
    try await site.publish(orders: 5...8)
    try await expect(program, printed: 1...8)
    let newcomer = try tail(site.url())
    try await expect(newcomer, printed: 1...8)
  }

  @Test(
    "a server's stream is passed on: to everybody, and each customer's to them, over a killed worker and a restart",
    .enabled(if: access("/usr/bin/python3", X_OK) == 0, "python3 is not installed"))
  func relay() async throws {
    let site = try await NchanSite()
    let files = try TemporaryFolder()
    let history = files.path("history")
    let server = try await ReferenceServer("--history", history, "--reconnect-after", "0.2")
    let relay = try site.relay(server.url)
    try await relay[0].errors(have: "connected")
    let all = try tail(site.url())
    let one = try tail(site.url(), "--customer-id", "cust-1")
    func publish(_ server: ReferenceServer, _ numbers: ClosedRange<Int>) throws {
      for number in numbers {
        try server.publish(orders: number...number)
        try server.publish("order-updated", #"{"orderId":"order-\#(number)","note":"é \"x\""}"#)
      }
    }
    try publish(server, 1...5)
    try await site.killWorker()
    try publish(server, 6...10)
    try await all.output(has: #"order-10\""#)
    try await server.stop()
    let again = try await ReferenceServer("--history", history, port: server.port)
    try publish(again, 11...15)
    try again.publish("order-shipped", #"{"orderId":"order-15"}"#)
    for (program, numbers) in [(all, Array(1...15)), (one, Array(stride(from: 1, through: 15, by: 2)))] {
      try await program.output(has: "order-shipped")
      let lines = try await lines(of: program)
      let expected = numbers.flatMap {
        [NchanSite.order($0), #"{"orderId":"order-\#($0)","note":"é \"x\""}"#]
      }
      #expect(lines.map(\.data) == expected + [#"{"orderId":"order-15"}"#])
    }
    #expect(await relay[1].errorText == "")
  }

  @Test("the dashboard lives on nchan's pings, survives its worker, and goes on from where it was left")
  func dashboard() async throws {
    try #require(TmuxScreen.isAvailable)
    let site = try await NchanSite()
    let files = try TemporaryFolder()
    let arguments = [
      "--url", site.url(), "--state-dir", files.path("state"), "--heartbeat-timeout", "4", "--retry-base", "0.1",
    ]
    let screen = try await TmuxScreen.ordertop(arguments)
    try await site.publish(orders: 1...2)
    try await screen.shows("● LIVE", "order-1", "order-2", "Orders 2")
    // Nothing but pings, for longer than the timeout.
    try await Task.sleep(for: .seconds(6))
    let quiet = try await screen.shows("● LIVE", "Orders 2")
    #expect(!quiet.contains("nothing was received"))
    try await site.killWorker()
    try await screen.shows("connection lost")
    try await site.publish(orders: 3...3)
    try await screen.shows("● LIVE", "order-3", "Orders 3")
    try await screen.press("q")
    #expect(try await screen.end() == 0)

    let watching = try tail(site.url())
    let position = try #require(try await expect(watching, printed: 1...3).last)
    try await site.publish(orders: 4...4)
    let again = try await TmuxScreen.ordertop(arguments)
    try await again.shows("● LIVE", "order-1", "order-4", "Orders 4")
    try await again.press("q")
    #expect(try await again.end() == 0)
    let deadline = ContinuousClock.now + .seconds(10)
    while !site.positions().contains("after \(position)\n"), ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(site.positions().contains("after \(position)\n"))
  }
}
