import Foundation
import Glibc
import TestSupport
import Testing

/// The dashboard on file systems that take nothing, and in terminals that do not.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct SavingTroubleTests {
  /// So many orders, each with a few kilobytes, some at a time.
  private static func orders(_ ids: ClosedRange<Int>) -> [LoopbackStep] {
    let note = String(repeating: "x", count: 3000)
    return ids.flatMap { id -> [LoopbackStep] in
      [
        .send(LoopbackStep.event(id, "order-created", #"{"orderId":"order-\#(id)","note":"\#(note)"}"#)),
        .wait(.milliseconds(5)),
      ]
    }
  }

  private func exported(_ directory: String) async throws -> [String] {
    let program = try ChildProgram.ordertop(["export", "--state-dir", directory])
    let status = try await program.end()
    let errors = await program.errorText
    #expect(status == 0, "\(errors)")
    let orders = try JSONSerialization.jsonObject(with: Data(await program.outputBytes)) as? [[String: Any]]
    return try #require(orders).compactMap { $0["orderId"] as? String }
  }

  private static func ids(_ range: ClosedRange<Int>) -> [String] {
    range.map { "order-\($0)" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  @Test(
    "a disk that is full is said on the screen and in the log; when there is room again everything is saved",
    .enabled(if: SmallFileSystem.isPermitted, "needs the right to mount"))
  func full() async throws {
    let small = try SmallFileSystem(mebibytes: 8)
    try small.fill(leaving: 400_000)
    let server = try LoopbackServer([.request, .eventStreamHead()] + Self.orders(1...400) + [.stall])
    let screen = try await TmuxScreen.ordertop(["--url", server.orders, "--state-dir", small.path])
    let text = try await screen.shows("● LIVE", "Orders 400", "NOT SAVED: ", "no space left on device")
    #expect(text.contains(/not saved .*no space left on device/))
    let kept = try await exported(small.path)
    #expect(kept.count < 400)
    #expect(kept.isEmpty || kept == Self.ids(1...kept.count))
    small.empty()
    try await screen.hides("NOT SAVED")
    try await screen.shows("everything is saved again")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
    #expect(try await exported(small.path) == Self.ids(1...400))
  }

  @Test(
    "who quits with a full disk is told; the next start goes on where the saved orders end",
    .enabled(if: SmallFileSystem.isPermitted, "needs the right to mount"))
  func quitWhenFull() async throws {
    let small = try SmallFileSystem(mebibytes: 8)
    try small.fill(leaving: 600_000)
    let server = try LoopbackServer(
      [.request, .eventStreamHead()] + Self.orders(1...300) + [.stall], LoopbackStep.stream() + [.stall])
    let terminal = try PseudoTerminal()
    try await terminal.start(BuiltProgram.path("ordertop"), ["--url", server.orders, "--state-dir", small.path])
    try await terminal.output(until: "NOT SAVED")
    await terminal.type("q")
    try await terminal.output(until: "ordertop: not saved: no space left on device: \(small.path)/")
    #expect(try await terminal.end() == .exited(0))
    let kept = try await exported(small.path)
    #expect((1..<300).contains(kept.count))
    #expect(kept == Self.ids(1...kept.count))
    small.empty()
    let again = try await TmuxScreen.ordertop(["--url", server.orders, "--state-dir", small.path])
    try await again.shows("Orders \(kept.count)", "AS OF")
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == ["\(kept.count)"])
  }

  @Test(
    "on a read-only file system the saved orders are shown, and saved on once it may be written",
    .enabled(if: SmallFileSystem.isPermitted, "needs the right to mount"))
  func readOnly() async throws {
    let small = try SmallFileSystem(mebibytes: 8)
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1)) + [.stall], LoopbackStep.stream(LoopbackStep.order(2)) + [.stall])
    let first = try await TmuxScreen.ordertop(["--url", server.orders, "--state-dir", small.path])
    try await first.shows("● LIVE", "order-1")
    try await first.press("q")
    #expect(try await first.end() == 0)
    try small.remount(isReadOnly: true)
    let second = try await TmuxScreen.ordertop(["--url", server.orders, "--state-dir", small.path])
    let text = try await second.shows("● LIVE", "order-1", "order-2", "NOT SAVED: ", "read-only file system")
    #expect(!text.contains("GAP"))
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == ["1"])
    #expect(try await exported(small.path) == ["order-1"])
    try small.remount(isReadOnly: false)
    try await second.hides("NOT SAVED")
    #expect(try await exported(small.path) == ["order-1", "order-2"])
  }

  @Test("a terminal that nobody reads stops neither the stream nor saving")
  func unreadTerminal() async throws {
    let folder = try TemporaryFolder()
    let history = OrderHistory(count: 3_000)
    let server = try LoopbackServer(history.serving(20, every: .milliseconds(20)))
    let terminal = try PseudoTerminal(columns: 200, rows: 60)
    try await terminal.start(
      BuiltProgram.path("ordertop"), ["--url", server.orders, "--state-dir", folder.path("state")])
    let all = try history.orders(through: "e-3000").compactMap { ($0 as? [String: Any])?["orderId"] as? String }
    let deadline = ContinuousClock.now + .seconds(60)
    while try await exported(folder.path("state")) != all, .now < deadline {
      try await Task.sleep(for: .milliseconds(200))
    }
    #expect(try await exported(folder.path("state")) == all)
    await terminal.signal(SIGTERM)
    #expect(try await terminal.end() == .exited(0))
  }
}
