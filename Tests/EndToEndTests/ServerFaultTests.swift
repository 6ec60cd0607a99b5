import TestSupport
import Testing

/// What `ordertop tail` makes of each fault that the reference server can be asked for.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ServerFaultTests {
  private func tail(_ server: ReferenceServer, _ arguments: String...) throws -> ChildProgram {
    try .ordertop(["tail", "--url", server.url, "--format", "jsonl"] + QuickRetries.arguments + arguments)
  }

  @Test("connections that break are made again")
  func drop() async throws {
    let server = try await ReferenceServer("--fault", "drop-every=200ms")
    let program = try tail(server)
    try await program.errors(have: "connecting again")
    #expect(await !program.outputText.contains("disconnecting"))
  }

  @Test(
    "a stream that stalls, or has no heartbeats, is given up when the timeout is over",
    arguments: [
      ["--fault", "stall-after=10ms", "--heartbeat", "0.1"], ["--fault", "no-heartbeats", "--heartbeat", "0.1"],
    ])
  func silence(faults: [String]) async throws {
    let server = try await ReferenceServer(faults[0], faults[1], faults[2], faults[3])
    let program = try tail(server, "--heartbeat-timeout", "1")
    try await program.errors(have: "nothing received for")
    try await program.errors(have: "connecting again")
    #expect(await !program.outputText.contains("heartbeat"))
  }

  @Test("heartbeats keep a stream without events")
  func heartbeats() async throws {
    let server = try await ReferenceServer("--heartbeat", "0.2")
    let program = try tail(server, "--heartbeat-timeout", "2")
    for _ in 0..<3 {
      let count = await program.outputText.matches(of: /connectionAge/).count
      while await program.outputText.matches(of: /connectionAge/).count < count + 5 {
        try await program.output(has: "connectionAge")
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    #expect(await !program.errorText.contains("retry"))
  }

  @Test("a stream that comes in drips is read as it comes")
  func drip() async throws {
    let server = try await ReferenceServer("--fault", "drip=200")
    let program = try tail(server, "--heartbeat-timeout", "5")
    try server.publish(orders: 1...2)
    try await program.output(has: "connected")
    try server.publish(orders: 3...5)
    try await program.output(has: #"order-5\""#)
    #expect(await !program.errorText.contains("retry"))
  }

  @Test("an event that is cut off is printed as it is, and the stream goes on")
  func malformed() async throws {
    let server = try await ReferenceServer("--fault", "malformed-every=300ms", "--heartbeat", "0.2")
    let program = try tail(server)
    try await program.output(has: #""data":"{\"orderId\":\"order-1\",\"status\":""#)
    try server.publish(orders: 7...7)
    try await program.output(has: #"order-7\""#)
    #expect(await !program.errorText.contains("retry"))
  }

  @Test("errors that are asked for: recoverable ones come and go, the others end it with their code")
  func errors() async throws {
    let server = try await ReferenceServer("--fault", "error=SUBSCRIPTION_ERROR@every=100ms")
    let program = try tail(server)
    while await program.outputText.matches(of: /SUBSCRIPTION_ERROR/).count < 3 {
      try await program.output(has: "SUBSCRIPTION_ERROR")
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(await !program.errorText.contains("retry"))
    for (code, status) in [("AUTH_EXPIRED", Int32(77)), ("RESOURCE_NOT_FOUND", 76)] {
      let server = try await ReferenceServer("--fault", "error=\(code)")
      let program = try tail(server)
      #expect(try await program.end() == status)
      #expect(await program.outputText.contains(code))
    }
  }

  @Test("streams that are refused end with the status's code, or are tried again")
  func refusals() async throws {
    for (refusal, status) in [("404", Int32(76)), ("401", 77), ("403", 77)] {
      let server = try await ReferenceServer("--fault", "refuse=\(refusal)")
      #expect(try await tail(server).end() == status)
    }
    for refusal in ["503", "429"] {
      let server = try await ReferenceServer("--fault", "refuse=\(refusal)")
      let program = try tail(server)
      try await program.errors(have: "retry 2")
    }
  }

  @Test("no position can be resumed when the history is to be expired")
  func expiredHistory() async throws {
    let server = try await ReferenceServer("--fault", "expire-history", "--fault", "drop-every=300ms")
    let program = try tail(server)
    try await program.output(has: "connected")
    try await program.output(has: "EVENT_ID_EXPIRED")
    try await program.output(has: #"\"replayUnavailable\":true"#)
  }

  @Test("maintenance that is announced is waited for")
  func maintenance() async throws {
    let server = try await ReferenceServer("--fault", "maintenance=200ms", "--reconnect-after", "0.3")
    let program = try tail(server)
    try await program.errors(have: "the server left and will be back")
    try await program.errors(have: "connecting after event ")
  }
}
