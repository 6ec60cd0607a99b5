import Glibc
import TestSupport
import Testing

/// `DiskFaultTests` and `DiskTroubleTests` let each call to the disk fail; `SaverTests` each write.
@Suite(
  "Promise 17: a disk that is full or read-only is said, the board goes on, and it is caught up when it can be",
  .serialized,
  .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct Promise17DiskTests {
  /// Sends so many events at once, and so many more with each `r`.
  private static func server(_ count: Int) throws -> LoopbackServer {
    let history = OrderHistory(count: 20 * count)
    return try LoopbackServer([
      .request,
      .answer { request in
        let line = request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("last-event-id:") }
        let id = line.map { String($0.split(separator: " ").last ?? "") } ?? ""
        return [.eventStreamHead(), .send(history.events(after: id).prefix(count).map(\.text).joined()), .stall]
      },
    ])
  }

  @Test(
    "a file system that fills up under the dashboard",
    .enabled(if: SmallFileSystem.isPermitted, "needs the right to mount"))
  func full() async throws {
    let small = try SmallFileSystem()
    let count = 1500
    let history = OrderHistory(count: 20 * count)
    let server = try Self.server(count)
    let ballast = open(small.path + "/ballast", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    try #require(posix_fallocate(ballast, 0, 500_000) == 0)
    close(ballast)
    let screen = try await TmuxScreen.ordertop(
      ["--url", server.orders, "--state-dir", small.path], columns: 160)
    var shown = try await screen.shows("LIVE")
    for _ in 0..<15 where !shown.contains("NOT SAVED") {
      try await screen.press("r")
      try await Task.sleep(for: .milliseconds(700))
      shown = try await screen.text()
    }
    try await screen.shows("NOT SAVED", "no space left on device", "LIVE")
    // Whole: what is there is the fold up to its own position.
    let folder = BoardFolder(path: small.path)
    let before = try #require(await folder.status()["lastEventId"] as? String)
    #expect(try await folder.export() == history.orders(through: before))
    unlink(small.path + "/ballast")
    try await screen.hides("NOT SAVED")
    let position = server.fields("Last-Event-ID", ofRequest: server.requests.count - 1).first ?? ""
    let last = history.events(after: position).prefix(count).last?.id
    try await screen.press("q")
    #expect(try await screen.end() == 0)
    #expect(try await folder.status()["lastEventId"] as? String == last)
    #expect(try await folder.export() == history.orders(through: #require(last)))
  }

  @Test(
    "a read-only file system, until it can be written to",
    .enabled(if: SmallFileSystem.isPermitted, "needs the right to mount"))
  func readOnly() async throws {
    let small = try SmallFileSystem()
    let server = try Self.server(20)
    let folder = ["--url", server.orders, "--state-dir", small.path]
    let first = try await TmuxScreen.ordertop(folder)
    try await first.shows("LIVE", "order-1")
    try await first.press("q")
    #expect(try await first.end() == 0)
    try small.remount(isReadOnly: true)
    let second = try await TmuxScreen.ordertop(folder)
    try await second.shows("NOT SAVED", "read-only file system", "LIVE", "order-1")
    #expect(try await server.position(ofRequest: 1) == "e-20")
    try small.remount(isReadOnly: false)
    try await second.hides("NOT SAVED")
    try await second.press("q")
    #expect(try await second.end() == 0)
    let third = try await TmuxScreen.ordertop(folder)
    try await third.shows("LIVE")
    #expect(try await server.position(ofRequest: 2) == "e-40")
  }

  @Test("a directory that cannot be made")
  func unwritable() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(3)) + [.stall])
    let screen = try await TmuxScreen.ordertop(["--url", server.orders, "--state-dir", "/proc/ordertop"])
    try await screen.shows("NOT SAVED", "● LIVE", "order-3")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }
}
