import Testing

@testable import EventStream

@Suite("HeartbeatMonitor")
struct HeartbeatMonitorTests {
  private let timeout = Duration.seconds(60)

  private func monitor() -> HeartbeatMonitor {
    var monitor = HeartbeatMonitor(timeout: timeout, at: .zero)
    monitor.opened(at: .zero)
    return monitor
  }

  /// Feeds text at that time, as a client does.
  private func feed(
    _ text: String, to monitor: inout HeartbeatMonitor, _ parser: inout EventStreamParser, at now: Duration
  ) {
    var batch = EventBatch()
    monitor.received(at: now)
    parser.consume(Array(text.utf8), into: &batch)
    monitor.progressed(to: parser, at: now)
  }

  /// One chunk a second until the monitor gives up, or for an hour.
  private func lifetime(of chunk: (Int) -> String, limit: Int = 16 * 1024 * 1024) -> Int? {
    var monitor = monitor()
    var parser = EventStreamParser(eventLimit: limit)
    for second in 1...3600 {
      feed(chunk(second), to: &monitor, &parser, at: .seconds(second))
      switch monitor.verdict(at: .seconds(second)) {
      case .alive: continue
      case .drip: return second
      case .silent: return -second
      }
    }
    return nil
  }

  @Test("silence is told when the timeout has passed, not a moment earlier")
  func silence() {
    var monitor = monitor()
    #expect(monitor.deadline == .seconds(60))
    #expect(result(monitor.verdict(at: .seconds(60) - .nanoseconds(1))) == .alive)
    #expect(result(monitor.verdict(at: .seconds(60))) == .silent)
  }

  @Test("any byte is a sign of life, also one that completes nothing")
  func anyByte() {
    var monitor = monitor()
    monitor.received(at: .seconds(59))
    #expect(result(monitor.verdict(at: .seconds(118))) == .alive)
    #expect(result(monitor.verdict(at: .seconds(119))) == .silent)
  }

  @Test("while nobody reads there is no silence, and the timeout starts again afterwards")
  func pause() {
    var monitor = monitor()
    monitor.pause(at: .seconds(10))
    #expect(monitor.deadline == nil)
    #expect(result(monitor.verdict(at: .seconds(1000))) == .alive)
    monitor.pause(at: .seconds(1000))
    monitor.resume(at: .seconds(1000))
    #expect(monitor.deadline == .seconds(1050))
    #expect(result(monitor.verdict(at: .seconds(1059))) == .alive)
    #expect(result(monitor.verdict(at: .seconds(1060))) == .silent)
  }

  @Test("a drip that completes nothing is given up after four timeouts")
  func drip() {
    #expect(lifetime { _ in "x" } == 240)
    #expect(lifetime { $0 == 1 ? "data: " : "x" } == 240)
  }

  @Test("comments and events, even empty ones, keep a connection; a comment that never ends does not")
  func completions() {
    #expect(lifetime { $0.isMultiple(of: 60) ? ":\n" : "" } == nil)
    #expect(lifetime { $0.isMultiple(of: 239) ? "\n\n" : "d" } == nil)
    #expect(lifetime { _ in ": " + String(repeating: "x", count: 5000) } == 240)
    #expect(lifetime { _ in "\n" } == 240)
  }

  @Test("a large event over a slow link is waited for, from 1 KiB/s on")
  func slowLink() {
    #expect(lifetime { _ in String(repeating: "x", count: 1024) } == nil)
    #expect(lifetime { _ in String(repeating: "x", count: 1000) } == 240)
  }

  @Test("an event that stops being quick is given up although it began so")
  func slowingDown() {
    #expect(lifetime { $0 < 400 ? String(repeating: "x", count: 5_000) : "x" } == 480)
  }

  @Test("an event over its limit is given up after four timeouts, however quick it is")
  func oversized() {
    #expect(lifetime(of: { _ in "data: " + String(repeating: "x", count: 50_000) + "\n" }, limit: 100_000) == 240)
  }

  @Test("the time that nobody reads is no time of the drip's")
  func pausedDrip() {
    var monitor = monitor()
    var parser = EventStreamParser()
    for second in stride(from: 30, through: 210, by: 30) {
      feed("x", to: &monitor, &parser, at: .seconds(second))
      #expect(result(monitor.verdict(at: .seconds(second))) == .alive)
    }
    monitor.pause(at: .seconds(210))
    monitor.resume(at: .seconds(310))
    feed("x", to: &monitor, &parser, at: .seconds(330))
    #expect(result(monitor.verdict(at: .seconds(339))) == .alive)
    #expect(result(monitor.verdict(at: .seconds(340))) == .drip)
  }

  /// Calls with a change cannot stand in `#expect` by themselves.
  private func result<Value>(_ value: Value) -> Value { value }
}
