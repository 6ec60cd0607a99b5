import OrderProtocol
package import SavedState

extension DashboardState {
  /// A state that outlives the program.
  ///
  /// - Parameters:
  ///   - theme: the name of the theme in use, whatever was in use then.
  ///   - showsBoard: begin with the big-number board, whatever was looked at then.
  ///   - isSaving: whether checkpoints will be taken.
  ///   - saved: where to go on from; `nil`: from nothing. Whatever it says is believed only within the usual limits.
  ///   - retention: how many events may wait to be taken.
  package init(
    settings: Settings, theme: String, showsBoard: Bool = false, isSaving: Bool, restoring saved: SavedBoard?,
    retention: Retention = Retention(), at moment: Moment
  ) {
    self.init(settings: settings, theme: theme, showsBoard: showsBoard)
    book = OrderBook(isSaving: isSaving)
    journal = isSaving ? UnsavedJournal(limit: retention.journalEvents) : nil
    saving = isSaving ? .saved : .off
    guard let saved else { return }
    restore(saved, at: moment)
    // A board without a connection goes on saving: what it shows is no younger than the last thing it heard.
    asOf = min(saved.board.savedAt, saved.board.connection.lastSignOfLife ?? saved.board.savedAt)
    if saved.board.lastEventID.isEmpty, book.count > 0 || archivedCount > 0 {
      addGap(reason: "no event id to resume from", at: moment)
    }
  }

  private mutating func restore(_ saved: SavedBoard, at moment: Moment) {
    let board = saved.board
    generation = board.generation
    gaps = board.gaps.suffix(Self.gapLimit).map(\.capped)
    connection = Connection(board.connection, lastEventID: board.lastEventID, at: moment)
    log = EventLog(saved.log)
    archivedCount = max(0, saved.archivedCount)
    known = KnownEvents(saved.recent.suffix(KnownEvents.limit).compactMap(\.orderFingerprint))
    tallies.agedOut = min(max(0, board.agedOut), Tallies.largestCount)
    tallies.shippedLastHour = HourlyCount(board.shippedLastHour, at: moment)
    tallies.errorsLastHour = HourlyCount(board.errorsLastHour, at: moment)
    tallies.lastError = board.lastError
    for order in saved.orders { putBack(order, at: moment) }
    noteAgedMeanwhile(board)
    view.filter = String(board.view.filter.prefix(ViewState.filterLimit))
    view.sort = SortColumn(rawValue: board.view.sort) ?? view.sort
    view.isReversed = board.view.isReversed
    view.showsExceptionsOnly = board.view.showsExceptionsOnly
    view.showsBoard = view.showsBoard || board.view.showsBoard
    if let id = board.view.selection.map({ OrderID($0) }), book.slot(of: id) != nil {
      view.selection = id
      // As far down as it can stand: what is worse than it stays in sight.
      view.selectionRow = Self.lowestRow
    }
  }

  /// No screen has so many rows.
  private static let lowestRow = 1000

  /// Closed orders that were on the board when it was saved and are not any more have left it because of their age.
  private mutating func noteAgedMeanwhile(_ board: BoardRecord) {
    for status in [OrderStatus.shipped, .cancelled] {
      guard let then = board.counts[status.word], (0...Tallies.largestCount).contains(then) else { continue }
      tallies.agedOut = max(0, tallies.agedOut + then - tallies[status])
    }
  }

  /// Puts an order back on the board as it is saved, unless it is there.
  ///
  /// - Returns: whether it was not.
  @discardableResult
  mutating func putBack(_ saved: SavedOrder, at moment: Moment) -> Bool {
    var entry = OrderEntry(saved, generation: generation)
    entry.alarm = saved.alarm.map { OrderAlarm($0, atMost: settings.alarms.shelveDuration, at: moment) }
    guard book.restore(entry) else { return false }
    tallies.enter(entry.status)
    if entry.generation < generation { tallies.unverified += 1 }
    if let alarm = entry.alarm, let slot = book.slot(of: entry.id) {
      tallies.orderAlarms.enter(alarm)
      // Time has passed, and the limits may be others.
      lookAtAlarm(slot, mayRaise: false, at: moment)
    }
    return true
  }
}

extension JournalRecord {
  /// As of the event that it records.
  fileprivate var orderFingerprint: Fingerprint? {
    type.utf8.starts(with: "order-".utf8) && !eventID.isEmpty ? Fingerprint(self) : nil
  }
}
