/// A set of slots that is cheap to add to: one flag and one place in a list each.
struct SlotSet: Equatable, Sendable {
  private(set) var list: [OrderBook.Slot] = []
  private var flags: [Bool] = []

  /// The slots in an order in which they are looked at fast: as what belongs to them lies in memory, if there are many.
  var readingList: [OrderBook.Slot] {
    guard list.count > flags.count / 16 else { return list }
    var slots: [OrderBook.Slot] = []
    slots.reserveCapacity(list.count)
    for index in flags.indices where flags[index] { slots.append(OrderBook.Slot(index)) }
    return slots
  }

  var isEmpty: Bool { list.isEmpty }

  var count: Int { list.count }

  func contains(_ slot: OrderBook.Slot) -> Bool { flags.indices.contains(Int(slot)) && flags[Int(slot)] }

  mutating func insert(_ slot: OrderBook.Slot) {
    let index = Int(slot)
    if index >= flags.count { flags.append(contentsOf: repeatElement(false, count: index + 1 - flags.count)) }
    guard !flags[index] else { return }
    flags[index] = true
    list.append(slot)
  }

  /// Empties the set and keeps its memory, unless that is what a flood took.
  mutating func removeAll() {
    for slot in list { flags[Int(slot)] = false }
    list.removeAll(keepingCapacity: list.capacity <= 16_384)
  }

  mutating func formUnion(_ slots: [OrderBook.Slot]) {
    for slot in slots { insert(slot) }
  }
}
