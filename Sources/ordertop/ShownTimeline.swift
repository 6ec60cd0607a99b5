import OrderProtocol
import OrderStore
import SavedState

/// Where an order's events come from: the newest of them, at most `limit`, the oldest first, with the replays between
/// them.
typealias TimelineSource = @Sendable (_ id: OrderID, _ limit: Int) async -> [JournalRecord]

/// The timeline of the order whose detail is on the screen. No frame waits for it: a frame shows what has come so far, and
/// tells what is to be asked for.
struct ShownTimeline {
  /// How many events are shown.
  static let limit = 200
  /// The source is not asked more often for one order.
  static let interval = Duration.milliseconds(300)
  /// How often it is asked for an order that does not change: its newest event may have to be saved first, and may also
  /// have left the journal long ago.
  static let attempts = 4

  /// The last change of an order.
  private struct Change: Equatable {
    var at: Timestamp
    var eventID: String

    init(_ detail: OrderDetail) {
      at = detail.lastChanged
      eventID = detail.lastEventID
    }
  }

  private var id: OrderID?
  private var events: [JournalRecord]?
  /// What was asked for last.
  private var lastChange: Change?
  private var attempts = 0
  private var askedAt: ContinuousClock.Instant?
  /// Asked, whichever order for: a source that is slow is not asked all the more.
  private var isWaiting = false

  init() {}

  private init(id: OrderID, isWaiting: Bool) {
    self.id = id
    self.isWaiting = isWaiting
  }

  /// Puts what is known into a snapshot.
  ///
  /// - Returns: the order to ask for, if any; the answer goes to ``receive(_:of:)``.
  mutating func show(in snapshot: inout Snapshot, at now: ContinuousClock.Instant) -> OrderID? {
    guard let detail = snapshot.detail else { return nil }
    if id != detail.row.id {
      self = ShownTimeline(id: detail.row.id, isWaiting: isWaiting)
    }
    if let events {
      // A view that is held shows no event that came later.
      let shown = snapshot.view.isPaused ? events.filter { $0.receivedAt <= detail.lastChanged } : events
      let count = events.count { $0.orderID != nil }
      snapshot.detail?.timeline = Timeline(events: shown, isCut: count >= Self.limit, gaps: snapshot.gaps)
    }
    guard !isWaiting, isWanted(detail), askedAt.map({ $0.duration(to: now) >= Self.interval }) ?? true else {
      return nil
    }
    let change = Change(detail)
    attempts = lastChange == change ? attempts + 1 : 1
    lastChange = change
    askedAt = now
    isWaiting = true
    return id
  }

  private func isWanted(_ detail: OrderDetail) -> Bool {
    guard lastChange == Change(detail) else { return true }
    let newest = events?.last { $0.orderID != nil }
    return newest.map { $0.receivedAt < detail.lastChanged } ?? true && attempts < Self.attempts
  }

  /// Takes the answer of the source.
  mutating func receive(_ answer: [JournalRecord], of id: OrderID) {
    isWaiting = false
    if id == self.id { events = answer }
  }
}

extension [JournalRecord] {
  /// These and then those of `newer` that are not among them.
  func followed(by newer: [JournalRecord]) -> [JournalRecord] { self + newer.filter { !contains($0) } }
}
