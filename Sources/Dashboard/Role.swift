/// What a piece of the screen means. Views name roles; themes give each one its look.
package enum Role: String, CaseIterable, Sendable {
  case text, dim, title, clock
  case border
  case borderFocused = "border-focused"
  case paneTitle = "pane-title"
  case paneTitleFocused = "pane-title-focused"
  case columnHead = "column-head"
  case selection
  case selectionUnfocused = "selection-unfocused"
  case statusCreated = "status-created"
  case statusPending = "status-pending"
  case statusProcessing = "status-processing"
  case statusShipped = "status-shipped"
  case statusCancelled = "status-cancelled"
  case statusOther = "status-other"
  case late, warning, changed, computed, partial, unverified
  /// An alarm that nobody has acknowledged; one that somebody has; one whose cause went before anybody did; one put off.
  case alarmNew = "alarm-new"
  case alarmAcknowledged = "alarm-acknowledged"
  case alarmCleared = "alarm-cleared"
  case alarmShelved = "alarm-shelved"
  /// Where a search was found.
  case match
  case stateLive = "state-live"
  case stateConnecting = "state-connecting"
  case stateRetry = "state-retry"
  case stateReplay = "state-replay"
  case stateStale = "state-stale"
  case stateMaintenance = "state-maintenance"
  case stateStopped = "state-stopped"
  case stateDemo = "state-demo"
  case statePaused = "state-paused"
  case stateGap = "state-gap"
  case stateRestored = "state-restored"
  case stateUnsaved = "state-unsaved"
  case gaugeFill = "gauge-fill"
  case gaugeWarning = "gauge-warning"
  case gaugeOverdue = "gauge-overdue"
  case gaugeEmpty = "gauge-empty"
  case sparkline
  case tileLabel = "tile-label"
  case tileNumber = "tile-number"
  case tileAlarm = "tile-alarm"
  case tileNote = "tile-note"
  case logInfo = "log-info"
  case logNotice = "log-notice"
  case logWarning = "log-warning"
  case logError = "log-error"
  case hintKey = "hint-key"
  case hintText = "hint-text"
  case filter
  case fieldName = "field-name"
  case notice
}
