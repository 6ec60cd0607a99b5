package import OrderProtocol

/// Picks what belongs to the past of one order out of a journal that is read backwards: its events, and what tells which
/// of them were replayed and where the history has holes. Replays in which nothing happened to the order are left out, so
/// that however often a connection was lost, there are few more records than events.
package struct OrderPast: Sendable {
  /// No past has larger payloads together: an event may be as large as the stream allows.
  private static let maximumBytes = 8 * 1024 * 1024

  private let id: OrderID
  private let limit: Int
  private var newestFirst: [JournalRecord] = []
  private var eventCount = 0
  private var bytes = 0
  /// Marks that are older than the last event that was added; at most one of each kind.
  private var marks: [JournalRecord] = []

  /// - Parameter limit: how many events of the order are wanted at most.
  package init(of id: OrderID, limit: Int) {
    self.id = id
    self.limit = max(0, limit)
  }

  /// The past of an order as far as a journal knows it; the oldest first, as in the journal.
  package init(of id: OrderID, in journal: some BidirectionalCollection<JournalRecord>, limit: Int) {
    self.init(of: id, limit: limit)
    for record in journal.reversed() where !add(record) { break }
  }

  /// Takes the record before the one that was taken last.
  ///
  /// - Returns: whether older ones are wanted.
  package mutating func add(_ record: JournalRecord) -> Bool {
    if record.orderID == id {
      guard eventCount < limit, hasRoom(for: record.data.utf8.count) else { return false }
      bytes += record.data.utf8.count
      newestFirst += marks
      marks = []
      newestFirst.append(record)
      eventCount += 1
    } else if record.orderID == nil {
      addMark(record)
    }
    return true
  }

  /// Whether an event of so many bytes of payload can be taken.
  package func hasRoom(for size: Int) -> Bool { size <= Self.maximumBytes - bytes }

  private mutating func addMark(_ mark: JournalRecord) {
    let oldest = marks.last { $0.mark != .replayFailed }?.mark
    switch mark.mark {
    case .replayStarted where oldest == .replayCompleted:
      marks.removeAll { $0.mark == .replayCompleted }
    case .replayStarted, .replayCompleted:
      // Of two of a kind the newer one says enough.
      if oldest != mark.mark { marks.append(mark) }
    case .replayFailed:
      if !marks.contains(where: { $0.mark == .replayFailed }) { marks.append(mark) }
    default: break
    }
  }

  /// The events of the order, the oldest first, with the beginnings, ends and failures of replays between them.
  package var records: [JournalRecord] {
    eventCount == 0 ? [] : (newestFirst + marks).reversed()
  }
}

extension JournalRecord {
  /// The event that begins or ends a replay, or tells of a failed one; `nil` for all others.
  package var mark: OrderEventType? {
    guard orderID == nil else { return nil }
    return switch OrderEventType(name: type) {
    case .replayStarted: .replayStarted
    case .replayCompleted: .replayCompleted
    case .replayFailed: .replayFailed
    default: nil
    }
  }
}
