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
    if index >= keys.count, key == nil { return }
    if index >= keys.count { keys.append(contentsOf: repeatElement(.nan, count: index + 1 - keys.count)) }
    let key = key ?? .nan
    guard isMoved || key != keys[index], !(key.isNaN && keys[index].isNaN) else { return }
    keys[index] = key
    moved.insert(slot)
  }

  /// Brings the list up to date with what was filed.
  ///
  /// - Parameters:
  ///   - precedes: a strict total order of slots with equal keys.
  ///   - tieKey: what often tells that order at once, of a slot in the list.
  mutating func settle(
    breakingTies precedes: (OrderBook.Slot, OrderBook.Slot) -> Bool,
    knownBy tieKey: ((OrderBook.Slot) -> TieKey?)? = nil
  ) {
    guard !moved.isEmpty else { return }
    slots.removeAll { moved.contains($0) }
    let fresh = members(of: moved.list, precedes, tieKey)
    moved.removeAll()
    guard !fresh.isEmpty else { return }
    spare.removeAll(keepingCapacity: true)
    spare.reserveCapacity(slots.count + fresh.count)
    var start = 0
    for new in fresh {
      let end = slots.nearPartitioningIndex(from: start) { slot in
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

  private struct Member {
    let key: Double
    let slot: OrderBook.Slot
  }

  private func members(
    of slots: [OrderBook.Slot], _ precedes: (OrderBook.Slot, OrderBook.Slot) -> Bool,
    _ tieKey: ((OrderBook.Slot) -> TieKey?)?
  ) -> [Member] {
    var members: [Member] = []
    members.reserveCapacity(slots.count)
    for slot in slots where !keys[Int(slot)].isNaN { members.append(Member(key: keys[Int(slot)], slot: slot)) }
    members.sort { $0.key < $1.key }
    // Most keys are there once: only the others cost a look at the orders.
    var start = 0
    while start < members.count {
      var end = start + 1
      while end < members.count, members[end].key == members[start].key { end += 1 }
      if end - start > 1 { Self.sort(&members[start..<end], precedes, tieKey) }
      start = end
    }
    return members
  }

  private static func sort(
    _ members: inout ArraySlice<Member>, _ precedes: (OrderBook.Slot, OrderBook.Slot) -> Bool,
    _ tieKey: ((OrderBook.Slot) -> TieKey?)?
  ) {
    guard let tieKey else {
      members.sort { precedes($0.slot, $1.slot) }
      return
    }
    var tied = members.map { (member: $0, key: tieKey($0.slot)) }
    tied.sort { one, other in
      if let mine = one.key, let theirs = other.key, let isFirst = mine.precedes(theirs) { return isFirst }
      return precedes(one.member.slot, other.member.slot)
    }
    for (index, one) in zip(members.indices, tied) { members[index] = one.member }
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
  /// As ``partitioningIndex(from:where:)``, faster where it is not far from `start`.
  fileprivate func nearPartitioningIndex(from start: Int, where holds: (Element) -> Bool) -> Int {
    var (low, step) = (start, 1)
    while low + step <= count, !holds(self[low + step - 1]) {
      low += step
      step *= 2
    }
    return partitioningIndex(from: low, upTo: Swift.min(low + step - 1, count), where: holds)
  }

  /// The first index from `start` on whose element fulfils the condition, given that it holds from some index to the end.
  fileprivate func partitioningIndex(
    from start: Int, upTo end: Int? = nil, where holds: (Element) -> Bool
  ) -> Int {
    var low = start
    var high = end ?? count
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
