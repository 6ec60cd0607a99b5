import Glibc
import TestSupport
import Testing

/// The mouse in a real terminal, and that the terminal has its mouse back whatever happens.
@Suite(.serialized) struct MouseTests {
  private let files: TemporaryFolder

  init() throws {
    files = try TemporaryFolder()
    try files.write(SampleRecording.board, to: "board.sse")
  }

  private static let on = "\u{1B}[?1000h\u{1B}[?1006h"
  private static let off = "\u{1B}[?1006l\u{1B}[?1000l"

  private func dashboard(type: String = "xterm-256color", _ arguments: String...) async throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: 120, rows: 40)
    var environment = PseudoTerminal.environment
    environment["TERM"] = type
    try await terminal.start(
      BuiltProgram.path("ordertop"), ["demo", "--recording", files.path("board.sse")] + arguments,
      environment: environment)
    return terminal
  }

  @Test(
    "clicks select, open, sort and press hints; the wheel scrolls",
    .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
  func clicks() async throws {
    let screen = try await TmuxScreen.ordertop(["demo", "--recording", files.path("board.sse")])
    try await screen.shows("┬─ order-001 ─", "? help")
    try await screen.click(on: "  order-003 ")
    try await screen.shows("┬─ order-003 ─")
    try await screen.click(on: "  order-003 ")
    try await screen.hides("Events & errors")
    try await screen.click(on: "q close")
    try await screen.shows("Events & errors")
    try await screen.press("g")
    try await screen.click(on: "ORDER ")
    try await screen.shows("sorted by order")
    try await screen.click(on: "ORDER▼")
    try await screen.shows("sorted by order, reversed", "order-050")
    try await screen.wheel(on: "  order-045 ", "\u{1B}[<65")
    try await screen.shows("rows 4–")
    try await screen.click(on: "Events & errors")
    try await screen.wheel(on: "order-050 UPS", "\u{1B}[<64")
    try await screen.shows("3 newer below")
    try await screen.click(on: "? help")
    try await screen.shows("Keys and marks")
    try await screen.click(on: "q close")
    try await screen.hides("Keys and marks")
    try await screen.click(on: "q quit")
    #expect(try await screen.end() == 0)
  }

  @Test("m gives the mouse to the terminal and takes it back")
  func release() async throws {
    let terminal = try await dashboard()
    try await terminal.output(until: Self.on)
    await terminal.type("m")
    try await terminal.output(until: Self.off)
    try await terminal.output(until: "mouse off")
    await terminal.type("m")
    try await terminal.output(until: Self.on)
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
  }

  @Test("the configuration can leave it to the terminal, until m is pressed")
  func leftToTheTerminal() async throws {
    try files.write("screen.mouse = false\n", to: "config.toml")
    let terminal = try await dashboard("--config", files.path("config.toml"))
    try await terminal.output(until: "order-020")
    #expect(await !String(decoding: terminal.transcript, as: UTF8.self).contains("\u{1B}[?1000h"))
    await terminal.type("m")
    try await terminal.output(until: Self.on)
  }

  @Test("sequences that no mouse sends do no harm")
  func hostile() async throws {
    let terminal = try await dashboard()
    try await terminal.output(until: "order-020")
    for report in [
      "<0;99999999999999999999;1M", "<0;65535;65535M", "<-1;-1;-1M", "<0;1", "<;;;;;;;;M", "M\u{7F}\u{7F}\u{7F}",
    ] {
      await terminal.type("\u{1B}[\(report)")
    }
    try await Task.sleep(for: .milliseconds(200))
    await terminal.type("/")
    try await terminal.output(until: "keep")
    await terminal.signal(SIGTERM)
    #expect(try await terminal.end() == .exited(0))
  }

  /// Ways of ending: keys, signals, crashes.
  private static let endings: [(input: String?, signal: Int32?, ending: PseudoTerminal.Ending)] = [
    ("q", nil, .exited(0)), ("\u{3}", nil, .exited(0)), (nil, SIGTERM, .exited(0)), (nil, SIGHUP, .exited(0)),
    (nil, SIGQUIT, .exited(0)), (nil, SIGSEGV, .killed(SIGSEGV)), (nil, SIGABRT, .killed(SIGABRT)),
    (nil, SIGILL, .killed(SIGILL)),
  ]

  @Test("each way of ending turns the mouse off, last of all", arguments: endings.indices)
  func ends(index: Int) async throws {
    let (input, signal, ending) = Self.endings[index]
    let terminal = try await dashboard()
    try await terminal.output(until: Self.on)
    try await terminal.output(until: "order-020")
    if let input { await terminal.type(input) }
    if let signal { await terminal.signal(signal) }
    #expect(try await terminal.end() == ending)
    let shown = String(decoding: await terminal.transcript, as: UTF8.self)
    let last = try #require(shown.ranges(of: Self.off).last)
    #expect(!shown[last.upperBound...].contains("?1000h"))
  }
}

extension TmuxScreen {
  /// Presses the first button on a text, and lets it go.
  fileprivate func click(on text: String) async throws {
    let place = try await place(of: text)
    try await type("\u{1B}[<0;\(place)M\u{1B}[<0;\(place)m")
  }

  fileprivate func wheel(on text: String, _ button: String) async throws {
    try await type("\(button);\(await place(of: text))M")
  }

  /// Column and row of the first place that shows a text, as a report has them.
  private func place(of text: String) async throws -> String {
    let lines = try await lines()
    let row = try #require(lines.firstIndex { $0.contains(text) }, "\(text)")
    let range = try #require(lines[row].firstRange(of: text))
    return "\(lines[row][..<range.lowerBound].count + 2);\(row + 1)"
  }
}
