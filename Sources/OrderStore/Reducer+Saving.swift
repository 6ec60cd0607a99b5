import OrderProtocol
import SavedState

extension DashboardState {
  /// How saving is going. It is told when that changes, not at every new try.
  mutating func noteSaving(_ status: SavingStatus, at moment: Moment) {
    guard status != saving else { return }
    if let reason = status.problem {
      addLog(.savingFailed(reason: reason), at: moment)
    } else if saving.problem != nil {
      addLog(.savingResumed, at: moment)
    }
    saving = status
  }

  /// Puts orders back on the board that an event of the next batch is about.
  mutating func recall(_ orders: [SavedOrder], at moment: Moment) {
    for order in orders where putBack(order, at: moment) {
      archivedCount = max(0, archivedCount - 1)
      tallies.agedOut = max(0, tallies.agedOut - 1)
    }
  }
}
