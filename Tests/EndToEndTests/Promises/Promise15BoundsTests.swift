import CurlTransport
import EventStream
import Glibc
import OrderProtocol
import SavedState
import TestSupport
import Testing

@testable import OrderStore

/// `MemoryTests`, `ResponseHeadTests`, `OversizedEventTests`, `OrderLimitsTests` and `ConnectionTests` have the single bounds.
@Suite("Promise 15: nothing a server sends is kept without bounds, and the stream and saving go on", .serialized)
struct Promise15BoundsTests {
  struct Attack: Sendable, CustomTestStringConvertible {
    var name: String
    var steps: [LoopbackStep]
    var head: [LoopbackStep] = [.request, .eventStreamHead()]

    var testDescription: String { name }
  }

  private static let portion = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)

  private static func events(_ count: Int, _ event: (Int) -> String) -> LoopbackStep {
    .send(Array((0..<count).map(event).joined().utf8))
  }

  /// Each ends in the middle of an event at worst.
  static let attacks: [Attack] = [
    Attack(name: "an endless line", steps: [.send("data: "), .sendRepeatedly(portion, times: 100)]),
    Attack(
      name: "an endless event", steps: [.sendRepeatedly(Array("data: ".utf8) + portion.dropFirst(8) + [10], times: 100)]
    ),
    Attack(name: "an endless id", steps: [.send("id: "), .sendRepeatedly(portion, times: 32)]),
    Attack(
      name: "events of 15 MiB, one after the other",
      steps: (0..<8).flatMap { index -> [LoopbackStep] in
        [.send("id: \(index)\nevent: x\ndata: "), .sendRepeatedly(portion, times: 15), .send("\n\n")]
      }),
    Attack(
      name: "orders of 15 MiB",
      steps: (0..<12).flatMap { index -> [LoopbackStep] in
        let item = #"{"itemId":"i","name":"\#(String(repeating: "n", count: 60_000))"}"#
        let items = (0..<250).map { item.replacing(#""i""#, with: #""i\#($0)""#) }.joined(separator: ",")
        return [
          .send(LoopbackStep.event(index, "order-created", #"{"orderId":"large-\#(index)","items":[\#(items)]}"#))
        ]
      }),
    Attack(
      name: "an order that grows by 60 KB items",
      steps: [
        events(2000) { index in
          let name = String(repeating: "n", count: 60_000)
          return LoopbackStep.event(
            index, "order-item-added", #"{"orderId":"large","itemId":"i\#(index)","name":"\#(name)"}"#)
        }
      ]),
    Attack(
      name: "orders with fields of 60 KB",
      steps: [
        events(1000) { index in
          let text = String(repeating: "n", count: 60_000)
          return LoopbackStep.event(
            index, "order-updated", #"{"orderId":"large-\#(index)","assignedTo":"\#(text)","\#(index)":"\#(text)"}"#)
        }
      ]),
    Attack(
      name: "event types without end", steps: [events(30_000) { LoopbackStep.event($0, "type-\($0)") }]),
    Attack(
      name: "fields without end",
      steps: [
        events(20_000) { LoopbackStep.event($0, "order-updated", #"{"orderId":"o","field-\#($0)":\#($0)}"#) }
      ]),
    Attack(
      name: "statuses without end",
      steps: [
        events(20_000) { LoopbackStep.event($0, "order-updated", #"{"orderId":"o","status":"S-\#($0)"}"#) }
      ]),
    Attack(
      name: "errors with messages of 100 KB",
      steps: [
        events(500) { index in
          let text = String(repeating: "m", count: 100_000)
          return LoopbackStep.event(
            index, "error", #"{"code":"C\#(index)","message":"\#(text)","recoverable":true}"#)
        }
      ]),
    Attack(
      name: "gaps without end",
      steps: [events(20_000) { LoopbackStep.event($0, "replay-failed", #"{"reason":"R\#($0)"}"#) }]),
    Attack(
      name: "a flood of small events",
      steps: (0..<3).map { _ in
        events(20_000) { LoopbackStep.event($0, "order-updated", #"{"orderId":"o-\#($0 % 500)","total":\#($0)}"#) }
      }),
    Attack(
      name: "200 MB that were packed into 1 MB",
      steps: [.send(zeros.start), .sendRepeatedly(zeros.middle, times: 100)],
      head: [.request, .eventStreamHead("Content-Encoding: gzip")]),
    Attack(
      name: "an endless head", steps: [.sendRepeatedly(Array("X-A: b\r\n".utf8), times: 100_000)],
      head: [.request, .send("HTTP/1.1 200 OK\r\n")]),
    Attack(
      name: "interim responses without end",
      steps: [.sendRepeatedly(Array("HTTP/1.1 103 Early Hints\r\nX-A: b\r\n\r\n".utf8), times: 50_000)],
      head: [.request]),
  ]

  /// A gzip stream of zeros without end: its start, and 13 kB to repeat that stand for 2 MB each (RFC 1951, 3.2.6: the
  /// byte 0, and then "the last byte 258 times" again and again).
  private static let zeros: (start: [UInt8], middle: [UInt8]) = {
    var bits = [0, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0]
    for _ in 0..<16 { bits += [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0] }
    let bytes = stride(from: 0, to: bits.count - 8, by: 8).map { start in
      (0..<8).reduce(UInt8(0)) { $0 | UInt8(bits[start + $1]) << $1 }
    }
    let period = Array(bytes[2..<15])
    return ([31, 139, 8, 0, 0, 0, 0, 0, 0, 3] + bytes[..<2], (0..<1000).flatMap { _ in period })
  }()

  @Test("the dashboard, behind a terminal that nobody reads, stays below 200 MB", arguments: attacks)
  func attack(attack: Attack) async throws {
    let server = try LoopbackServer(
      attack.head + attack.steps + [.close],
      LoopbackStep.stream("id: last\nevent: order-created\ndata: {\"orderId\":\"survivor\"}\n\n") + [.stall])
    let folder = try BoardFolder()
    let watch = try await folder.watch(server.orders, "--retry-base", "0.01")
    try await folder.saves("survivor", within: .seconds(120))
    let id = try #require(await watch.program)
    let peak = try #require(ProcessStatus(id).number("VmHWM"))
    print("\(attack.name): \(peak / 1024) MiB")
    #expect(peak < 200 * 1000 || Sanitizer.isPresent, "\(peak) KiB")
    await watch.signal(SIGTERM)
    #expect(try await watch.end() == .exited(0))
    #expect(try await folder.status()["lastEventId"] as? String == "last")
  }

  @Test("tail skips what is over the limit, says so, and prints what follows", arguments: attacks.prefix(2))
  func tail(attack: Attack) async throws {
    let server = try LoopbackServer(attack.head + attack.steps + [.send("\n\n" + LoopbackStep.order(7)), .stall])
    let program = try ChildProgram.ordertop(["tail", "--url", server.orders], environment: [:])
    try await program.output(has: "order-7", within: .seconds(60))
    let peak = try #require(ProcessStatus(program.id).number("VmHWM"))
    #expect(peak < 200 * 1000 || Sanitizer.isPresent, "\(peak) KiB")
    #expect(await program.errorText.contains("over the size limit"))
  }

  @Test("the log keeps 1000 rows of 500 characters, whatever comes")
  func log() {
    let moment = Moment(monotonic: .seconds(5), wall: Timestamp(milliseconds: 1_721_052_000_000))
    var state = DashboardState(settings: Settings(), theme: "", isSaving: true, restoring: nil, at: moment)
    let message = String(repeating: "m", count: 60_000)
    var batch = EventBatch(lastEventID: "")
    let events = (0..<1500).map {
      let data = #"{"code":"C\#($0)","message":"\#(message)","recoverable":true}"#
      return ServerSentEvent(lastEventID: "\($0)", type: "error", data: data)
    }
    batch.events = DispatchedEvents(events)
    _ = reduce(into: &state, action: .received(ReceivedBatch(batch)), at: moment)
    #expect(state.log.count == 1000)
    let rows = state.takeCheckpoint(isComplete: true, at: moment).log
    #expect(rows.count == 1000)
    #expect(rows.allSatisfy { $0.text.count <= 500 && $0.title.count <= 500 })
    #expect(rows.last.map { $0.title + $0.text }?.contains("C1499") == true)
  }

  @Test("a response head of less than 64 KiB is taken, a longer one is a lost connection", arguments: [63, 65])
  func head(kibibytes: Int) async throws {
    let field = "X-A: " + String(repeating: "b", count: 1017) + "\r\n"
    let fields = String(repeating: field, count: kibibytes - 1)
    let server = try LoopbackServer(
      [.request, .send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\(fields)\r\n")]
        + [.send(LoopbackStep.order(1)), .stall])
    let program = try ChildProgram.ordertop(["tail", "--url", server.orders, "--max-retries", "0"])
    if kibibytes < 64 {
      try await program.output(has: "order-1")
    } else {
      #expect(try await program.end() == 69)
      #expect(await program.errorText.contains("the response's head is larger than 64 KiB"))
    }
  }

  @Test("an event of any size up to 16 MiB comes whole, and not one byte more", arguments: -2...2)
  func eventSize(difference: Int) async throws {
    // The bound is on what is kept of an event: its data.
    let size = (16 << 20) + difference
    var bytes = Array("data: ".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: size - 6)
    bytes += Array("\n\ndata: next\n\n".utf8)
    var parser = EventStreamParser(lastEventID: "")
    var batch = EventBatch(lastEventID: "")
    parser.consume(bytes, into: &batch)
    #expect(batch.events.last?.data == "next")
    #expect(batch.events.count + batch.oversized.count == 2)
    #expect((batch.oversized.count == 1) == (difference > 0), "a line of \(size) bytes")
    #expect(parser.pendingByteCount == 0)
  }
}
