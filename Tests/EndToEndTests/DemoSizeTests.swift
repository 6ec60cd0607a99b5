import TestSupport
import Testing

/// Every size of a terminal is good for something, and may change at any time.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct DemoSizeTests {
  private static let sizes: [(columns: Int, rows: Int, texts: [String])] = [
    (
      160, 48,
      ["ordertop", "DEMO", "LATE", "HEARTBEAT", "Orders 50", "┬─ order-", "Events & errors", "? help", "q quit"]
    ),
    (
      120, 40,
      ["ordertop", "DEMO", "LATE", "HEARTBEAT", "Orders 50", "┬─ order-", "Events & errors", "? help", "q quit"]
    ),
    (80, 24, ["ordertop", "DEMO", "LATE 10", "Orders 50", "!!", "order-001", "Events & errors", "? help"]),
    (40, 6, ["DEMO", "10 LATE", "!!", "-001", "help"]), (20, 3, ["DEMO", "10 LATE"]), (20, 1, ["DEMO", "10 LATE"]),
  ]

  private let files: TemporaryFolder

  init() throws {
    files = try TemporaryFolder()
    try files.write(SampleRecording.board, to: "board.sse")
  }

  private func expect(_ size: (columns: Int, rows: Int, texts: [String]), on screen: TmuxScreen) async throws {
    let shown = try await screen.wait(for: "\(size.columns)x\(size.rows): \(size.texts)") { screen in
      size.texts.allSatisfy(screen.contains)
    }
    let lines = shown.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count == size.rows)
    #expect(lines.allSatisfy { $0.count <= size.columns })
    #expect(lines.first?.contains("DEMO") == true)
  }

  @Test("a terminal of any size shows the state and the late ones", arguments: 0..<6)
  func size(index: Int) async throws {
    let size = Self.sizes[index]
    let screen = try await TmuxScreen.ordertop(
      ["demo", "--recording", files.path("board.sse")], columns: size.columns, rows: size.rows)
    try await expect(size, on: screen)
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }

  @Test("resizing draws anew, down to one row and up again")
  func resize() async throws {
    let screen = try await TmuxScreen.ordertop(
      ["demo", "--recording", files.path("board.sse")], columns: 160, rows: 48)
    for index in [0, 2, 5, 1, 3, 4, 0, 5, 2] {
      let size = Self.sizes[index]
      try await screen.resize(columns: size.columns, rows: size.rows)
      try await expect(size, on: screen)
    }
    try await screen.resize(columns: 1, rows: 1)
    try await screen.resize(columns: 250, rows: 70)
    try await expect((250, 70, Self.sizes[0].texts), on: screen)
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }
}
