extension Role {
  /// The role whose style counts where a theme does not state this one's; `nil` for ``text``, where it ends.
  package var parent: Role? {
    switch self {
    case .text: nil
    case .dim, .title, .clock, .selection, .changed, .late, .warning, .gaugeFill: .text
    case .statusCreated, .statusPending, .statusProcessing, .statusShipped, .statusCancelled, .statusOther: .text
    case .stateLive, .logNotice: .text
    case .border, .columnHead, .computed, .partial, .gaugeEmpty, .tileLabel, .tileNote: .dim
    case .logInfo, .hintText, .fieldName: .dim
    case .paneTitle, .tileNumber, .hintKey, .filter, .notice, .stateDemo: .title
    case .alarmNew, .alarmAcknowledged: .late
    case .alarmCleared, .match: .warning
    case .alarmShelved: .dim
    case .borderFocused: .border
    case .paneTitleFocused: .paneTitle
    case .selectionUnfocused: .selection
    case .unverified, .gaugeWarning, .logWarning: .warning
    case .stateConnecting, .stateRetry, .stateMaintenance, .statePaused, .stateGap, .stateRestored: .warning
    case .stateReplay: .stateConnecting
    case .stateUnsaved: .stateGap
    case .gaugeOverdue, .tileAlarm, .logError, .stateStale, .stateStopped: .late
    case .sparkline: .gaugeFill
    }
  }
}
