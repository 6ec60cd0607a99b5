import OrderProtocol
import OrderStore
package import TerminalUI

/// The dashboard in one line, from a saved state: for a prompt, a script, the status line of tmux. The state word and the
/// number of late orders are there at any width.
package struct StatusLine {
  /// The widths that it can be made for, in cells.
  package static let widths = 10...120

  private let surface: Surface
  private let columns: Int

  /// - Parameter report: `nil`: nothing has been saved yet.
  package init(_ report: StatusReport?, width: Int, charset: Charset) {
    self.init(
      report.map(Self.pieces)
        ?? [LinePiece(.text, [("no state: nothing has been saved yet", 1), ("no state", 0)], isRequired: true)],
      width: width, charset: charset)
  }

  /// Instead of a state that is there and cannot be read.
  package init(unreadable problem: String, width: Int, charset: Charset) {
    let word = "UNREADABLE"
    let room = width - word.count - 2
    // A word or two of it help nobody.
    let forms = room < 10 ? [] : [("\(word): \(forTerminal(problem, maxCells: room).text)", 1)]
    self.init([LinePiece(.stateStopped, forms + [(word, 0)], isRequired: true)], width: width, charset: charset)
  }

  private init(_ pieces: [LinePiece], width: Int, charset: Charset) {
    let width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
    var canvas = Canvas(surface: Surface(size: Size(columns: width, rows: 1), charset: charset), look: .statusLine)
    let line = FittedLine(pieces, columns: width, gap: width < 80 ? " " : " │ ", charset: charset)
    columns = line.draw(on: &canvas, column: 0, row: 0, columns: width)
    surface = canvas.surface
  }

  /// The bare text.
  package var plain: TerminalText {
    forTerminal(surface.text, maxCells: surface.size.columns, charset: surface.charset)
  }

  /// With tmux's style marks around what has a colour, and every `#` of the text doubled, so that nothing in it is a mark
  /// or a command.
  package var tmux: String {
    var line = ""
    var current = Style.plain
    for column in 0..<columns {
      let cell = surface[column: column, row: 0]
      if cell.style != current {
        if current != .plain { line += "#[default]" }
        if cell.style != .plain { line += "#[\(cell.style.tmuxText)]" }
        current = cell.style
      }
      let text = surface.text(of: cell.glyph)
      line += text == "#" ? "##" : text
    }
    return current == .plain ? line : line + "#[default]"
  }
}

extension Look {
  /// Four looks. Each sets both colours, or neither: the line they are shown in has a background of its own, which in
  /// tmux is green unless somebody chose another.
  static let statusLine: Look = {
    let fine = Style(foreground: Color(0), background: Color(2))
    let warning = Style(foreground: Color(0), background: Color(3))
    let alarm = Style(foreground: Color(7), background: Color(1), attributes: .bold)
    let stale = Style(attributes: [.bold, .reverse])
    return Look([
      .stateLive: fine, .stateConnecting: warning, .stateReplay: warning, .stateRetry: warning,
      .stateMaintenance: warning, .stateStale: stale, .stateStopped: alarm, .stateGap: alarm, .tileAlarm: alarm,
      .late: alarm, .warning: warning, .gaugeWarning: warning, .gaugeOverdue: alarm, .logWarning: warning,
    ])
  }()
}

extension Style {
  /// As tmux writes a style: `fg=colour0,bg=colour2,bold`.
  fileprivate var tmuxText: String {
    var words: [String] = []
    if foreground != .default { words.append("fg=colour\(foreground.index)") }
    if background != .default { words.append("bg=colour\(background.index)") }
    if attributes.contains(.bold) { words.append("bold") }
    if attributes.contains(.reverse) { words.append("reverse") }
    return words.joined(separator: ",")
  }
}
