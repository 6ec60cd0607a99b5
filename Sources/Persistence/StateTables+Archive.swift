import OrderProtocol
import SavedState

extension StateTables {
  /// How many orders are moved or deleted with one checkpoint, so that none holds the file for long.
  private static let portion = 500

  /// Closed orders are looked for no more often, in milliseconds.
  private static let sweepInterval: Int64 = 10_000

  /// Moves closed orders that left the board to the archive, and deletes those that have been there for long; a portion
  /// of each.
  func archiveClosedOrders(
    _ retention: Retention, now: Timestamp, _ ledger: inout Ledger, _ places: inout OrderPlaces
  ) throws {
    try moveToArchive(before: now.earlier(by: retention.closedOnBoard), now: now, &ledger, &places)
    try forget(before: now.earlier(by: max(retention.closedInState, retention.closedOnBoard)), &ledger)
  }

  private func moveToArchive(
    before oldest: Timestamp, now: Timestamp, _ ledger: inout Ledger, _ places: inout OrderPlaces
  ) throws {
    guard places.oldestClosed < oldest else { return }
    if let last = places.lastSweep, 0..<Self.sweepInterval ~= now.milliseconds &- last.milliseconds { return }
    var leaving: [(place: OrderPlaces.Place, time: Timestamp)] = []
    var oldestKept = Timestamp(milliseconds: .max)
    try forEachAge { place, age in
      guard age.leaves else { return }
      if age.time < oldest { leaving.append((place, age.time)) } else { oldestKept = min(oldestKept, age.time) }
    }
    leaving.sort { ($0.time, $0.place) < ($1.time, $1.place) }
    let rest = leaving.dropFirst(Self.portion)
    if let first = rest.first { oldestKept = first.time }
    try move(leaving.prefix(Self.portion).map(\.place), &ledger, &places)
    places.swept(at: rest.isEmpty ? now : nil, oldest: oldestKept)
  }

  private func move(_ leaving: [OrderPlaces.Place], _ ledger: inout Ledger, _ places: inout OrderPlaces) throws {
    let columns = SavedOrder.columns
    let insert = try Query(database, "INSERT INTO archive (\(list(columns))) VALUES (\(self.places(columns)))")
    var ids: [OrderID] = []
    for place in leaving.sorted() {
      guard let order = try order(at: place) else { throw Damage("the ages of orders are not those of the orders") }
      try insert.run { parameters in
        order.write(to: &parameters)
        ledger.archive.add(parameters.hash.value)
        parameters.addChecksum()
      }
      ids.append(order.id)
    }
    try remove(ids, &ledger, &places)
  }

  private func forget(before oldest: Timestamp, _ ledger: inout Ledger) throws {
    guard ledger.archive.count > 0 else { return }
    try Query(
      database,
      """
      DELETE FROM archive WHERE row IN (SELECT row FROM archive WHERE last_changed < ? ORDER BY last_changed LIMIT ?)
      RETURNING checksum
      """
    ).eachRow {
      $0.add(oldest.milliseconds)
      $0.add(Self.portion)
    } _: {
      ledger.archive.remove($0.integer())
      ledger.forgotten &+= 1
    }
  }
}

extension Timestamp {
  /// So much before, in whole milliseconds; the earliest there is where that is out of range.
  func earlier(by duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    let (amount, overflow2) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
    let (time, overflow3) = milliseconds.subtractingReportingOverflow(amount)
    return Timestamp(milliseconds: overflow || overflow2 || overflow3 ? .min : time)
  }
}
