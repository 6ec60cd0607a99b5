import OrderProtocol

/// The sorted views of the order book: the orders pane's list, and one list per status with a limit, by age, that tells
/// how many are late without looking at the rest. Derived; brought up to date when somebody looks.
struct OrderIndex: Sendable {
  /// What the orders pane shows, in its order.
  private(set) var rows = SortedSlots()
  private var byAge: [OrderStatus: SortedSlots] = [.created: .init(), .pending: .init(), .processing: .init()]
  private var openByBeginning = SortedSlots()
  private var shownDirty = SlotSet()
  private var ordering: OrderOrdering?
  private var criteria = Criteria()
  private var builtAtSecond: Int64 = 0

  /// Brings all lists up to date with the book and with what the view asks for.
  mutating func refresh(_ book: inout OrderBook, view: ViewState, limits: AgeLimits, now: Timestamp) {
    let dirty = book.takeDirty()
    for status in Array(byAge.keys) {
      byAge[status]?.refresh(
        dirty: dirty, isMember: { book.entry($0)?.status == status },
        precedes: { Self.precedes(book.entry($0), book.entry($1)) { $0.statusSince } })
    }
    openByBeginning.refresh(
      dirty: dirty, isMember: { book.entry($0)?.status.isClosed == false },
      precedes: { Self.precedes(book.entry($0), book.entry($1)) { $0.begun } })
    if !view.isPaused { shownDirty.formUnion(dirty.list) }
    refreshRows(book, view: view, limits: limits, now: now)
  }

  private mutating func refreshRows(_ book: OrderBook, view: ViewState, limits: AgeLimits, now: Timestamp) {
    let last = ordering?.now ?? now
    // A key and a frame may come with their moments in the wrong order; a clock that was set back is another matter.
    let isSetBack = last.age(at: now) == .zero && now.age(at: last) > .seconds(60)
    let now = isSetBack ? now : max(now, last)
    let wanted = OrderOrdering(column: view.sort, isReversed: view.isReversed, limits: limits, now: now)
    let text = view.filterBeingEdited ?? view.filter
    let second = now.milliseconds / 1000
    let isOutOfTime = criteria.dependsOnTime && second != builtAtSecond && !view.isPaused
    let isRebuild =
      ordering.map { !$0.isSame(as: wanted) } ?? true || text != criteria.text
      || view.showsExceptionsOnly != criteria.showsExceptionsOnly || isOutOfTime || isSetBack
    ordering = wanted
    if isRebuild {
      criteria = Criteria(text: text, showsExceptionsOnly: view.showsExceptionsOnly)
      builtAtSecond = second
      rebuildRows(book, ordering: wanted, now: now)
    } else {
      noteAged(book, from: last, to: now, limits: limits)
      let criteria = criteria
      rows.refresh(
        dirty: shownDirty,
        isMember: { book.shownEntry($0).map { criteria.admits($0, limits: limits, now: now) } ?? false },
        precedes: { wanted.precedes(book.shownEntry($0), book.shownEntry($1)) })
    }
    shownDirty.removeAll()
  }

  /// Orders that have come to warn or to be late since the last look have another place now, although no event touched
  /// them. Each list by age holds them in one stretch.
  private mutating func noteAged(_ book: OrderBook, from last: Timestamp, to now: Timestamp, limits: AgeLimits) {
    guard last < now else { return }
    for (status, list) in byAge {
      guard let limit = limits.limit(of: status) else { continue }
      for age in [limit * limits.warningShare, limit] {
        let before = list.leadingCount { (book.entry($0)?.age(at: last) ?? .zero) >= age }
        let after = list.leadingCount { (book.entry($0)?.age(at: now) ?? .zero) >= age }
        if before < after { shownDirty.formUnion(Array(list.slots[before..<after])) }
      }
    }
  }

  private mutating func rebuildRows(_ book: OrderBook, ordering: OrderOrdering, now: Timestamp) {
    var members: [(key: Double, slot: OrderBook.Slot)] = []
    book.forEachShownSlot { slot, entry in
      guard criteria.admits(entry, limits: ordering.limits, now: now) else { return }
      members.append((ordering.isNumeric ? ordering.number(entry) : 0, slot))
    }
    members.sort { one, other in
      if one.key != other.key { return (one.key < other.key) != ordering.isReversed }
      return ordering.precedes(book.shownEntry(one.slot), book.shownEntry(other.slot))
    }
    rows.rebuild(members.map(\.slot))
  }

  private static func precedes(
    _ one: OrderEntry?, _ other: OrderEntry?, by time: (OrderEntry) -> Timestamp
  ) -> Bool {
    guard let one, let other else { return other != nil && one == nil }
    let mine = time(one)
    let theirs = time(other)
    return mine == theirs ? one.id < other.id : mine < theirs
  }

  /// Where an order stands in the orders pane.
  func position(of slot: OrderBook.Slot, in book: OrderBook) -> Int? {
    guard let ordering, book.shownEntry(slot) != nil else { return nil }
    return rows.position(of: slot) { ordering.precedes(book.shownEntry($0), book.shownEntry($1)) }
  }

  /// How many orders of a status have been in it for at least that long.
  func count(of status: OrderStatus, atLeast age: Duration, in book: OrderBook, now: Timestamp) -> Int {
    byAge[status]?.leadingCount { slot in (book.entry(slot)?.age(at: now) ?? .zero) >= age } ?? 0
  }

  /// The open order that began longest ago.
  func oldestOpen(in book: OrderBook) -> OrderEntry? {
    openByBeginning.slots.first.flatMap { book.entry($0) }
  }

  /// After a freeze: what changed meanwhile has to be looked at again.
  mutating func noteThawed(_ slots: [OrderBook.Slot]) { shownDirty.formUnion(slots) }
}

/// Which orders the pane shows.
private struct Criteria: Sendable {
  private(set) var text = ""
  private(set) var showsExceptionsOnly = false
  private var filter = OrderFilter("")

  init() {}

  init(text: String, showsExceptionsOnly: Bool) {
    self.text = text
    self.showsExceptionsOnly = showsExceptionsOnly
    filter = OrderFilter(text)
  }

  /// Whether an order may come or leave without having changed.
  var dependsOnTime: Bool { filter.dependsOnTime || showsExceptionsOnly }

  func admits(_ entry: OrderEntry, limits: AgeLimits, now: Timestamp) -> Bool {
    if showsExceptionsOnly, limits.severity(of: entry.status, age: entry.age(at: now)) == .normal { return false }
    return filter.isEmpty || filter.matches(entry, now: now)
  }
}

extension OrderEntry {
  /// Time spent in the status; never negative, whatever the clocks say.
  func age(at now: Timestamp) -> Duration { statusSince.age(at: now) }
}
