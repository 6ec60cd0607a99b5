import Glibc
import TestSupport
import Testing

/// Hours of it are for `Tests/Soak`; here is what they would add up to.
@Suite(
  "Promise 26: a long run keeps memory and descriptors, and leaves the processor alone", .serialized,
  .timeLimit(.minutes(4)))
struct Promise26LongRunTests {
  private static let orders = 300

  /// So many events about the same orders; heartbeats, errors, drops of the log among them.
  private static func stretch(_ number: Int, _ count: Int) -> String {
    (0..<count).map { index in
      let id = number * count + index
      let order = "order-\(id % Self.orders)"
      return switch id % 7 {
      case 0: LoopbackStep.event(id, "heartbeat", #"{"timestamp":"2024-07-15T14:30:00Z"}"#)
      case 1: LoopbackStep.event(id, "order-created", #"{"orderId":"\#(order)","status":"CREATED","items":[]}"#)
      case 2:
        LoopbackStep.event(
          id, "order-item-added", #"{"orderId":"\#(order)","itemId":"i\#(id % 5)","quantity":1,"price":2.5}"#)
      case 3: LoopbackStep.event(id, "order-updated", #"{"orderId":"\#(order)","status":"PROCESSING","total":\#(id)}"#)
      case 4: LoopbackStep.event(id, "order-updated", "malformed \(id)")
      case 5: LoopbackStep.event(id, "order-item-removed", #"{"orderId":"\#(order)","itemId":"i\#(id % 5)"}"#)
      default:
        LoopbackStep.event(id, "order-shipped", #"{"orderId":"\#(order)","carrier":"C","trackingNumber":"\#(id)"}"#)
      }
    }.joined()
  }

  @Test("75,000 events over 25 connections, after as many to warm up")
  func growth() async throws {
    let server = try LoopbackServer { number in
      [.request, .eventStreamHead(), .send(Self.stretch(number, 3000)), number < 50 ? .close : .stall]
    }
    let folder = try BoardFolder()
    // Small, so that it is full before the first look.
    let watch = try await folder.watch(server.orders, "--retry-base", "0.05", "--journal-events", "1000")
    let id = try #require(await watch.program)
    let status = ProcessStatus(id)
    var looks: [(memory: Int, descriptors: Int, threads: Int)] = []
    for goal in [25, 50] {
      try await server.receives(request: goal, within: .seconds(120))
      _ = await watch.takeOutput()
      try await Task.sleep(for: .milliseconds(500))
      // Without the program's code, which comes and goes.
      looks.append((status.number("RssAnon") ?? 0, status.descriptors, status.number("Threads") ?? 0))
    }
    print("after 75,000 and 150,000 events: \(looks)")
    #expect(looks[1].memory < looks[0].memory + 6 * 1024 || Sanitizer.isPresent, "KiB: \(looks)")
    #expect(abs(looks[1].descriptors - looks[0].descriptors) <= 3, "\(looks)")
    #expect(abs(looks[1].threads - looks[0].threads) <= 2, "\(looks)")
    await watch.signal(SIGTERM)
    #expect(try await watch.end() == .exited(0))
  }

  @Test("what only a start needs of the program leaves the memory, and the dashboard goes on")
  func code() async throws {
    let news = LoopbackStep.event(100, "error", #"{"code":"LATE_NEWS","message":"later","recoverable":true}"#)
    let server = try LoopbackServer(
      LoopbackStep.stream(Self.stretch(0, 100)) + [.wait(.seconds(14)), .send(news), .stall])
    let watch = try await BoardFolder().watch(server.orders)
    try await watch.output(until: "LIVE")
    let status = ProcessStatus(try #require(await watch.program))
    let before = try #require(status.number("RssFile"))
    // Ten seconds are the longest time without a save.
    try await Task.sleep(for: .seconds(12))
    let after = try #require(status.number("RssFile"))
    print("KiB of files in memory: \(before), then \(after)")
    #expect(after < before * 2 / 3 || Sanitizer.isPresent)
    try await watch.output(until: "LATE_NEWS")
    await watch.signal(SIGTERM)
    #expect(try await watch.end() == .exited(0))
  }

  @Test("ten quiet seconds with a board on the screen cost next to nothing")
  func idle() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(Self.stretch(0, 3000)) + [.stall])
    let watch = try await BoardFolder().watch(server.orders)
    try await watch.output(until: "LIVE")
    try await Task.sleep(for: .seconds(2))
    let before = await watch.processorTime
    for _ in 0..<50 {
      _ = await watch.takeOutput()
      try await Task.sleep(for: .milliseconds(200))
    }
    let used = await watch.processorTime - before
    print("hundredths of a second used in ten: \(used)")
    // A debug build that draws each second uses two; frames where nothing has changed would be seen.
    #expect(used < 25)
  }
}
