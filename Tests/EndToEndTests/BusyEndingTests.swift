import Glibc
import TestSupport
import Testing

/// Promise 22 under load: a flood that keeps the board busy holds up nobody who wants to quit.
@Suite(.serialized) struct BusyEndingTests {
  /// One order of many items, and changes to it that each have to be looked up among them.
  private static let flood: [UInt8] = {
    let items = (0..<10_000).map { #"{"itemId":"i\#($0)","quantity":1}"# }.joined(separator: ",")
    let changes = (0..<3000).map { LoopbackStep.event($0, "order-item-added", #"{"orderId":"o","itemId":"i9999"}"#) }
    let created = LoopbackStep.event(0, "order-created", #"{"orderId":"o","items":[\#(items)]}"#)
    return Array((created + changes.joined()).utf8)
  }()

  @Test("SIGTERM ends it within five seconds, also behind a hundred keys", arguments: ["", "j"])
  func signal(key: String) async throws {
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
}
