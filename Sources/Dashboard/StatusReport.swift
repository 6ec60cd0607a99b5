package import OrderProtocol
package import OrderStore
package import SavedState

/// What `ordertop status` tells: a saved state, and what it means now. All ages are counted from wall times that were
/// saved; none is negative, whatever the clock did since.
package struct StatusReport: Equatable, Sendable {
  /// The open order that is furthest over its limit, or closest to it.
  package struct WorstOrder: Equatable, Sendable {
    package var id: OrderID
    package var status: OrderStatus
    /// Negative: so much is left.
    package var overdue: Duration
  }

  package var now: Timestamp
  /// Where the stream comes from, and its filters, for people.
  package var source: String
  package var filters: [String]
  package var board: BoardRecord
  /// Open orders over their limit.
  package var late: Int
  /// Open orders that soon will be.
  package var warning: Int
  /// `nil` when no order is late or soon will be.
  package var worst: WorstOrder?

  /// - Parameters:
  ///   - late: how many orders of each status, by its word, are over its limit.
  ///   - warned: the same for the warning step, with the late ones.
  ///   - oldest: of each status the order that has been in it longest, and since when.
  package init(
    source: String, filters: [String], board: BoardRecord, late: [String: Int], warned: [String: Int],
    oldest: [String: (id: OrderID, since: Timestamp)], limits: AgeLimits, now: Timestamp
  ) {
    self.now = now
    self.source = source
    self.filters = filters
    self.board = board
    let named = limits.limited.map(\.word)
    let others = Set(oldest.keys).union(late.keys).union(warned.keys).subtracting(named)
    let words = named + others.filter { limits[OrderStatus($0)] != nil }.sorted()
    self.late = words.map { late[$0] ?? 0 }.clampedSum
    warning = max(0, words.map { warned[$0] ?? 0 }.clampedSum - self.late)
    for status in words.map({ OrderStatus($0) }) {
      guard let (id, since) = oldest[status.word], let limit = limits.limit(of: status) else { continue }
      let age = since.elapsed(until: now)
      guard limits.severity(of: status, age: age) > .normal else { continue }
      let overdue = age - limit
      if worst.map({ overdue > $0.overdue }) ?? true { worst = WorstOrder(id: id, status: status, overdue: overdue) }
    }
  }
}

extension StatusReport {
  /// How long ago it was saved.
  package var savedAge: Duration { board.savedAt.elapsed(until: now) }

  /// Nobody has saved for longer than the heartbeat timeout, so that nobody vouches for any of it. A state from further
  /// in the future than that counts as well: the clock was set back, and since then nobody has saved.
  package var isOutdated: Bool {
    let timeout = board.connection.heartbeatTimeout
    return savedAge > timeout || now.elapsed(until: board.savedAt) > timeout
  }

  /// For how long the numbers may have been wrong: since it was saved, or, where somebody saves, since the stream fell
  /// silent for longer than the heartbeat timeout. `nil`: they can be believed.
  package var staleFor: Duration? {
    if isOutdated { return savedAge }
    guard board.connection.phase != .stopped, let silence = sinceSignOfLife else { return nil }
    return silence > board.connection.heartbeatTimeout ? silence : nil
  }

  /// The word for what can be believed of the connection: `live`, `stale`.
  package var word: String { staleFor == nil ? lastWord : "stale" }

  /// The word for the connection as it was saved.
  package var lastWord: String {
    board.connection.phase == .idle ? SavedPhase.connecting.rawValue : board.connection.phase.rawValue
  }

  package var sinceHeartbeat: Duration? { board.connection.lastHeartbeat?.elapsed(until: now) }
  package var sinceEvent: Duration? { board.connection.lastEvent?.elapsed(until: now) }
  package var sinceSignOfLife: Duration? { board.connection.lastSignOfLife?.elapsed(until: now) }

  /// How long the connection has been open; `nil` while there is none.
  var connectedFor: Duration? { board.connection.openedAt?.elapsed(until: now) }

  /// What is left of a wait; `nil` when there is none.
  package var remainingWait: Duration? { board.connection.waitUntil.map { now.elapsed(until: $0) } }

  /// Orders on the board in a status. All that the protocol does not name are one.
  package func count(of status: OrderStatus) -> Int {
    let word = if case .other = status { "OTHER" } else { status.word }
    return max(0, board.counts[word] ?? 0)
  }

  /// Orders on the board that somebody still has to do something about.
  package var open: Int {
    [OrderStatus.created, .pending, .processing, .other("")].map(count).clampedSum
  }

  package var errorsLastHour: Int { board.errorsLastHour.total(at: now) }
  package var shippedLastHour: Int { board.shippedLastHour.total(at: now) }
}

extension AgeLimits {
  /// Of each status with a limit, by its word: when an order must have entered it, at the latest, to have reached a
  /// step now.
  ///
  /// - Parameter words: the statuses that there are, beside those that have a limit of their own.
  package func cutoffs(
    _ step: KeyPath<Steps, Duration>, of words: [String], now: Timestamp
  ) -> [String: Timestamp] {
    var cutoffs: [String: Timestamp] = [:]
    for status in limited + words.map({ OrderStatus($0) }) {
      guard let limit = self[status]?[keyPath: step] else { continue }
      let (seconds, attoseconds) = limit.components
      let milliseconds = seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
      cutoffs[status.word] = Timestamp(milliseconds: now.milliseconds &- milliseconds)
    }
    return cutoffs
  }
}

extension Timestamp {
  /// The time from here to there; none when that lies before.
  fileprivate func elapsed(until end: Timestamp) -> Duration {
    let (difference, overflow) = end.milliseconds.subtractingReportingOverflow(milliseconds)
    return .milliseconds(overflow ? (milliseconds < 0 ? .max : 0) : max(0, difference))
  }
}
