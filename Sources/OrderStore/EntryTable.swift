import CPrefetch

/// The orders of a book by slot, in pieces: a table that grows in one piece has to move all orders when it is full, and has
/// room for as many again.
///
/// An order is to be looked at and changed where it stands: a copy counts references to a dozen texts up and down. Fields
/// are read without one only of what is not optional, and so a slot without an order has an entry that says so.
struct EntryTable: Equatable, Sendable {
  private static let shift = 9
  private static let pieceSize = 1 << shift

  private var pieces: [[OrderEntry]] = []
  private(set) var count = 0

  var indices: Range<Int> { 0..<count }

  /// What stands there: an order, or the entry that says that there is none. For reading fields of it.
  subscript(standing index: Int) -> OrderEntry {
    @inline(__always) _read { yield pieces[index >> Self.shift][index & (Self.pieceSize - 1)] }
  }

  /// A copy of the order there.
  subscript(index: Int) -> OrderEntry? {
    get { look(at: index) { $0 } }
    set { pieces[index >> Self.shift][index & (Self.pieceSize - 1)] = newValue ?? .vacant }
  }

  /// Looks at the order there; `nil` where there is none.
  func look<Value>(at index: Int, _ body: (OrderEntry) -> Value?) -> Value? {
    guard indices.contains(index), !self[standing: index].isVacant else { return nil }
    return body(self[standing: index])
  }

  /// Hands over the order there where it stands; does nothing where there is none. The pointer is good for the call.
  func withPointer(to index: Int, _ body: (UnsafePointer<OrderEntry>) -> Void) {
    guard indices.contains(index), !self[standing: index].isVacant else { return }
    pieces[index >> Self.shift].withUnsafeBufferPointer { piece in
      if let start = piece.baseAddress { body(start + (index & (Self.pieceSize - 1))) }
    }
  }

  /// Has the memory of an order brought near; see ``OrderBook/expect(_:step:)``.
  func expect(_ index: Int) {
    let entry = Self.address(of: pieces[index >> Self.shift]) &+ (index & (Self.pieceSize - 1)) &* Self.entrySize
    var line = 0
    while line < Self.entrySize {
      ordertop_prefetch(UnsafeRawPointer(bitPattern: entry &+ line))
      line &+= Self.lineSize
    }
  }

  private static let entrySize = MemoryLayout<OrderEntry>.stride
  private static let lineSize = 64

  /// Where the elements of an array lie, or something else: good for nothing but to be asked for, which does no harm
  /// wherever it is. To read it from the array would be to wait for the array.
  @inline(__always)
  private static func address<Element>(of array: [Element]) -> Int { unsafeBitCast(array, to: Int.self) &+ 32 }

  /// The same of its items.
  func expectItems(_ index: Int) {
    let first = Self.address(of: self[standing: index].items)
    // Their number is in front of them.
    ordertop_prefetch(UnsafeRawPointer(bitPattern: first &- 16))
    ordertop_prefetch(UnsafeRawPointer(bitPattern: first &- 16 &+ Self.lineSize))
  }

  /// Changes the order there where it stands; `nil` where there is none.
  @inline(__always)
  mutating func change<Value>(at index: Int, _ body: (inout OrderEntry) -> Value) -> Value? {
    guard indices.contains(index) else { return nil }
    let (piece, offset) = (index >> Self.shift, index & (Self.pieceSize - 1))
    return pieces[piece][offset].isVacant ? nil : body(&pieces[piece][offset])
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
