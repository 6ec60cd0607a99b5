import OrderProtocol
package import SavedState

extension DashboardState {
  /// Takes what has changed since the last checkpoint was taken: the work goes with the changes, not with the board.
  ///
  /// - Parameter isComplete: take every order and every entry of the log there is.
  package mutating func takeCheckpoint(isComplete: Bool, at moment: Moment) -> Checkpoint {
    Checkpoint(
      book.takeUnsaved(all: isComplete, at: moment), isComplete: isComplete, journal: journal?.take() ?? [],
      log: log.takeUnsaved(all: isComplete), board: boardRecord(at: moment))
  }

  private func boardRecord(at moment: Moment) -> BoardRecord {
    var board = BoardRecord(savedAt: moment.wall)
    board.lastEventID = connection.lastEventID
    board.generation = generation
    board.gaps = gaps
    board.connection = connection.saved(heartbeatTimeout: settings.heartbeatTimeout, at: moment)
    board.counts = tallies.savedCounts
    board.unverified = tallies.unverified
    board.agedOut = tallies.agedOut
    board.shippedLastHour = tallies.shippedLastHour.saved(at: moment)
    board.errorsLastHour = tallies.errorsLastHour.saved(at: moment)
    board.lastError = tallies.lastError
    board.view.filter = view.filter
    board.view.sort = view.sort.rawValue
    board.view.isReversed = view.isReversed
    board.view.showsExceptionsOnly = view.showsExceptionsOnly
    board.view.showsBoard = view.showsBoard
    board.view.theme = view.theme
    board.view.selection = view.selection?.rawValue
    return board
  }

  /// How many events wait to be taken.
  var unsavedEventCount: Int { journal?.count ?? 0 }

  /// Puts an event aside, to be saved or to be shown with its order.
  ///
  /// - Parameter controlTime: when the server says it happened, if it is not about an order.
  mutating func record(_ event: EventInBatch, controlTime: Timestamp?, at moment: Moment) {
    let order = event.order
    let texts = EventTexts(eventID: event.lastEventID, type: event.type, orderID: order?.id, data: event.data)
    let time = order?.time ?? controlTime
    guard journal == nil else {
      journal?.append(texts, receivedAt: moment.wall, eventTime: time)
      return
    }
    recent.append(texts, receivedAt: moment.wall, eventTime: time)
  }

  /// What is known of an order's past beside what is saved: the newest events, at most `limit`, the oldest first, with the
  /// replays between them.
  func timeline(of id: OrderID, limit: Int) -> [JournalRecord] {
    journal?.timeline(of: id, limit: limit) ?? recent.timeline(of: id, limit: limit)
  }

  /// The orders that a batch is about to change and that the board does not have, though the saved state may.
  func ordersToRecall(for batch: ReceivedBatch) -> [OrderID] {
    guard isSaving, archivedCount > 0 else { return [] }
    var ids: [OrderID] = []
    var seen: Set<OrderID> = []
    batch.withEvents { events in
      for index in 0..<events.count {
        guard let order = events[index].order, book.slot(of: order.id) == nil else { continue }
        let id = OrderID(String(utf8: order.id))
        // What was known of one that is created is replaced.
        guard seen.insert(id).inserted, events[index].received.type != .created else { continue }
        ids.append(id)
      }
    }
    return ids
  }
}
