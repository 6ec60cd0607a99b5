/// How much there is of something, and the sum of the checksums of its rows: rows that got lost, or came twice, do not go
/// unnoticed. Sums wrap around: they may come from a file that somebody made up.
struct Tally: Equatable {
  var count = 0
  var checksum: Int64 = 0

  mutating func add(_ rowChecksum: Int64) {
    count &+= 1
    checksum &+= rowChecksum
  }

  /// Adds a row that holds many, or has none of them, as the pages of orders and their ages.
  mutating func add(_ rowChecksum: Int64, holding held: Int) {
    count &+= held
    checksum &+= rowChecksum
  }

  mutating func remove(_ rowChecksum: Int64, holding held: Int) {
    count &-= held
    checksum &-= rowChecksum
  }

  mutating func remove(_ rowChecksum: Int64) {
    count &-= 1
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
