import SavedState

/// The orders that changed since they were last taken to be saved.
///
/// In a flood most of them change a few times, and then no more: those that have been here longest are packed while the
/// flood goes on, a few with each chunk of it. To take all at once would let the screen wait for it, and to take them more
/// often would save them, and the events, more often.
struct UnsavedOrders: Equatable, Sendable {
  /// So many of the newest are expected to change again, and are not packed before they are taken.
  private let newest: Int
  private var slots = SlotSet()
  /// How many of the slots were gone through to be packed.
  private var passedCount = 0
  /// What was packed of them, some of it out of date.
  private var packed = PackedOrders()
  /// The slots of what was packed.
  private var packedSlots: [OrderBook.Slot] = []
  /// By slot: whether the order there is packed as it is.
  private var isPacked: [Bool] = []
  /// How many are packed as they are no more.
  private var outdatedCount = 0

  init(newest: Int = 16_384) { self.newest = newest }

  var isEmpty: Bool { slots.isEmpty }

  /// How many of them have yet to be packed.
  var remainder: Int { slots.count - passedCount + outdatedCount }

  func contains(_ slot: OrderBook.Slot) -> Bool { slots.contains(slot) }

  /// Notes that the order in a slot has changed, or is a new one.
  mutating func insert(_ slot: OrderBook.Slot) {
    slots.insert(slot)
    guard isPacked(slot) else { return }
    isPacked[Int(slot)] = false
    outdatedCount += 1
  }

  private func isPacked(_ slot: OrderBook.Slot) -> Bool { Int(slot) < isPacked.count && isPacked[Int(slot)] }

  private func isToBePacked(_ slot: OrderBook.Slot) -> Bool { slots.contains(slot) && !isPacked(slot) }

  /// Packs those that are expected to stay as they are.
  mutating func packOldest(of entries: EntryTable, at moment: Moment) {
    let end = slots.count - newest
    guard passedCount < end else { return }
    if isPacked.count < entries.count {
      isPacked.append(contentsOf: repeatElement(false, count: entries.count - isPacked.count))
    }
    for place in passedCount..<end {
      if place + Self.stepsAhead < end { entries.expectItems(Int(slots.list[place + Self.stepsAhead])) }
      let slot = slots.list[place]
      entries.withPointer(to: Int(slot)) { entry in
        entry.pack(into: &packed, at: moment)
        packedSlots.append(slot)
        isPacked[Int(slot)] = true
      }
    }
    passedCount = end
  }

  /// How many orders ahead the items are asked for that are packed next: about as long as it takes until they are there.
  private static let stepsAhead = 8

  /// Hands out those orders, or all there are, and begins anew.
  mutating func take(of entries: EntryTable, all: Bool, at moment: Moment) -> PackedOrders {
    var orders = PackedOrders()
    if !all {
      swap(&orders, &packed)
      if outdatedCount > 0 { orders.keep { isPacked[Int(packedSlots[$0])] } }
    }
    orders.reserveCapacity(all ? entries.count : slots.count)
    // Where much has changed the entries are read as they lie in memory.
    if all || remainder > entries.count / 8 {
      for index in entries.indices where all || isToBePacked(OrderBook.Slot(index)) {
        if index + Self.stepsAhead < entries.count { entries.expectItems(index + Self.stepsAhead) }
        entries.withPointer(to: index) { $0.pack(into: &orders, at: moment) }
      }
    } else {
      for slot in slots.list where isToBePacked(slot) {
        entries.withPointer(to: Int(slot)) { $0.pack(into: &orders, at: moment) }
      }
    }
    removeAll()
    return orders
  }

  private mutating func removeAll() {
    slots.removeAll()
    passedCount = 0
    packed = PackedOrders()
    packedSlots = []
    isPacked = []
    outdatedCount = 0
  }
}
