import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// What `ordertop tail` prints.
@Suite(.serialized) struct TailTests {
  /// A line of `--format jsonl`, read by somebody else's JSON reader.
  struct Line: Decodable, Equatable {
    var id: String
    var event: String
    var data: String
  }

  private func tail(
    _ server: LoopbackServer, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> ChildProgram {
    try .ordertop(["tail", "--url", server.orders] + arguments, environment: environment)
  }

  @Test("jsonl holds ids, types and data exactly, with every control character and any script")
  func exact() async throws {
    let controls = (UInt8(0)...0x1F).filter { $0 != 10 && $0 != 13 } + [0x7F]
    let text =
      String(decoding: controls, as: UTF8.self)
      + "\u{80}\u{9B}\u{9F} \"\\/ é ☂ 🏳️‍🌈 \u{61C}\u{202E}\u{2028}\u{FEFF}\u{10FFFF}"
    let body =
      "id: \(text.replacing("\0", with: ""))\nevent: order-created\ndata: \(text)\n\n"
      + "data: first\ndata:\ndata:  third\n\n" + "id\ndata: \u{FFFD}\nevent: x\"y\\z\n\n"
    let server = try LoopbackServer(
      [.request, .eventStreamHead(), .send(body), .send([0x64, 0x61, 0x74, 0x61, 0x3A, 0xFF, 10, 10]), .stall])
    let program = try tail(server, "--format", "jsonl")
    try await program.output(has: "\u{FFFD}\"}\n{")
    program.signal(SIGTERM)
    #expect(try await program.end() == 0)
    let lines = try await program.outputLines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    let id = text.replacing("\0", with: "")
    #expect(
      lines == [
        Line(id: id, event: "order-created", data: text), Line(id: id, event: "message", data: "first\n\n third"),
        Line(id: "", event: "x\"y\\z", data: "\u{FFFD}"), Line(id: "", event: "message", data: "\u{FFFD}"),
      ])
    let printed = await program.outputBytes
    #expect(!printed.contains { $0 < 0x20 && $0 != 10 || $0 == 0x7F })
    let acting = String(decoding: printed, as: UTF8.self).unicodeScalars.filter {
      (0x80..<0xA0).contains($0.value) || (0x2028...0x202E).contains($0.value) || $0.value == 0x061C
    }
    #expect(acting.isEmpty, "\(acting)")
  }

  @Test("text is one sanitised line per event, in ASCII where the locale wants it")
  func text() async throws {
    let data = #"{"orderId":"o\u001b[31m\n1","customerId":"é","status":"CREATED","total":12.50}"#
    let server = try LoopbackServer(
      LoopbackStep.stream("id: a\u{1B}]0;x\u{7}\nevent: order-created\ndata: \(data)\n\n", "data: \u{9B}\u{202E}\n\n")
        + [.stall])
    for (environment, customer) in [(["LANG": "C.UTF-8"], "customer=é"), (["LC_ALL": "C"], "customer=?")] {
      let program = try tail(server, environment: environment)
      try await program.output(has: "message")
      program.signal(SIGINT)
      #expect(try await program.end() == 0)
      let lines = await program.outputLines
      #expect(lines.count == 2)
      #expect(lines.first?.contains(/^\d\d:\d\d:\d\d a\S+ order-created o/) == true, "\(lines)")
      #expect(lines.first?.contains("status=CREATED") == true)
      #expect(lines.first?.contains(customer) == true, "\(lines)")
      #expect(lines.first?.contains("total=12.50") == true)
      let bytes = await program.outputBytes
      #expect(!bytes.contains { $0 < 0x20 && $0 != 10 })
      #expect(!lines.joined().unicodeScalars.contains { $0.value == 0x9B || $0.value == 0x202E })
      if customer == "customer=?" { #expect(!bytes.contains { $0 >= 0x80 }) }
    }
  }

  @Test("a line is printed at once, before the next event is sent")
  func flush() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    for format in ["text", "jsonl"] {
      let program = try tail(server, "--format", format)
      try await program.output(has: "order-1")
    }
  }

  @Test("a slow reader gets every event, in order")
  func slowReader() async throws {
    let count = 50_000
    let padding = String(repeating: "x", count: 300)
    let events = (1...count).map { "id: \($0)\ndata: \(padding)\n\n" }.joined()
    let server = try LoopbackServer([.request, .eventStreamHead(), .send(events), .stall])
    let program = try tail(server, "--format", "jsonl")
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(1) {
      _ = await program.readSome(512)
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(server.sent < events.utf8.count, "the server was held back")
    try await program.output(has: "\"id\":\"\(count)\"", within: .seconds(60))
    let numbers = await program.outputLines.map { $0.dropFirst(7).prefix { $0 != "\"" } }
    #expect(numbers.elementsEqual((1...count).map { Substring("\($0)") }))
  }

  @Test("a closed pipe ends it with 0, also while nothing comes")
  func closedPipe() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let program = try tail(server)
    try await program.output(has: "order-1")
    await program.closeOutput()
    #expect(try await program.end(within: .seconds(10)) == 0)
    #expect(await !program.errorText.contains("roken pipe"))
  }

  @Test("a closed pipe ends it with 0 in the middle of a flood")
  func closedPipeInFlood() async throws {
    let flood = Array(String(repeating: LoopbackStep.order(1), count: 500).utf8)
    let server = try LoopbackServer([.request, .eventStreamHead(), .sendRepeatedly(flood, times: 100_000)])
    let program = try tail(server)
    try await program.output(has: "order-1")
    await program.closeOutput()
    #expect(try await program.end(within: .seconds(10)) == 0)
  }

  @Test("SIGTERM and SIGINT end it with 0, also while nobody reads", arguments: [SIGTERM, SIGINT])
  func signals(number: Int32) async throws {
    let flood = Array(String(repeating: LoopbackStep.order(1), count: 500).utf8)
    let server = try LoopbackServer([.request, .eventStreamHead(), .sendRepeatedly(flood, times: 100_000)])
    let program = try tail(server)
    while await program.readSome(1) == 0 { try await Task.sleep(for: .milliseconds(10)) }
    try await Task.sleep(for: .milliseconds(300))
    program.signal(number)
    #expect(try await program.end(within: .seconds(10), isReading: false) == 0)
  }
}
