import Glibc
import TestSupport
import Testing

@testable import ordertop

/// `DamageTests` change each part of a file, and `ExportTests` look at what comes out.
@Suite(
  "Promise 18: a damaged state is never told as a whole one; it is set aside, said, and begun anew with a gap",
  .serialized,
  .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct Promise18DamageTests {
  enum Damage: CaseIterable, Sendable { case header, rows, end, text, empty }

  @Test("whatever was damaged")
  func damaged() async throws { try await together(Damage.allCases) { try await Self.expectSetAside($0) } }

  private static func expectSetAside(_ damage: Damage) async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream((1...200).map { LoopbackStep.order($0) }.joined()) + [.stall],
      LoopbackStep.stream(LoopbackStep.order(999)) + [.stall])
    let folder = try BoardFolder()
    let first = try await folder.watch(server.orders)
    try await folder.saves("order-200")
    await first.signal(SIGTERM)
    #expect(try await first.end() == .exited(0))
    let file = try StateFileOnDisk(in: folder)
    let size = try file.bytes.count
    let noise = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 ^ $0 >> 8) }
    switch damage {
    case .header: file.overwrite(at: 0, with: noise)
    // All pages but the first.
    case .rows:
      for offset in stride(from: 4096, to: size, by: 4096) { file.overwrite(at: offset, with: noise) }
    case .end: file.truncate(to: size - 4096)
    case .text: file.overwrite(at: 0, with: Array("This is not a database at all.".utf8))
    case .empty: file.truncate(to: 100)
    }
    let damagedBytes = try file.bytes
    for command in ["export", "status"] {
      let (status, output, errors) = try await folder.run(command)
      #expect(status == 65, "\(command), \(damage)")
      #expect(output.isEmpty)
      #expect(errors.split(separator: "\n").count == 1)
    }
    #expect(try file.bytes == damagedBytes)

    let screen = try await TmuxScreen.ordertop(["--url", server.orders, "--state-dir", folder.path])
    try await screen.shows("GAP", "damaged", "order-999", "● LIVE")
    #expect(try await !screen.text().contains("NOT SAVED"))
    #expect(try await server.position(ofRequest: 1) == "")
    try await screen.press("q")
    #expect(try await screen.end() == 0)
    #expect(try await folder.orderIDs() == ["order-999"])
    let gap = try #require(await folder.status()["gap"] as? [String: Any])
    #expect((gap["reason"] as? String)?.contains("damaged") == true, "\(gap)")
    #expect(try Self.copies(folder).contains { $0 == damagedBytes })
  }

  /// What was set aside.
  private static func copies(_ folder: BoardFolder) throws -> [[UInt8]] {
    try folder.names.filter { $0.contains("damaged") }.map {
      try FileContents.read("\(folder.path)/\($0)", limit: 1 << 26)
    }
  }
}
