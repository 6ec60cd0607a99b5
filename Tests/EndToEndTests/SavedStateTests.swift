import Glibc
import TestSupport
import Testing

@testable import ordertop

/// What a dashboard says of its saved state when it cannot be had or kept.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct SavedStateTests {
  private let folder: TemporaryFolder
  private let server: LoopbackServer

  init() throws {
    folder = try TemporaryFolder()
    let connected = LoopbackStep.event(1, "connected", #"{"streamId":"live-abc123"}"#)
    server = try LoopbackServer(
      LoopbackStep.stream(connected, LoopbackStep.order(2), LoopbackStep.order(3)) + [.stall],
      LoopbackStep.stream(LoopbackStep.order(4)) + [.stall])
  }

  private func watch(_ arguments: String..., state: String? = nil) async throws -> TmuxScreen {
    try await .ordertop(["--url", server.orders, "--state-dir", state ?? folder.path("state")] + arguments)
  }

  /// Runs the dashboard until the two orders of the first connection are there, and quits it.
  private func saveTwoOrders() async throws {
    let screen = try await watch()
    try await screen.shows("● LIVE", "order-3")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  /// The database that the dashboard made.
  private func database() throws -> String {
    let directory = try #require(opendir(folder.path("state")))
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".sqlite") { return folder.path("state/" + name) }
    }
    throw SystemCallError(call: "no database", code: ENOENT)
  }

  private func overwrite(_ path: String, at offset: Int, with bytes: [UInt8]) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    defer { close(file) }
    #expect(pwrite(file, bytes, bytes.count, off_t(offset)) == bytes.count)
  }

  private func status(of arguments: String...) async throws -> Int32 {
    let program = try ChildProgram(
      BuiltProgram.path("ordertop"), arguments + ["--state-dir", folder.path("state")],
      environment: ["PATH": "/usr/bin:/bin"])
    return try await program.end()
  }

  @Test("a board on the wall is one again after a restart")
  func board() async throws {
    let screen = try await watch("--board")
    try await screen.shows("● LIVE", "OPEN", "HEARTBEAT", "2 created")
    try await screen.press("Q")
    #expect(try await screen.end() == 0)
    let again = try await watch()
    try await again.shows("OPEN", "HEARTBEAT", "b orders")
  }

  @Test("a restart shows the saved orders and asks for what followed")
  func resumes() async throws {
    try await saveTwoOrders()
    let screen = try await watch()
    try await screen.shows("● LIVE", "order-2", "order-3", "order-4")
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == ["3"])
    #expect(try await !screen.text().contains("GAP"))
  }

  @Test("a fresh start forgets them, and another position than the saved one is a gap")
  func startsElsewhere() async throws {
    try await saveTwoOrders()
    let other = try await watch("--last-event-id", "77")
    try await other.shows("GAP", "order-2", "order-4", "saved position was 3")
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == ["77"])
    try await other.press("q")
    #expect(try await other.end() == 0)
    let fresh = try await watch("--fresh")
    try await fresh.shows("● LIVE", "order-4", "Orders 1")
    #expect(server.fields("Last-Event-ID", ofRequest: 2) == [])
  }

  @Test("a directory that is taken from under a running dashboard is made again, with everything in it")
  func movedMeanwhile() async throws {
    let screen = try await watch()
    try await screen.shows("● LIVE", "order-3")
    #expect(rename(folder.path("state"), folder.path("gone")) == 0)
    try await screen.press("r")
    try await screen.shows("order-4")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
    let again = try await watch()
    try await again.shows("order-2", "order-3", "order-4")
    #expect(server.fields("Last-Event-ID", ofRequest: 2) == ["4"])
  }

  @Test("a second dashboard on the same stream runs, says that it does not save, and saves once the first is gone")
  func twoInstances() async throws {
    let first = try await watch()
    try await first.shows("● LIVE", "order-3")
    let second = try await watch()
    try await second.shows("NOT SAVED", "another ordertop saves this stream", "order-4")
    #expect(try await !first.text().contains("NOT SAVED"))
    try await first.press("q")
    #expect(try await first.end() == 0)
    try await second.hides("NOT SAVED")
    try await second.press("q")
    #expect(try await second.end() == 0)
    #expect(try await status(of: "export") == 0)
  }

  @Test("a damaged state is set aside with a gap, and the board goes on")
  func damaged() async throws {
    try await saveTwoOrders()
    let path = try database()
    overwrite(path, at: 0, with: (0..<4096).map { _ in UInt8.random(in: 0...255) })
    #expect(try await status(of: "export") == 65)
    #expect(try await status(of: "status") == 65)
    let screen = try await watch()
    try await screen.shows("GAP", "damaged", "order-4", "● LIVE")
    #expect(try await !screen.text().contains("NOT SAVED"))
    #expect(server.fields("Last-Event-ID", ofRequest: 1) == [])
    try await screen.press("q")
    #expect(try await screen.end() == 0)
    #expect(try await status(of: "export") == 0)
  }

  @Test("a state of a newer version is refused by every command, and left as it is")
  func newer() async throws {
    try await saveTwoOrders()
    let path = try database()
    // The user version, big-endian, in the header of the file.
    overwrite(path, at: 60, with: [0, 0, 3, 0xE8])
    let before = try FileContents.read(path, limit: 1 << 24)
    #expect(try await status(of: "export") == 78)
    #expect(try await status(of: "status") == 78)
    #expect(try await status(of: "--url", server.orders) == 78)
    #expect(try FileContents.read(path, limit: 1 << 24) == before)
  }

  @Test("a directory that cannot be made is said on the screen, and the stream goes on")
  func unwritable() async throws {
    let screen = try await watch(state: "/proc/ordertop")
    try await screen.shows("NOT SAVED", "● LIVE", "order-3")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }
}
