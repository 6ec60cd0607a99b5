import TestSupport
import Testing

/// `y` and `Y`: by OSC 52, and inside tmux by tmux itself.
@Suite(.serialized) struct CopyTests {
  private let files: TemporaryFolder

  init() throws {
    files = try TemporaryFolder()
    try files.write(SampleRecording.board, to: "board.sse")
  }

  private func dashboard(_ environment: [String: String] = [:]) async throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: 120, rows: 40)
    try await terminal.start(
      BuiltProgram.path("ordertop"), ["demo", "--recording", files.path("board.sse")],
      environment: PseudoTerminal.environment.merging(environment) { $1 })
    try await terminal.output(until: "order-020")
    return terminal
  }

  @Test("outside of tmux the terminal is sent the text, encoded")
  func terminal() async throws {
    let terminal = try await dashboard()
    await terminal.type("y")
    // order-001
    try await terminal.output(until: "\u{1B}]52;c;b3JkZXItMDAx\u{7}")
    try await terminal.output(until: "copied order-001")
    await terminal.type("Y")
    // {"orderId":"order-001"
    try await terminal.output(until: "\u{1B}]52;c;eyJvcmRlcklkIjoib3JkZXItMDAxI")
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
  }

  @Test("a terminal without a clipboard is not bothered, and it says so")
  func console() async throws {
    let terminal = try await dashboard(["TERM": "linux"])
    await terminal.type("y")
    try await terminal.output(until: "not copied: this terminal has no clipboard")
    #expect(!String(decoding: await terminal.transcript, as: UTF8.self).contains("\u{1B}]52"))
  }

  @Test("a tmux that is not there any more is no way to lose the text")
  func deadTmux() async throws {
    let terminal = try await dashboard(["TMUX": "\(files.path("socket")),1,0"])
    await terminal.type("y")
    try await terminal.output(until: "\u{1B}]52;c;b3JkZXItMDAx\u{7}")
  }

  @Test("inside tmux its buffer has the text", .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
  func tmux() async throws {
    let screen = try await TmuxScreen(
      [BuiltProgram.path("ordertop"), "demo", "--recording", files.path("board.sse")], isTold: true)
    try await screen.shows("Orders 50", "? help")
    try await screen.press("y")
    try await screen.shows("copied order-001")
    #expect(try await screen.buffer() == "order-001")
    try await screen.press("Y")
    try await screen.shows("copied order-001 as JSON")
    let json = try await screen.buffer()
    #expect(json.hasPrefix(#"{"orderId":"order-001","customerId":"#))
    #expect(json.hasSuffix("}") && !json.contains("\n"))
    try await screen.press("3")
    try await screen.press("y")
    try await screen.shows("copied 14:")
    #expect(try await screen.buffer().contains(" shipped "))
    try await screen.press("q")
    #expect(try await screen.end() == 0)
  }
}
