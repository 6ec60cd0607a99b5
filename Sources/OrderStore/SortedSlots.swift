/// A sorted list of slots that is brought up to date in one pass: what changed is taken out by its flag, sorted by
/// itself, and merged back. A change costs no search by an old key, and a frame over 100,000 orders that touched a few
/// costs one copy of 100,000 small integers.
struct SortedSlots: Sendable {
  private(set) var slots: [OrderBook.Slot] = []

  /// Brings the list up to date.
  ///
  /// - Parameters:
  ///   - dirty: every slot whose order changed, came or left since the last call.
  ///   - isMember: whether a slot belongs into the list now.
  ///   - precedes: a strict total order of the members.
  mutating func refresh(
    dirty: SlotSet, isMember: (OrderBook.Slot) -> Bool,
    precedes: (OrderBook.Slot, OrderBook.Slot) -> Bool
  ) {
    guard !dirty.isEmpty else { return }
    let fresh = dirty.list.filter(isMember).sorted(by: precedes)
    var merged: [OrderBook.Slot] = []
    merged.reserveCapacity(slots.count + fresh.count)
    var kept = slots
    kept.removeAll { dirty.contains($0) }
    var start = 0
    for slot in fresh {
      let end = kept.partitioningIndex(from: start) { precedes(slot, $0) }
      merged.append(contentsOf: kept[start..<end])
      merged.append(slot)
      start = end
    }
    merged.append(contentsOf: kept[start...])
    slots = merged
  }

  /// Replaces the list.
  mutating func rebuild(_ sorted: [OrderBook.Slot]) { slots = sorted }

  /// Where a slot stands; `nil` when it is not in the list.
  func position(of slot: OrderBook.Slot, precedes: (OrderBook.Slot, OrderBook.Slot) -> Bool) -> Int? {
    let index = slots.partitioningIndex(from: 0) { !precedes($0, slot) }
    return index < slots.count && slots[index] == slot ? index : nil
  }

  /// How many members, from the first on, fulfil a condition that holds for a leading stretch of the list.
  func leadingCount(where holds: (OrderBook.Slot) -> Bool) -> Int {
    slots.partitioningIndex(from: 0) { !holds($0) }
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
