/// A sorted list of slots that is brought up to date in one pass: what has another key than it was filed under is taken
/// out by its flag, sorted by itself, and merged back. A frame over 100,000 orders that moved a few costs one pass over
/// 100,000 small integers, and nothing where none moved.
struct SortedSlots: Sendable {
  private(set) var slots: [OrderBook.Slot] = []
  /// What each slot is filed under; not a number: it is not in the list.
  private var keys: [Double] = []
  /// Filed anew since the list was settled.
  private var moved = SlotSet()
  /// The memory of the list before, for the next one.
  private var spare: [OrderBook.Slot] = []

  /// Notes where a slot belongs; ``settle(breakingTies:)`` puts it there.
  ///
  /// - Parameters:
  ///   - key: smaller ones come first; `nil`: it is not in the list.
  ///   - isMoved: its place may be another one although the key is the same.
  mutating func file(_ slot: OrderBook.Slot, under key: Double?, isMoved: Bool = false) {
    let index = Int(slot)
    if index >= keys.count { keys.append(contentsOf: repeatElement(.nan, count: index + 1 - keys.count)) }
    let key = key ?? .nan
    guard isMoved || key != keys[index], !(key.isNaN && keys[index].isNaN) else { return }
    keys[index] = key
    moved.insert(slot)
  }

  /// Brings the list up to date with what was filed.
  ///
  /// - Parameter precedes: a strict total order of slots with equal keys.
  mutating func settle(breakingTies precedes: (OrderBook.Slot, OrderBook.Slot) -> Bool) {
    guard !moved.isEmpty else { return }
    slots.removeAll { moved.contains($0) }
    let fresh = members(of: moved.list, precedes)
    moved.removeAll()
    guard !fresh.isEmpty else { return }
    spare.removeAll(keepingCapacity: true)
    spare.reserveCapacity(slots.count + fresh.count)
    var start = 0
    for new in fresh {
      let end = slots.partitioningIndex(from: start) { slot in
        let key = keys[Int(slot)]
        return new.key == key ? precedes(new.slot, slot) : new.key < key
      }
      spare.append(contentsOf: slots[start..<end])
      spare.append(new.slot)
      start = end
    }
    spare.append(contentsOf: slots[start...])
    swap(&slots, &spare)
  }

  /// Makes the list of nothing but what is filed from now on.
  mutating func removeAll() {
    slots.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    moved.removeAll()
  }

  private func members(
    of slots: [OrderBook.Slot], _ precedes: (OrderBook.Slot, OrderBook.Slot) -> Bool
  ) -> [(key: Double, slot: OrderBook.Slot)] {
    var members: [(key: Double, slot: OrderBook.Slot)] = []
    for slot in slots where !keys[Int(slot)].isNaN { members.append((keys[Int(slot)], slot)) }
    members.sort { $0.key == $1.key ? precedes($0.slot, $1.slot) : $0.key < $1.key }
    return members
  }

  /// Where a slot stands; `nil` when it is not in the list.
  func position(
    of slot: OrderBook.Slot, breakingTies precedes: (OrderBook.Slot, OrderBook.Slot) -> Bool
  ) -> Int? {
    guard keys.indices.contains(Int(slot)), !keys[Int(slot)].isNaN else { return nil }
    let key = keys[Int(slot)]
    let index = slots.partitioningIndex(from: 0) { other in
      keys[Int(other)] == key ? !precedes(other, slot) : keys[Int(other)] > key
    }
    return index < slots.count && slots[index] == slot ? index : nil
  }

  /// How many members, from the first on, have a key that fulfils a condition, which holds up to some key.
  func leadingCount(where holds: (_ key: Double) -> Bool) -> Int {
    slots.partitioningIndex(from: 0) { !holds(keys[Int($0)]) }
  }
}

extension Array {
  /// The first index from `start` on whose element fulfils the condition, given that it holds from some index to the end.
  fileprivate func partitioningIndex(from start: Int, where holds: (Element) -> Bool) -> Int {
    var low = start
    var high = count
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
