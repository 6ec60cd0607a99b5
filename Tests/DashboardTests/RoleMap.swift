import TerminalUI

@testable import Dashboard

/// What a cell means: the role it was written in, and the roles laid over it, in the order in which they were.
struct CellMeaning: Hashable, CustomStringConvertible {
  var role: Role
  var overlays: [Role] = []
  /// What does not come from any role: the cursor of a line being typed is reversed, what is void is struck through.
  var attributes: Style.Attributes = []

  var description: String { ([role] + overlays).map(\.rawValue).joined(separator: " + ") }

  /// How that looks.
  func style(in look: Look) -> Style {
    var style = overlays.reduce(look[role]) { look.overlaid($0, with: $1) }
    style.attributes.formUnion(attributes)
    return style
  }
}

/// What every cell of a screen means. Drawing speaks of roles alone, so this and a theme's styles are all that there is
/// to know about colours.
struct RoleMap {
  let meanings: [[CellMeaning]]

  /// - Parameter surface: drawn in ``look``.
  init(_ surface: Surface) {
    meanings = (0..<surface.size.rows).map { row in
      (0..<surface.size.columns).map { Self.meaning(of: surface[column: $0, row: row].style) }
    }
  }

  /// A look in which what a cell means can be read off its style: a colour for each role, and for those that are laid
  /// over others something that leaves the colour alone.
  static let look = Look(Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, style(of: $0)) }))

  private static let firstColor = 16

  private static func style(of role: Role) -> Style {
    switch role {
    case .text: .plain
    case .changed: Style(attributes: .bold)
    case .selection: Style(background: Color(1))
    case .selectionUnfocused: Style(background: Color(2))
    case .match: Style(attributes: .italic)
    default: Style(foreground: Color(UInt8(firstColor + (Role.allCases.firstIndex(of: role) ?? 0))))
    }
  }

  private static func meaning(of style: Style) -> CellMeaning {
    let index = Int(style.foreground.index) - firstColor
    var meaning = CellMeaning(role: style.foreground == .default ? .text : Role.allCases[index])
    if style.attributes.contains(.bold) { meaning.overlays.append(.changed) }
    if style.background == Color(1) { meaning.overlays.append(.selection) }
    if style.background == Color(2) { meaning.overlays.append(.selectionUnfocused) }
    if style.attributes.contains(.italic) { meaning.overlays.append(.match) }
    meaning.attributes = style.attributes.intersection([.reverse, .strikethrough])
    return meaning
  }

  /// Row by row as runs, equal rows as one: `l12 .3` is twelve cells of one meaning and three of plain text.
  var text: String {
    var lines: [(runs: String, count: Int)] = []
    for row in meanings {
      let runs = Self.runs(row)
      if lines.last?.runs == runs { lines[lines.count - 1].count += 1 } else { lines.append((runs, 1)) }
    }
    return lines.map { $0.count > 1 ? "\($0.count) rows: \($0.runs)" : $0.runs }.joined(separator: "\n")
  }

  private static func runs(_ row: [CellMeaning]) -> String {
    var runs: [(mark: String, count: Int)] = []
    for meaning in row {
      let mark = mark(of: meaning)
      if runs.last?.mark == mark { runs[runs.count - 1].count += 1 } else { runs.append((mark, 1)) }
    }
    if runs.last?.mark == "." { runs.removeLast() }
    return runs.map { "\($0.mark)\($0.count)" }.joined(separator: " ")
  }

  /// What the marks stand for, of those that are in these maps.
  static func legend(of maps: [RoleMap]) -> String {
    let meanings = maps.flatMap { $0.meanings.joined() }
    let roles = Set(meanings.map(\.role)).union(meanings.flatMap(\.overlays))
    return Role.allCases.filter { roles.contains($0) }.map { "\(mark(of: $0)) \($0.rawValue)" }.joined(separator: "\n")
  }

  private static func mark(of meaning: CellMeaning) -> String {
    let attributes: [(Style.Attributes, String)] = [(.reverse, "|"), (.strikethrough, "/")]
    return ([meaning.role] + meaning.overlays).map { String(mark(of: $0)) }.joined()
      + attributes.filter { meaning.attributes.contains($0.0) }.map(\.1).joined()
  }

  /// One character each, the same on every screen.
  static func mark(of role: Role) -> Character {
    switch role {
    case .text: "."
    case .dim: "d"
    case .title: "t"
    case .clock: "c"
    case .border: "b"
    case .borderFocused: "B"
    case .paneTitle: "p"
    case .paneTitleFocused: "P"
    case .columnHead: "h"
    case .selection: "="
    case .selectionUnfocused: "-"
    case .changed: "*"
    case .match: "~"
    case .statusCreated: "e"
    case .statusPending: "g"
    case .statusProcessing: "j"
    case .statusShipped: "m"
    case .statusCancelled: "r"
    case .statusOther: "u"
    case .late: "!"
    case .warning: "w"
    case .computed: "k"
    case .partial: "q"
    case .unverified: "?"
    case .alarmNew: "A"
    case .alarmAcknowledged: "a"
    case .alarmCleared: "y"
    case .alarmShelved: "z"
    case .stateLive: "L"
    case .stateConnecting: "C"
    case .stateRetry: "R"
    case .stateReplay: "Y"
    case .stateStale: "S"
    case .stateMaintenance: "M"
    case .stateStopped: "X"
    case .stateDemo: "D"
    case .statePaused: "H"
    case .stateGap: "G"
    case .stateRestored: "O"
    case .stateUnsaved: "U"
    case .gaugeFill: "#"
    case .gaugeWarning: "%"
    case .gaugeOverdue: "@"
    case .gaugeEmpty: "_"
    case .sparkline: "s"
    case .tileLabel: "l"
    case .tileNumber: "N"
    case .tileAlarm: "Z"
    case .tileNote: "n"
    case .logInfo: "i"
    case .logNotice: "o"
    case .logWarning: "W"
    case .logError: "E"
    case .hintKey: "K"
    case .hintText: "x"
    case .filter: "f"
    case .fieldName: "F"
    case .notice: "T"
    }
  }
}
