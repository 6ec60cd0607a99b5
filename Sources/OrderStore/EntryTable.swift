/// The orders of a book by slot, in pieces: a table that grows in one piece has to move all orders when it is full, and has
/// room for as many again.
struct EntryTable: Equatable, Sendable {
  private static let shift = 9
  private static let pieceSize = 1 << shift

  private var pieces: [[OrderEntry?]] = []
  private(set) var count = 0

  var indices: Range<Int> { 0..<count }

  subscript(index: Int) -> OrderEntry? {
    @inline(__always) _read { yield pieces[index >> Self.shift][index & (Self.pieceSize - 1)] }
    @inline(__always) _modify { yield &pieces[index >> Self.shift][index & (Self.pieceSize - 1)] }
  }

  mutating func append(_ entry: consuming OrderEntry) {
    if count == pieces.count << Self.shift {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(Self.pieceSize)
    }
    pieces[pieces.count - 1].append(entry)
    count += 1
  }
}
