import TerminalUI

@testable import Dashboard

extension Look {
  /// A look of the tests' own, so that no change to a theme turns a screen red.
  static let test = Look(
    of(
      late: Style(foreground: Color(9), attributes: .bold), warning: Style(foreground: Color(11)),
      good: Style(foreground: Color(2)), calm: Style(foreground: Color(6)),
      dim: Style(foreground: Color(8)), selection: Style(background: Color(4)), strong: Style(attributes: .bold)))

  private static func of(
    late: Style, warning: Style, good: Style, calm: Style, dim: Style, selection: Style, strong: Style
  ) -> [Role: Style] {
    var styles: [Role: Style] = [:]
    for role in Role.allCases {
      styles[role] =
        switch role {
        case .late, .stateStale, .stateStopped, .stateGap, .gaugeOverdue, .tileAlarm, .logError: late
        case .warning, .stateRetry, .stateMaintenance, .gaugeWarning, .logWarning, .unverified, .partial, .filter:
          warning
        case .stateLive, .gaugeFill, .statusShipped: good
        case .statusPending, .statusProcessing, .sparkline, .fieldName, .hintKey, .stateReplay, .stateDemo: calm
        case .dim, .border, .gaugeEmpty, .tileLabel, .tileNote, .hintText, .columnHead, .clock: dim
        case .selection, .statePaused: selection
        case .selectionUnfocused: Style(attributes: .underline)
        case .match: Style(attributes: [.bold, .underline])
        case .title, .paneTitleFocused, .tileNumber, .changed, .stateConnecting: strong
        default: .plain
        }
    }
    return styles
  }
}
