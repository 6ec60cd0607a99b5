package import OrderProtocol
package import SavedState

extension Action {
  /// Whether a screen should show it at once. A heartbeat can wait for the next second's frame.
  fileprivate var isNews: Bool {
    guard case .received(let batch) = self else { return true }
    return batch.isNews
  }
}

/// The one owner of the dashboard's state: facts go in, snapshots come out. The state itself never leaves, since a second
/// owner would make the next change copy the whole order book.
package actor Store {
  private var state: DashboardState
  private let ring: AsyncStream<Void>.Continuation

  /// Rings when something changed; however much did, one ring waits at most. For one listener.
  package nonisolated let changes: AsyncStream<Void>

  /// Rings when something changed that is to be saved. Of rings that nobody has heard the newest counts, so a listener
  /// that was told ``SaveUrgency/soon`` must go on listening. For one listener.
  package nonisolated let unsaved: AsyncStream<SaveUrgency>
  private let saveRing: AsyncStream<SaveUrgency>.Continuation
  /// What was rung since the last checkpoint was taken.
  private(set) var pendingUrgency: SaveUrgency?

  package init(_ state: DashboardState) {
    self.state = state
    (unsaved, saveRing) = AsyncStream.makeStream(of: SaveUrgency.self, bufferingPolicy: .bufferingNewest(1))
    (changes, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    // A state that is new, or has found a gap at its start, is news.
    if state.isSaving {
      pendingUrgency = .soon
      saveRing.yield(.soon)
    }
  }

  /// Rings although nothing changed: the time did, or the screen.
  package nonisolated func requestLook() { ring.yield() }

  /// Applies a fact. A chunk of the stream is one fact, however many events it holds.
  ///
  /// - Returns: what the outside should do.
  package func send(_ action: Action, at moment: Moment) -> [Effect] {
    let wasReplaying = state.isReplaying
    let effects = reduce(into: &state, action: action, at: moment)
    if action.isNews { ring.yield() }
    if state.isSaving, let urgency = state.saveUrgency(after: action) {
      // What was missed is there again: that should be so for good.
      ringUnsaved(wasReplaying && !state.isReplaying ? .now : urgency)
    }
    return effects
  }

  /// Rings for the first change and for the first urgent one; whoever takes the checkpoint gets all of them.
  private func ringUnsaved(_ new: SaveUrgency) {
    guard pendingUrgency == nil || pendingUrgency == .soon && new == .now else { return }
    pendingUrgency = new
    saveRing.yield(new)
  }

  /// Takes what has changed since the last checkpoint was taken. What was taken is the caller's to save.
  ///
  /// - Parameters:
  ///   - isComplete: take every order there is: the saved state is new, or somebody else's.
  package func takeCheckpoint(isComplete: Bool, at moment: Moment) -> Checkpoint {
    pendingUrgency = nil
    return state.takeCheckpoint(isComplete: isComplete, at: moment)
  }

  /// The orders that a batch is about to change and that the board does not have, though the saved state may. Empty as
  /// long as no order has left the board.
  package func ordersToRecall(for batch: ReceivedBatch) -> [OrderID] { state.ordersToRecall(for: batch) }

  /// The newest events of an order that nobody has taken to be saved, at most `limit`, the oldest first. Where nothing is
  /// saved, all that are still known, with the beginnings and ends of replays among them.
  package func timeline(of id: OrderID, limit: Int) -> [JournalRecord] { state.timeline(of: id, limit: limit) }

  /// How the state is being looked at, for keys whose meaning depends on it.
  package var view: ViewState { state.view }

  /// What a screen can show now.
  ///
  /// - Parameter viewport: how much that is, by how the state is being looked at.
  package func snapshot(at moment: Moment, viewport: @Sendable (ViewState) -> Viewport) -> Snapshot {
    state.snapshot(at: moment, viewport: viewport(state.view))
  }
}
