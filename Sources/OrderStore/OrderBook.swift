import OrderProtocol
import SavedState

/// All orders of the board. Each has a slot, a small number that stays its own until it leaves the board, so that
/// sorted views are arrays of slots and never of orders.
struct OrderBook: Equatable, Sendable {
  typealias Slot = Int32

  private var entries = EntryTable()
  private var slots = SlotTable()
  private var vacant: [Slot] = []
  /// Vacant too, but the views have not heard of it yet.
  private var left: [Slot] = []
  /// Orders that changed since the views were last brought up to date.
  private(set) var dirty = SlotSet()
  /// Orders that changed since they were last taken to be saved; `nil` when nobody saves.
  private(set) var unsaved: UnsavedOrders?
  /// What all long texts on the board may weigh together, in bytes.
  static let maximumWeight = 16 * 1024 * 1024
  /// What they weigh; see ``OrderEntry/weighed()``.
  private(set) var weight = 0
  /// Entries as they were when the view was frozen, of orders that changed since; `nil` while nothing is frozen.
  private var frozen: [Slot: OrderEntry?]?

  /// - Parameter isSaving: whether changed orders will be taken to be saved.
  init(isSaving: Bool = false) { unsaved = isSaving ? UnsavedOrders() : nil }

  /// How many orders there are.
  var count: Int { slots.count }

  func slot(of id: OrderID) -> Slot? { slot(of: id, slots.hash(id)) }

  /// The slot of the order whose id has these bytes.
  func slot(of id: UnsafeBufferPointer<UInt8>) -> Slot? { slot(of: id, hashing.hash(id)) }

  @inline(__always)
  private func slot(of id: UnsafeBufferPointer<UInt8>, _ hash: SlotTable.Hash) -> Slot? {
    slots.slot(hash) { entries[standing: Int($0)].id.rawValue.hasBytes(id) }
  }

  @inline(__always)
  private func slot(of id: OrderID, _ hash: SlotTable.Hash) -> Slot? {
    slots.slot(hash) { entries[standing: Int($0)].id == id }
  }

  /// What stands in a slot: an order, or the entry that says that there is none. Fields of it are read without a copy.
  subscript(slot: Slot) -> OrderEntry {
    @inline(__always) _read { yield entries[standing: Int(slot)] }
  }

  /// The order in a slot. Slots come from this book only; a vacant one has none.
  func entry(_ slot: Slot) -> OrderEntry? {
    entries[Int(slot)]
  }

  /// The order in a slot as the frozen view shows it, or as it is when nothing is frozen.
  func shownEntry(_ slot: Slot) -> OrderEntry? {
    if let frozen, let kept = frozen[slot] { return kept }
    return entry(slot)
  }

  /// Whether one order comes before the other by id, of those that the frozen view shows.
  func isByShownID(_ one: Slot, before other: Slot) -> Bool {
    guard let mine = shownID(one), let theirs = shownID(other) else { return false }
    return mine < theirs
  }

  func shownID(_ slot: Slot) -> OrderID? {
    guard frozen == nil else { return shownEntry(slot)?.id }
    return self[slot].isVacant ? nil : self[slot].id
  }

  /// A text of the order that the frozen view shows.
  func shownText(_ slot: Slot, _ text: (OrderEntry) -> OrderID?) -> OrderID? {
    frozen == nil ? entries.look(at: Int(slot), text) : shownEntry(slot).flatMap(text)
  }

  /// Changes the order of that id in place, or adds the one that `make` returns first.
  ///
  /// - Parameters:
  ///   - id: its bytes.
  ///   - hash: what ``hashing`` says of them.
  /// - Returns: its slot.
  @discardableResult
  @inline(__always)
  mutating func update(
    _ id: UnsafeBufferPointer<UInt8>, _ hash: SlotTable.Hash, orAdd make: () -> OrderEntry,
    change: (inout OrderEntry, _ isNew: Bool) -> Void
  ) -> Slot {
    let known = slot(of: id, hash)
    let slot = known ?? insert(make(), hash)
    if known != nil {
      keepFrozen(slot)
      dirty.insert(slot)
    }
    unsaved?.insert(slot)
    let gained = entries.change(at: Int(slot)) { entry in
      let before = known == nil ? 0 : entry.weight
      change(&entry, known == nil)
      return entry.weight - before
    }
    weight += gained ?? 0
    return slot
  }

  /// Makes the hashes that ``update(_:_:orAdd:change:)`` and ``expect(_:step:)`` ask for.
  var hashing: IDHashing { slots.hashing }

  /// How many events ahead the memory of orders is asked for, step by step: the place in the table of slots, the order
  /// itself, its items. Each step needs what the one before has brought.
  static let expectations = 3

  /// Has the memory brought near that ``update(_:_:orAdd:change:)`` will need: of a large board it is far away, and an event
  /// would wait for it longer than all else takes. Changes nothing.
  ///
  /// - Parameter step: of ``expectations``, from 0 on.
  @inline(__always)
  func expect(_ hash: SlotTable.Hash, step: Int) {
    guard step > 0 else { return slots.expect(hash) }
    guard let slot = slots.slot(hash, where: { _ in true }) else { return }
    if step == 1 { entries.expect(Int(slot)) } else { entries.expectItems(Int(slot)) }
  }

