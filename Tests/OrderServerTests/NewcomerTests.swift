import Glibc
import TestSupport
import Testing

@testable import OrderServer

@Suite("Clients that come without a position", .timeLimit(.minutes(2)))
struct NewcomerTests {
  @Test("they get what happens from then on, unless the server was told otherwise")
  func nothing() async throws {
    let server = try await ServerProgram()
    try await server.publishChanges(3)
    let client = try WireConnection(server)
    try await client.get()
    #expect(try await client.event().type == "connected")
    try await server.publishChanges(1)
    #expect(try await client.event().number == 4)
  }

  @Test("told so, the server replays all that is kept, what the filters ask for, and goes on")
  func everything() async throws {
    let server = try await ServerProgram("--replay-to-newcomers", "all")
    try await server.publishChanges(2, of: "a")
    try await server.publishChanges(3, of: "b")
    let client = try WireConnection(server)
    try await client.get()
    let start = try await client.event()
    #expect(start.type == "replay-start" && start.number == 0)
    #expect(start.data == #"{"missedEvents":5,"replayingFrom":"\#(start.id)"}"#)
    #expect(try await client.events(5).map(\.number) == [1, 2, 3, 4, 5])
    #expect(try await client.event().data == #"{"replayedEvents":5,"resumingLiveStream":true}"#)
    let connected = try await client.event()
    #expect(connected.type == "connected" && !connected.data.contains("replayUnavailable"))
    let filtered = try WireConnection(server)
    try await filtered.get("/v1/orders/live?orderId=b")
    #expect(try await filtered.event().data.hasPrefix(#"{"missedEvents":3,"#))
    #expect(try await filtered.events(5).map(\.number) == [3, 4, 5, 5, 5])
    let none = try WireConnection(server)
    try await none.get("/v1/orders/live?orderId=c")
    #expect(try await none.event().type == "connected")
    // Whoever sends a position gets what is after it.
    let resumed = try WireConnection(server)
    try await resumed.get("/v1/orders/live", "Last-Event-ID: \(connected.id)")
    #expect(try await resumed.event().type == "connected")
    try await server.publishChanges(1, of: "b")
    for client in [client, filtered, resumed] { #expect(try await client.event("order-updated").number == 6) }
  }

  @Test("where the beginning is gone they begin a little after it, and have the time to take it")
  func incompleteHistory() async throws {
    let server = try await ServerProgram("--replay-to-newcomers", "all", "--history-events", "80")
    try await server.publishChanges(200)
    let client = try WireConnection(server)
    try await client.get()
    let start = try await client.event()
    #expect(start.number == 129 && start.data.hasPrefix(#"{"missedEvents":71,"#))
    #expect(try await client.events(71).map(\.number) == Array(130...200))
  }

  @Test("a made-up shop gives them its open orders at once, those of this run")
  func simulation() async throws {
    let folder = try TemporaryFolder()
    let arguments = ["--simulate", "--orders-per-hour", "2000", "--history", folder.path("history")]
    var last = 0
    for _ in 1...2 {
      let server = try await ServerProgram(arguments)
      _ = try await server.waitForOpening(after: last)
      let client = try WireConnection(server)
      try await client.get()
      let start = try await client.event()
      #expect(start.type == "replay-start" && start.number ?? -1 >= last)
      var open: Set<String> = []
      var event = try await client.event()
      while event.type != "replay-complete" {
        let order = try #require(event.data.firstMatch(of: /"orderId":"([^"]+)"/)?.output.1)
        switch event.type {
        case "order-created": open.insert(String(order))
        case "order-shipped", "order-cancelled": open.remove(String(order))
        default: #expect(open.contains(String(order)))
        }
        event = try await client.event()
      }
      #expect(open.count > 100)
      #expect(try await client.event().type == "connected")
      server.signal(SIGTERM)
      #expect(try await server.end() == 0)
      // Also what nobody was told any more.
      let opened = try HistoryFile.open(folder.path("history"), limits: HistoryLimits(), name: "name0")
      last = Int(opened.history.newest)
      try opened.file.close()
    }
  }

  @Test("told so, a made-up shop keeps its past to itself")
  func simulationFromNowOn() async throws {
    let server = try await ServerProgram("--simulate", "--orders-per-hour", "2000", "--replay-to-newcomers", "none")
    let first = try await server.waitForOpening(after: 0)
    let client = try WireConnection(server)
    try await client.get()
    let event = try await client.event()
    #expect(event.type == "connected" && (event.number ?? 0) >= first)
  }
}

extension ServerProgram {
  /// Waits until a made-up shop has said which orders are open, or most of it; returns the newest number then.
  fileprivate func waitForOpening(after number: Int) async throws -> Int {
    try await eventually("the opening of a shop") {
      let client = try WireConnection(self)
      try await client.get("/v1/orders/live?orderId=none&since=1999-12-31T23:59:59Z")
      let newest = try await client.event("connected").number ?? 0
      return newest > number + 100 ? newest : nil
    }
  }
}
