import EventStream

/// How soon what has changed is to be saved.
package enum SaveUrgency: Equatable, Sendable {
  /// Within the usual interval.
  case soon
  /// At once: the connection was lost or has ended, a replay is through, or much has changed.
  case now
}

extension DashboardState {
  /// More bytes of events than that should not wait, nor more orders that have yet to be packed: nothing else is done while
  /// they are taken. Fewer are better saved with what follows within the usual interval: in a flood one order changes again
  /// and again, and is saved once.
  private static var patience: (eventBytes: Int64, orders: Int) { (12 * 1024 * 1024, 36_000) }
  /// An event of ordinary size does not count: of a flood of them most are forgotten before they would be saved. Of so many
  /// at most, so that none is forgotten that is to be kept.
  private static var ordinary: (eventBytes: Int64, events: Int64) { (128, 100_000) }

  /// Whether checkpoints are taken.
  var isSaving: Bool { journal != nil }

  /// Whether the server is sending what was missed.
  var isReplaying: Bool { connection.replay != nil }

  private var isMuchUnsaved: Bool {
    (journal?.eventBytes ?? 0) - Self.ordinary.eventBytes * min(Int64(journal?.count ?? 0), Self.ordinary.events)
      > Self.patience.eventBytes
      || book.unsaved.map { $0.remainder > Self.patience.orders } ?? false
  }

  /// How soon what a fact has changed is to be saved; `nil` when it changed nothing that is.
  func saveUrgency(after action: Action) -> SaveUrgency? {
    switch action {
    case .received: isMuchUnsaved ? .now : .soon
    case .stream(.lost), .stream(.waiting), .stream(.ended): .now
    case .stream(.received), .stream(.reconnectionTimeChanged): nil
    case .stream, .warned, .historyLost: .soon
    case .command(let command): command.changesSavedState ? .soon : nil
    case .timePassed: book.unsaved?.isEmpty == false ? .soon : nil
    case .saving, .recalled, .restarted, .themesListed, .told: nil
    }
  }
}

extension Command {
  fileprivate var changesSavedState: Bool {
    switch self {
    case .acceptFilter, .cancelFilter, .back, .backOrQuit, .nextSort, .reverseSort, .sort, .choose, .pickInList,
      .toggleExceptions, .toggleBoard, .acknowledge, .acknowledgeAll, .shelve:
      true
    default: false
    }
  }
}