  /// Looks at the order in a slot; `nil` where there is none.
  func look<Value>(at slot: Slot, _ body: (OrderEntry) -> Value?) -> Value? {
    entries.look(at: Int(slot), body)
  }

  /// As ``look(at:_:)``, at the order as the frozen view shows it.
  func lookAsShown<Value>(at slot: Slot, _ body: (OrderEntry) -> Value?) -> Value? {
    if let frozen, let kept = frozen[slot] { return kept.flatMap(body) }
    return look(at: slot, body)
  }

  /// Puts an order back that is saved as it is.
  ///
  /// - Returns: whether there was none of its id.
  mutating func restore(_ entry: OrderEntry) -> Bool {
    let hash = slots.hash(entry.id)
    guard slot(of: entry.id, hash) == nil else { return false }
    var entry = entry
    entry.weight = entry.lighten(to: min(OrderEntry.maximumWeight, max(0, Self.maximumWeight - weight)))
    weight += entry.weight
    insert(entry, hash)
    return true
  }

  @discardableResult
  private mutating func insert(_ entry: consuming OrderEntry, _ hash: SlotTable.Hash) -> Slot {
    let slot: Slot
    if let free = vacant.popLast() {
      slot = free
      keepFrozen(slot)
      entries[Int(slot)] = entry
    } else {
      slot = Slot(entries.count)
      keepFrozen(slot)
      entries.append(entry)
    }
    slots.insert(slot, hash)
    dirty.insert(slot)
    return slot
  }

  /// The alarm of the order in a slot.
  func alarm(_ slot: Slot) -> OrderAlarm? {
    entries.indices.contains(Int(slot)) ? self[slot].rare.alarm : nil
  }

  /// The slots of all orders that have an alarm.
  var slotsWithAlarms: [Slot] { entries.indices.map { Slot($0) }.filter { self[$0].rare.hasAlarm } }

  /// Changes the alarm of an order.
  ///
  /// - Parameter isShown: in the frozen view too: alarms go on while the picture is held.
  /// - Returns: `nil` where there is no order.
  mutating func changeAlarm(
    _ slot: Slot, isShown: Bool = true, _ change: (OrderEntry) -> OrderAlarm?
  ) -> AlarmChange? {
    let index = Int(slot)
    let result = entries.change(at: index) { entry in
      let result = AlarmChange(old: entry.alarm, new: change(entry))
      if result.old != result.new { entry.alarm = result.new }
      return result
    }
    guard let result, result.old != result.new else { return result }
    dirty.insert(slot)
    if result.old?.isSaved == true || result.new?.isSaved == true { unsaved?.insert(slot) }
    if isShown, let kept = frozen?[slot], var kept, self[slot].id == kept.id {
      kept.alarm = result.new
      frozen?.updateValue(kept, forKey: slot)
    }
    return result
  }

  /// Removes the orders for which `isGone` holds, except those that have yet to be taken to be saved.
  ///
  /// - Parameter isSavedElsewhere: nobody will take them.
  /// - Returns: the removed ones.
  mutating func remove(isSavedElsewhere: Bool = false, where isGone: (OrderEntry) -> Bool) -> [OrderEntry] {
    var removed: [OrderEntry] = []
    for index in entries.indices {
      guard let entry = entries[index], isGone(entry) else { continue }
      let slot = Slot(index)
      if !isSavedElsewhere, unsaved?.contains(slot) == true { continue }
      keepFrozen(slot)
      entries[index] = nil
      slots.remove(slot, slots.hash(entry.id))
      weight -= entry.weight
      left.append(slot)
      dirty.insert(slot)
      removed.append(entry)
    }
    return removed
  }

  /// All slots that the frozen view shows; all in use when nothing is frozen.
  func forEachShownSlot(_ body: (Slot, OrderEntry) -> Void) {
    for index in entries.indices {
      lookAsShown(at: Slot(index)) { body(Slot(index), $0) }
    }
  }

  /// Hands out what changed since the last call.
  mutating func takeDirty() -> SlotSet {
    vacant += left
    left = []
    defer { dirty = SlotSet() }
    return dirty
  }

  /// Packs some of what ``takeUnsaved(all:at:)`` will hand out, if there is much of it.
  mutating func packOldestUnsaved(at moment: Moment) { unsaved?.packOldest(of: entries, at: moment) }

  /// Hands out the orders that changed since the last call, or all there are.
  mutating func takeUnsaved(all: Bool, at moment: Moment) -> PackedOrders {
    unsaved?.take(of: entries, all: all, at: moment) ?? PackedOrders()
  }

  /// Freezes what views show. From now on each order is kept as it is before its first change.
  mutating func freeze() { frozen = frozen ?? [:] }

  var isFrozen: Bool { frozen != nil }

  /// Ends the freeze.
  mutating func thaw() { frozen = nil }

  @inline(__always)
  private mutating func keepFrozen(_ slot: Slot) {
    if frozen != nil { keep(slot) }
  }

  private mutating func keep(_ slot: Slot) {
    guard frozen?.keys.contains(slot) == false else { return }
    let kept = entry(slot)
    frozen?.updateValue(kept, forKey: slot)
  }
}

/// What became of an alarm.
struct AlarmChange {
  var old: OrderAlarm?
  var new: OrderAlarm?
}
