import Glibc
import TestSupport
import Testing

/// `DemoSizeTests` say what is shown at each size, `TerminalEndingTests` and `OpeningTests` the same of the terminal alone.
@Suite(
  "Promise 22: gone within five seconds of its window, without spinning; any size; no terminal is refused", .serialized)
struct Promise22ClosedWindowTests {
  /// One order of many items, and changes to it that each have to be looked up among them.
  private static let flood: [UInt8] = {
    let items = (0..<10_000).map { #"{"itemId":"i\#($0)","quantity":1}"# }.joined(separator: ",")
    let changes = (0..<3000).map { LoopbackStep.event($0, "order-item-added", #"{"orderId":"o","itemId":"i9999"}"#) }
    let created = LoopbackStep.event(0, "order-created", #"{"orderId":"o","items":[\#(items)]}"#)
    return Array((created + changes.joined()).utf8)
  }()

  @Test("a closed window ends it, quiet or in a flood", arguments: [false, true])
  func closedWindow(isBusy: Bool) async throws {
    let more: [LoopbackStep] = isBusy ? [.sendRepeatedly(Self.flood, times: 1000)] : []
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + more + [.stall])
    let folder = try BoardFolder()
    let terminal = try await folder.watch(server.orders)
    try await terminal.output(until: "LIVE")
    try await folder.saves("order-1")
    await terminal.closeWindow()
    #expect(try await terminal.end(within: .seconds(Sanitizer.isPresent ? 30 : 5)) == .exited(0))
  }

  @Test("SIGTERM ends it within five seconds, also behind a flood and a hundred keys", arguments: ["", "j"])
  func flooded(key: String) async throws {
    let server = try LoopbackServer([.request, .eventStreamHead(), .sendRepeatedly(Self.flood, times: 1000), .stall])
    let terminal = try PseudoTerminal(columns: 100, rows: 30)
    let settings = await terminal.settings
    try await terminal.start(BuiltProgram.path("ordertop"), ["--url", server.orders])
    try await terminal.output(until: "LIVE")
    try await Task.sleep(for: .seconds(1))
    await terminal.type(String(repeating: key, count: 100))
    await terminal.signal(SIGTERM)
    #expect(try await terminal.end(within: .seconds(5)) == .exited(0))
    #expect(await terminal.settings == settings)
  }

  @Test("standard input that is absent or /dev/null does not make it spin")
  func noInput() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    for script in [#"exec "$@" < /dev/null"#, #"exec "$@" <&-"#] {
      let terminal = try PseudoTerminal()
      try await terminal.start(
        "/bin/sh", ["-c", script, "sh", BuiltProgram.path("ordertop"), "--url", server.orders])
      try await terminal.output(until: "LIVE")
      let before = await terminal.processorTime
      try await Task.sleep(for: .seconds(2))
      let used = await terminal.processorTime - before
      #expect(used < 50, "\(used) hundredths of a second in two seconds")
      await terminal.type("q")
      #expect(try await terminal.end() == .exited(0))
    }
  }

  @Test("every size from 1x1, and every change between them, draws within it")
  func sizes() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream((1...60).map { LoopbackStep.order($0) }.joined()) + [.stall])
    let terminal = try await BoardFolder().watch(server.orders, columns: 1, rows: 1)
    try await Task.sleep(for: .milliseconds(300))
    for keys in ["", "\r", "\u{1B}?", "?b", "bt", "ti", "iT", "\u{1B}o"] {
      await terminal.type(keys)
      for (columns, rows) in [(1, 1), (2, 1), (1, 2), (3, 3), (500, 1), (1, 200), (17, 5), (500, 200), (80, 24)] {
        await terminal.resize(columns: columns, rows: rows)
        try await Task.sleep(for: .milliseconds(30))
        _ = await terminal.takeOutput()
      }
    }
    await terminal.type("Q")
    #expect(try await terminal.end() == .exited(0))
    let vocabulary = TerminalVocabulary(columns: 500, rows: 200)
    let violations = vocabulary.violations(in: await terminal.transcript)
    #expect(violations == [], "\(violations)")
  }

  @Test("a terminal that cannot be used is 64, and the way out is named", arguments: [nil, "", "nosuch", "dumb"])
  func unusable(type: String?) async throws {
    let terminal = try PseudoTerminal()
    let settings = await terminal.settings
    var environment = PseudoTerminal.environment
    environment["TERM"] = type
    try await terminal.start(
      BuiltProgram.path("ordertop"), ["demo"], environment: environment)
    #expect(try await terminal.end() == .exited(64))
    let shown = String(decoding: await terminal.transcript, as: UTF8.self)
    #expect(shown.contains("ordertop tail"), "\(shown)")
    #expect(!shown.contains("\u{1B}"))
    #expect(shown.split(separator: "\r\n").count == 1, "\(shown)")
    #expect(await terminal.settings == settings)
  }

  @Test("standard output that is no terminal is 64")
  func noTerminal() async throws {
    let program = try ChildProgram.ordertop(["demo"], environment: PseudoTerminal.environment)
    #expect(try await program.end() == 64)
    #expect(await program.errorText.contains("ordertop tail"))
    #expect(await program.errorLines.count == 1)
    #expect(await program.outputBytes.isEmpty)
  }
}
