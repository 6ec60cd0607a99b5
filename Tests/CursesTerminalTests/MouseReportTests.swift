import TestSupport
import Testing

@testable import CursesTerminal
@testable import TerminalUI

@Suite struct MouseReportTests {
  private func inputs(_ text: String) -> [TerminalInput] {
    var decoder = KeyDecoder(isUTF8: true)
    let inputs = text.unicodeScalars.flatMap { decoder.decode(.character($0.value)) }
    return inputs + decoder.finish()
  }

  @Test("clicks and the wheel are told with their cells, modifiers or not")
  func reports() {
    #expect(inputs("\u{1B}[<0;1;1M") == [.mouse(MouseEvent(.press, column: 0, row: 0))])
    #expect(inputs("\u{1B}[<16;300;50M") == [.mouse(MouseEvent(.press, column: 299, row: 49))])
    #expect(inputs("\u{1B}[<64;7;9M") == [.mouse(MouseEvent(.wheelUp, column: 6, row: 8))])
    #expect(inputs("\u{1B}[<69;7;9M") == [.mouse(MouseEvent(.wheelDown, column: 6, row: 8))])
  }

  @Test("a button let go, other buttons and motion are nothing, and the key after them is that key")
  func others() {
    for report in ["<0;5;5m", "<1;5;5M", "<2;5;5M", "<32;5;5M", "<35;5;5M", "<66;5;5M", "<128;5;5M"] {
      #expect(inputs("\u{1B}[\(report)x") == [.key(.character("x"))], "\(report)")
    }
  }

  @Test("the older form of a report is read as one, and its characters are not keys")
  func legacy() {
    #expect(inputs("\u{1B}[M !!q") == [.mouse(MouseEvent(.press, column: 0, row: 0)), .key(.character("q"))])
    #expect(inputs("\u{1B}[M`\u{E9}\"") == [.mouse(MouseEvent(.wheelUp, column: 200, row: 1))])
    #expect(inputs("\u{1B}[M#qQ") == [])
  }

  @Test(
    "reports that are too large, too short, or no numbers do no harm",
    arguments: [
      "<0;0;5M", "<0;-5;5M", "<0;99999999999999999999;1M", "<0;1;9223372036854775807M", "<0;40000;1M", "<0;1M",
      "<0;1;1;1M", "<;;M", "<M", "<0;1;1", "<99999999999;1;1M", "<-1;1;1M", "<0;1:2;1M",
    ])
  func hostile(report: String) {
    #expect(inputs("\u{1B}[\(report)").isEmpty)
  }

  @Test(
    "on a terminal, clicks come as they are made, also where its database knows the mouse by another name",
    arguments: ["xterm-256color", "tmux-256color", "screen", "xterm"])
  func terminal(type: String) async throws {
    let terminal = try await PseudoTerminal.withFixture(type: type)
    await terminal.type("\u{1B}[<0;12;3M\u{1B}[<0;12;3mk\u{1B}[<65;230;40Ml")
    try await terminal.report(
      until: "mouse(TerminalUI.MouseEvent(deed: TerminalUI.MouseEvent.Deed.press, column: 11, row: 2))")
    let rest = try await terminal.report(until: "character(\"l\")")
    #expect(rest.contains("character(\"k\")"))
    #expect(rest.contains("Deed.wheelDown, column: 229, row: 39"))
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
  }

  @Test("the mouse can be let go and taken back, and stays let go over a redraw")
  func release() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    await terminal.type("R")
    try await terminal.output(until: Sequence.mouseOff)
    await terminal.type("\u{C}n")
    #expect(try await !terminal.output(until: "number 1").contains(Sequence.mouseOn))
    await terminal.type("M")
    try await terminal.output(until: Sequence.mouseOn)
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
    #expect(await terminal.takeOutput().components(of: Sequence.mouseOff) == 1)
  }

  @Test("a terminal that is no relative of xterm is not asked for its mouse, nor for its clipboard")
  func console() async throws {
    let terminal = try await PseudoTerminal.withFixture(type: "linux")
    await terminal.type("My")
    try await terminal.report(until: "mouse false")
    try await terminal.report(until: "not copied: this terminal has no clipboard")
    await terminal.type("q")
    #expect(try await terminal.end() == .exited(0))
    let shown = String(decoding: await terminal.transcript, as: UTF8.self)
    for sequence in ["\u{1B}[?1000", "\u{1B}[?1006", "\u{1B}]52"] { #expect(!shown.contains(sequence)) }
  }
}
