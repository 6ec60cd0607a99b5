import CPrefetch
import OrderProtocol

/// Where the orders of a book are, by id: an open-addressed table of their slots. The ids themselves stand in the orders
/// only; of each the table has 32 bits of its hash, which tell nearly always whether it is the one.
///
struct SlotTable: Sendable {
  /// The bits of an id's hash that the table goes by.
  typealias Hash = UInt32

  private static let smallestCapacity = 16

  /// A hash in the upper half, a slot plus one in the lower; 0: nothing. What belongs to one place and finds it taken is
  /// in the next free one behind it, the first following the last.
  private var places: [UInt64] = []
  private(set) var count = 0
  /// What the table's hashes are made with.
  let hashing = IDHashing()

  init() {}

  /// The slot of that hash for which `isIt` holds.
  @inline(__always)
  func slot(_ hash: Hash, where isIt: (OrderBook.Slot) -> Bool) -> OrderBook.Slot? {
    guard count > 0 else { return nil }
    var index = home(hash)
    while places[index] != 0 {
      let place = places[index]
      if Self.hash(place) == hash, isIt(Self.slot(place)) { return Self.slot(place) }
      index = next(index)
    }
    return nil
  }

  /// Has the memory that ``slot(_:where:)`` will look at first brought near; see ``OrderBook/expect(_:step:)``.
  func expect(_ hash: Hash) {
    guard count > 0 else { return }
    places.withUnsafeBufferPointer { places in
      guard let base = places.baseAddress else { return }
      ordertop_prefetch(base + home(hash))
    }
  }

  /// Adds a slot that is not there.
  mutating func insert(_ slot: OrderBook.Slot, _ hash: Hash) {
    if (count + 1) * 4 > places.count * 3 { grow() }
    put(UInt64(hash) << 32 | UInt64(UInt32(slot) + 1))
    count += 1
  }

  /// Removes a slot that is there.
  mutating func remove(_ slot: OrderBook.Slot, _ hash: Hash) {
    guard count > 0 else { return }
    var gap = home(hash)
    while places[gap] != 0, Self.slot(places[gap]) != slot { gap = next(gap) }
    guard places[gap] != 0 else { return }
    count -= 1
    // What could not be found any more behind an empty place moves up.
    var index = next(gap)
    while places[index] != 0 {
      if distance(home(Self.hash(places[index])), index) >= distance(gap, index) {
        places[gap] = places[index]
        gap = index
      }
      index = next(index)
    }
    places[gap] = 0
  }

  private mutating func grow() {
    let old = places
    places = Array(repeating: 0, count: max(Self.smallestCapacity, old.count * 2))
    for place in old where place != 0 { put(place) }
  }

  private mutating func put(_ place: UInt64) {
    var index = home(Self.hash(place))
    while places[index] != 0 { index = next(index) }
    places[index] = place
  }

  private func home(_ hash: Hash) -> Int { Int(truncatingIfNeeded: hash) & (places.count &- 1) }

  private func next(_ index: Int) -> Int { (index &+ 1) & (places.count &- 1) }

  private func distance(_ start: Int, _ end: Int) -> Int { (end &- start) & (places.count &- 1) }

  private static func hash(_ place: UInt64) -> Hash { Hash(truncatingIfNeeded: place >> 32) }

  private static func slot(_ place: UInt64) -> OrderBook.Slot {
    OrderBook.Slot(truncatingIfNeeded: place & 0xFFFF_FFFF) &- 1
  }
}

extension SlotTable: Equatable {
  /// Whether both have the same slots; by which ids is for the orders to tell.
  static func == (one: SlotTable, other: SlotTable) -> Bool {
    one.count == other.count && one.sortedSlots == other.sortedSlots
  }

  private var sortedSlots: [OrderBook.Slot] { places.filter { $0 != 0 }.map(Self.slot).sorted() }
}

extension SlotTable {
  /// The hash of an id in this table.
  func hash(_ id: OrderID) -> Hash {
    id.rawValue.utf8.withContiguousStorageIfAvailable { hashing.hash($0) }
      ?? Array(id.rawValue.utf8).withUnsafeBufferPointer { hashing.hash($0) }
  }
}

/// Makes hashes of ids. A server chooses the ids: what is mixed in is chosen at random, so that nobody can know which of
/// them collide.
struct IDHashing: BitwiseCopyable, Sendable {
  private let seed = (UInt64.random(in: 0...UInt64.max), UInt64.random(in: 0...UInt64.max))

  /// The hash of an id of these bytes.
  ///
  /// Sixteen bytes at a time, each half covered by bits that nobody knows before they are multiplied.
  func hash(_ id: UnsafeBufferPointer<UInt8>) -> SlotTable.Hash {
    let bytes = UnsafeRawBufferPointer(id)
    var hash = SeededHash(seed, count: bytes.count)
    var offset = 0
    while bytes.count &- offset > 16 {
      hash.mix(bytes.word(at: offset), bytes.word(at: offset &+ 8))
      offset &+= 16
    }
    // The rest overlaps with what came before it, where there was so much.
    switch bytes.count {
    case 16...: hash.mix(bytes.word(at: bytes.count &- 16), bytes.word(at: bytes.count &- 8))
    case 8...: hash.mix(bytes.word(at: 0), bytes.word(at: bytes.count &- 8))
    default: hash.mix(bytes.reduce(0) { $0 << 8 | UInt64($1) }, 0)
    }
    return hash.value
  }
}

private struct SeededHash {
  private let seed: (UInt64, UInt64)
  private var bits: UInt64

  init(_ seed: (UInt64, UInt64), count: Int) {
    self.seed = seed
    bits = UInt64(truncatingIfNeeded: count)
  }

  mutating func mix(_ one: UInt64, _ other: UInt64) {
    let (high, low) = (one ^ seed.0 ^ bits).multipliedFullWidth(by: other ^ seed.1)
    bits = bits &* 0x9E37_79B9_7F4A_7C15 ^ high ^ low
  }

  var value: SlotTable.Hash {
    let (high, low) = (bits ^ seed.1).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return SlotTable.Hash(truncatingIfNeeded: (high ^ low) >> 32)
  }
}
