/// How much there is of something, and the sum of the checksums of its rows: rows that got lost, or came twice, do not go
/// unnoticed. Sums wrap around: they may come from a file that somebody made up.
struct Tally: Equatable {
  var count = 0
  var checksum: Int64 = 0

  /// - Parameter held: how many the row has: a page of orders has many, their ages count for none.
  mutating func add(_ rowChecksum: Int64, holding held: Int = 1) {
    count &+= held
    checksum &+= rowChecksum
  }

  mutating func remove(_ rowChecksum: Int64, holding held: Int = 1) {
    count &-= held
    checksum &-= rowChecksum
  }
}

/// What the tables must add up to; saved with every checkpoint.
struct Ledger: Equatable {
  /// Of the orders on the board: their pages, and the parts of their ages.
  var orders = Tally()
  var archive = Tally()
  var log = Tally()
  var journalCount = 0
  /// The position before the oldest event that is kept, and that of the newest.
  var journalStart: Int64 = 0
  var journalEnd: Int64 = 0
  /// Closed orders that left the saved state because of their age, since the state began.
  var forgotten = 0
}
