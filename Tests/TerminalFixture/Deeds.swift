import CursesTerminal
import Glibc
import TerminalUI

/// What each key does.
struct Deeds {
  let terminal: CursesTerminal
  private var frames = 0
  private var text = "hello"
  private var title = "fixture"

  init(terminal: CursesTerminal) { self.terminal = terminal }

  /// `false`: the end.
  mutating func react(to input: TerminalInput) async -> Bool {
    switch input {
    case .key(.character(let character)): return await act(character)
    case .key(.control("l")): await terminal.redraw()
    case .key, .mouse, .resumed, .reminder: break
    case .resized: await draw()
    case .signal, .hungUp: return false
    }
    return true
  }

  private mutating func act(_ character: Character) async -> Bool {
    switch character {
    case "q": return false
    case "e": exit(3)
    case "t": trap()
    case "a": abort()
    case "s": raise(SIGSEGV)
    case "d": TerminalFixture.report("\(Self.dive(0))")
    case "D": await MainActor.run { TerminalFixture.report("\(Self.dive(0))") }
    case "o": tell("\u{1B}[31mnoise \u{202E}é\n")
    case "m": await terminal.remind(every: .milliseconds(300), after: .zero)
    case "z": await terminal.suspend()
    case "M": TerminalFixture.report("mouse \(await terminal.setMouse(true))")
    case "R": TerminalFixture.report("mouse \(await terminal.setMouse(false))")
    case "y": await copy("order-1\u{1B}]0;é")
    case "Y": await copy(String(repeating: "x", count: 100_000))
    case "b": await present(bell: true)
    case "u": await present()
    case "n":
      text = "number \(frames)"
      await draw()
    case "c":
      text = "café ─ 時計 e\u{301}"
      await draw()
    case "h":
      title = "bad\u{1B}]0;x\u{7}\u{9B}2J\u{202E}ünicode"
      await draw()
    case "f": for _ in 0..<200 { await flood() }
    case "l": await colors()
    case "S": await strike()
    case "x": while true { pause() }
    default: break
    }
    return true
  }

  mutating func draw() async { await present() }

  private mutating func present(bell: Bool = false) async {
    frames += 1
    let charset: Charset = terminal.isUTF8 ? .unicode : .ascii
    var surface = Surface(size: terminal.size, charset: charset)
    surface.write(text, column: 2, row: 1, style: Style(foreground: Color(1), attributes: .bold))
    surface.write("corner", column: terminal.size.columns - 7, row: terminal.size.rows - 1, style: .plain)
    await terminal.present(surface, title: forTerminal(title, maxCells: 60), bell: bell)
    TerminalFixture.report("drawn \(frames) writes \(await terminal.writes)")
  }

  /// Struck text, in a bright colour and bold, before text that looks like what makes it so.
  private mutating func strike() async {
    var surface = Surface(size: terminal.size)
    let style = Style(foreground: Color(8), attributes: [.bold, .strikethrough])
    let used = surface.write("struck", column: 0, row: 0, style: style)
    surface.write("[0;8mplain", column: used, row: 0, style: .plain)
    await terminal.present(surface)
  }

  /// A frame in which every cell is new.
  private mutating func flood() async {
    frames += 1
    var surface = Surface(size: terminal.size)
    for row in 0..<terminal.size.rows {
      surface.write(
        String(repeating: Character(Unicode.Scalar(UInt8(33 + (frames + row) % 90))), count: terminal.size.columns),
        column: 0, row: row, style: Style(foreground: Color(UInt8(frames % 256))))
    }
    await terminal.present(surface)
  }

  /// Every pair of some hundred colours: more than ncurses is asked to keep.
  private func colors() async {
    for first in 0..<UInt8(40) {
      var surface = Surface(size: terminal.size)
      for row in 0..<terminal.size.rows {
        for column in 0..<terminal.size.columns {
          let style = Style(foreground: Color(first &* 5 &+ UInt8(column % 100)), background: Color(UInt8(row % 200)))
          surface.put("x", column: column, row: row, style: style)
        }
      }
      await terminal.present(surface)
    }
    TerminalFixture.report("colours done")
  }

  private func copy(_ text: String) async {
    do {
      try await terminal.copy(text)
      TerminalFixture.report("copied")
    } catch { TerminalFixture.report("not copied: \(error)") }
  }

  private func tell(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  /// Uses up the stack.
  private static func dive(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 16) { room in
      room.initialize(repeating: depth)
      return depth < 0 ? room[0] : dive(depth + 1) + room[15]
    }
  }

  private func trap() {
    let empty: [Int] = CommandLine.arguments.filter { $0 == "nothing" }.map(\.count)
    TerminalFixture.report("\(empty[5])")
  }
}
