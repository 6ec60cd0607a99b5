import Glibc
import TestSupport
import Testing

@Suite("Limits", .timeLimit(.minutes(3)))
struct LimitTests {
  @Test("too many clients are told so, and when to come back")
  func rateLimit() async throws {
    let server = try await ServerProgram("--max-clients", "2", "--retry-after", "7")
    let first = try await server.follower()
    let second = try await server.follower()
    let third = try WireConnection(server)
    try await third.get("/v1/orders/live", "Last-Event-ID: a-1")
    #expect(
      try await third.eventsToTheEnd().map(\.text) == [
        """
        id: a-1
        event: error
        data: {"code":"RATE_LIMITED","message":"Too many connections","recoverable":true,"retryAfter":7}
        """
      ])
    await first.shutDown()
    _ = try await eventually("a free place") {
      let client = try WireConnection(server)
      try await client.get()
      return try await client.event().type == "connected" ? true : nil
    }
    #expect(await !second.hasMore())
  }

  @Test("where not as many connections as clients can be had, those too many are told all the same")
  func openFiles() async throws {
    let server = try await ServerProgram(["--max-clients", "500"], openFiles: 100)
    #expect(server.errors == "ordertop-server: only 27 clients: this process may open no more files (ulimit -n)\n")
    var clients: [WireConnection] = []
    for _ in 0..<27 { clients.append(try await server.follower()) }
    let refused = try WireConnection(server)
    try await refused.get()
    #expect(try await refused.event().data.contains("RATE_LIMITED"))
    try await server.publishChanges(1)
    for client in clients { #expect(try await client.event().number == 1) }
    let usual = try await ServerProgram([], openFiles: 100)
    #expect(usual.errors == "")
  }

  @Test("a client that takes nothing any more is cut off, and nobody waits for it")
  func stuckClient() async throws {
    // No heartbeat among the events, however long it takes.
    let server = try await ServerProgram("--write-timeout", "1", "--heartbeat", "600")
    let stuck = try WireConnection(server, receiveBuffer: 4096)
    try await stuck.get()
    _ = try await stuck.event("connected")
    let reader = try await server.follower()
    let before = memory(of: server)
    for round in 0..<20 {
      try await server.publishChanges(500, size: 1_000)
      // At once, although the other client is stuck.
      let events = try await reader.events(500)
      #expect(events.last?.number == (round + 1) * 500)
    }
    _ = try await eventually("a line in the log") {
      server.errors.contains("closed, because the client did not take what it was sent") ? true : nil
    }
    // What it did not take is kept once, in the history: 10 MB of events, whoever follows.
    #expect(memory(of: server) - before < 60_000_000 || Sanitizer.isPresent)
    try await server.publishChanges(1)
    #expect(try await reader.event().number == 10_001)
  }

  @Test("clients that lack much and take nothing cost little each")
  func stuckReplays() async throws {
    let server = try await ServerProgram()
    try await server.publishChanges(8_000, size: 1_500)
    let before = memory(of: server)
    var clients: [WireConnection] = []
    let beginning = try #require(try await server.publish("order-updated", #"{"orderId":"o"}"#).ids.first)
      .replacing(/\d+$/, with: "0")
    for _ in 0..<12 {
      let client = try WireConnection(server, receiveBuffer: 4096)
      try await client.get("/v1/orders/live", "Last-Event-ID: \(beginning)")
      #expect(try await client.event().data.hasPrefix(#"{"missedEvents":8001,"#))
      clients.append(client)
    }
    // All of it for each of them would be 150 MB.
    #expect(memory(of: server) - before < 40_000_000 || Sanitizer.isPresent)
    for client in clients { #expect(try await client.event().number == 1) }
  }

  @Test("a client that falls too far behind is told why, and can resume")
  func slowClient() async throws {
    let server = try await ServerProgram("--max-lag-events", "1000")
    let slow = try WireConnection(server, receiveBuffer: 4096)
    try await slow.get()
    _ = try await slow.event("connected")
    try await server.publishChanges(10_000, size: 1_000)
    let events = try await slow.eventsToTheEnd()
    let last = try #require(events.last)
    #expect(last.type == "error")
    #expect(
      last.data
        == #"{"code":"SLOW_CONSUMER","message":"The client is too slow: more than 1000 events behind","recoverable":true}"#
    )
    let numbers = events.dropLast().compactMap(\.number)
    #expect(numbers == Array(1...(numbers.last ?? 0)) && last.number == numbers.last)
    #expect(server.errors.contains("the client is too slow: more than 1000 events behind"))
    let next = try WireConnection(server)
    try await next.get("/v1/orders/live", "Last-Event-ID: \(last.id)")
    #expect(try await next.event().data.hasPrefix(#"{"missedEvents":\#(10_000 - numbers.count),"#))
  }

  @Test("a client from whom events have gone before it took them is told so")
  func overrunClient() async throws {
    let server = try await ServerProgram("--history-events", "500")
    let slow = try WireConnection(server, receiveBuffer: 4096)
    try await slow.get()
    _ = try await slow.event("connected")
    try await server.publishChanges(10_000, size: 1_000)
    let last = try #require(try await slow.eventsToTheEnd().last)
    #expect(last.data.contains("The client is too slow: events it still lacks are gone"))
  }

  @Test("sixteen may publish at once; one more is told to come back")
  func publications() async throws {
    let server = try await ServerProgram()
    let head =
      "POST /v1/orders/events HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
    var slow: [WireConnection] = []
    for _ in 0..<16 {
      slow.append(try WireConnection(server))
      try await slow.last?.send(head)
    }
    let event = #"{"event":"order-created","data":{"orderId":"o"}}"#
    let refusal = try await eventually("a refusal") {
      let publication = try await server.publish(event)
      return publication.status == 200 ? nil : publication
    }
    #expect(refusal == Publication(status: 503, body: "too many at once\n"))
    await slow.removeLast().shutDown()
    _ = try await eventually("a free place") { try await server.publish(event).status == 200 ? true : nil }
  }

  @Test("by default only this machine can connect; over a network publishing needs a token")
  func loopback() async throws {
    let local = try await ServerProgram()
    #expect(try listeningAddress(of: local) == "0100007F")
    let open = try await ServerProgram("--host", "0.0.0.0")
    #expect(try await open.publish("order-created", #"{"orderId":"o"}"#).status == 200)
    // A machine without a network has no other address to try.
    guard let address = Self.networkAddress() else { return }
    let body = #"{"event":"order-created","data":{"orderId":"o"}}"#
    let request =
      "POST /v1/orders/events HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    let publisher = try WireConnection(open, host: address)
    try await publisher.send(request)
    #expect(try await publisher.head().status == 403)
    let reader = try WireConnection(open, host: address)
    try await reader.get()
    #expect(try await reader.event().type == "connected")
    #expect(throws: SystemCallError.self) { try WireConnection(local, host: address) }
  }

  /// An IPv4 address of this machine that others can reach, in network byte order.
  private static func networkAddress() -> UInt32? {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return nil }
    defer { freeifaddrs(list) }
    for interface in sequence(first: list, next: { $0?.pointee.ifa_next }).prefix(while: { $0 != nil }) {
      guard let address = interface?.pointee.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET) else {
        continue
      }
      let value = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_addr.s_addr }
      if value.bigEndian >> 24 != 127 { return value }
    }
    return nil
  }

  /// The address as `/proc/net/tcp` writes it.
  private func listeningAddress(of server: ServerProgram) throws -> String? {
    let port = String(server.port, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: 4 - port.count) + port
    return try lines(of: "/proc/net/tcp").compactMap { (line: Substring) -> String? in
      let columns = line.split(separator: " ")
      guard columns.count > 3, columns[3] == "0A", columns[1].hasSuffix(":\(padded)") else { return nil }
      return columns[1].split(separator: ":").first.map(String.init)
    }.first
  }

  /// The resident memory in bytes.
  private func memory(of server: ServerProgram) -> Int {
    let line = (try? lines(of: "/proc/\(server.processID)/status"))?.first { $0.hasPrefix("VmRSS:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
  }

  private func lines(of path: String) throws -> [Substring] {
    guard let file = fopen(path, "r") else { throw SystemCallError(call: "fopen", code: errno) }
    defer { fclose(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { text += buffer[..<count] }
    return String(decoding: text, as: UTF8.self).split(separator: "\n")
  }
}
