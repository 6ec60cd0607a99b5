import TerminalUI
import Testing

@testable import CursesTerminal

@Suite struct TerminalTitleTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("a title is sent once, and again where the terminal may have forgotten it")
  func once() {
    var title = TerminalTitle(terminalType: "xterm-256color")
    let late = forTerminal("3 LATE ─ 47 open", maxCells: 40)
    #expect(title.repeating(isUTF8: true).isEmpty)
    #expect(text(title.changing(to: late, isUTF8: true)) == "\u{1B}]2;3 LATE ─ 47 open\u{7}")
    #expect(title.changing(to: late, isUTF8: true).isEmpty)
    #expect(text(title.repeating(isUTF8: false)) == "\u{1B}]2;3 LATE ? 47 open\u{7}")
  }

  @Test("the shell's title is saved and restored where entering and leaving do not do it")
  func stack() {
    let title = TerminalTitle(terminalType: "tmux-256color")
    #expect(text(title.saving(entering: Array("\u{1B}[?1049h".utf8))) == "\u{1B}[22;2t")
    #expect(text(title.restoring(leaving: Array("\u{1B}[?1049l".utf8))) == "\u{1B}[23;2t")
    #expect(title.saving(entering: Array("\u{1B}[?1049h\u{1B}[22;0;0t".utf8)).isEmpty)
    #expect(title.restoring(leaving: Array("\u{1B}[23;0;0t".utf8)).isEmpty)
  }

  @Test("other terminals get nothing", arguments: ["linux", "vt100", "dumb", "sun"])
  func unsupported(type: String) {
    var title = TerminalTitle(terminalType: type)
    #expect(title.changing(to: forTerminal("x", maxCells: 9), isUTF8: true).isEmpty)
    #expect(title.saving(entering: []).isEmpty)
    #expect(title.restoring(leaving: []).isEmpty)
  }
}
