import OrderProtocol

/// The sorted views of the order book: the orders pane's list, and one list per status with a limit, by age, that tells
/// how many are late without looking at the rest. Derived; brought up to date when somebody looks.
struct OrderIndex: Sendable {
  /// What the orders pane shows, in its order.
  private(set) var rows = SortedSlots()
  /// Open orders of the statuses with a limit, by when they entered it.
  private var byAge: [(status: OrderStatus, list: SortedSlots)]
  private let limits: AgeLimits
  private var openByBeginning = SortedSlots()
  private var shownDirty = SlotSet()
  private var ordering: OrderOrdering?
  private var criteria = Criteria()
  private var builtAtSecond: Int64 = 0

  init(limits: AgeLimits) {
    byAge = limits.limited.map { ($0, SortedSlots()) }
    self.limits = limits
  }

  /// Brings all lists up to date with the book and with what the view asks for.
  mutating func refresh(_ book: inout OrderBook, view: ViewState, now: Timestamp) {
    refreshAges(&book, isPaused: view.isPaused)
    refreshRows(book, view: view, now: now)
  }

  /// Brings the lists by age up to date, which nobody has to see.
  mutating func refreshAges(_ book: inout OrderBook, isPaused: Bool) {
    let dirty = book.takeDirty().readingList
    for slot in dirty {
      let isThere = !book[slot].isVacant
      let kind = isThere ? limits.kind(of: book[slot].status) : nil
      let since = Double(book[slot].statusSince.milliseconds)
      for index in byAge.indices {
        byAge[index].list.file(slot, under: kind == byAge[index].status ? since : nil)
      }
      let isOpen = isThere && !book[slot].status.isClosed
      openByBeginning.file(slot, under: isOpen ? Double(begun(slot, in: book).milliseconds) : nil)
    }
    // Nobody sees which of two orders of the same time comes first.
    for index in byAge.indices { byAge[index].list.settle(breakingTies: <) }
    openByBeginning.settle(breakingTies: <)
    if !isPaused { shownDirty.formUnion(dirty) }
  }

  private func begun(_ slot: OrderBook.Slot, in book: OrderBook) -> Timestamp {
    OrderEntry.begun(book[slot].firstSeen, book[slot].statusSince, book[slot].submittedAt)
  }

  /// The orders that have come to be late since then, or are not any more because the clock was set back. `nil`: all that
  /// are late.
  func crossingLate(from last: Timestamp?, to now: Timestamp) -> [OrderBook.Slot] {
    var slots: [OrderBook.Slot] = []
    for (status, list) in byAge {
      guard let late = limits.limit(of: status) else { continue }
      let before = last.map { list.leadingCount(atLeast: late, at: $0) } ?? 0
      let after = list.leadingCount(atLeast: late, at: now)
      slots += list.slots[min(before, after)..<max(before, after)]
    }
    return slots
  }

  private mutating func refreshRows(_ book: OrderBook, view: ViewState, now: Timestamp) {
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
      noteAged(from: last, to: now)
      let looksAtAll = !criteria.admitsAll || book.isFrozen
      for slot in shownDirty.readingList {
        let key = looksAtAll ? shownKey(of: slot, in: book, wanted) : wanted.key(of: slot, in: book)
        rows.file(slot, under: key, isMoved: wanted.hasTexts)
      }
      settleRows(book, wanted)
    }
    shownDirty.removeAll()
  }

  /// What the frozen view shows an order under; `nil`: it does not.
  private mutating func shownKey(of slot: OrderBook.Slot, in book: OrderBook, _ ordering: OrderOrdering) -> Double? {
    book.lookAsShown(at: slot) { entry in
      criteria.note(entry)
      return criteria.admits(entry, limits: limits, now: ordering.now) ? ordering.key(entry) : nil
    }
  }

  /// Orders that have come to warn or to be late since the last look have another place now, although no event touched
  /// them. Each list by age holds them in one stretch.
  private mutating func noteAged(from last: Timestamp, to now: Timestamp) {
    guard last < now else { return }
    for (status, list) in byAge {
      guard let steps = limits[status] else { continue }
      for age in [steps.warning, steps.late] {
        let before = list.leadingCount(atLeast: age, at: last)
        let after = list.leadingCount(atLeast: age, at: now)
        if before < after { shownDirty.formUnion(Array(list.slots[before..<after])) }
      }
    }
  }

  private mutating func rebuildRows(_ book: OrderBook, ordering: OrderOrdering, now: Timestamp) {
    rows.removeAll()
    book.forEachShownSlot { slot, entry in
      criteria.note(entry)
      guard criteria.admits(entry, limits: ordering.limits, now: now) else { return }
      rows.file(slot, under: ordering.key(entry))
    }
    settleRows(book, ordering)
  }

  private mutating func settleRows(_ book: OrderBook, _ ordering: OrderOrdering) {
    let ties = Ties(ordering, book)
    rows.settle {
      ties.breaks($0, $1)
    } knownBy: {
      ties.key($0)
    }
  }

  /// What is wrong with the filter in force, or with the one being typed.
  var filterProblem: FilterProblem? { criteria.problem }

  /// Where an order stands in the orders pane.
  func position(of slot: OrderBook.Slot, in book: OrderBook) -> Int? {
    guard let ordering else { return nil }
    return rows.position(of: slot) { ordering.breaksTie($0, $1, in: book) }
  }

  /// How many orders of a status have been in it for at least that long.
  func count(of status: OrderStatus, atLeast age: Duration, now: Timestamp) -> Int {
    byAge.first { $0.status == status }?.list.leadingCount(atLeast: age, at: now) ?? 0
  }

  /// The order that is furthest over its limit, if one is.
  func worst(in book: OrderBook, now: Timestamp) -> LimitedOrder? {
    byAge.compactMap { status, list in
      limited(list.slots.first, status, in: book, now: now)
    }.filter { $0.overdue >= .zero }.max { $0.overdue < $1.overdue }
  }

  /// The order that will be late next.
  func nextLate(in book: OrderBook, now: Timestamp) -> LimitedOrder? {
    byAge.compactMap { status, list in
      guard let limit = limits.limit(of: status) else { return nil }
      return limited(
        list.slots.dropFirst(list.leadingCount(atLeast: limit, at: now)).first, status, in: book,
        now: now)
    }.max { $0.overdue < $1.overdue }
  }

  private func limited(
    _ slot: OrderBook.Slot?, _ status: OrderStatus, in book: OrderBook, now: Timestamp
  ) -> LimitedOrder? {
    guard let entry = slot.flatMap({ book.entry($0) }), let limit = limits.limit(of: status) else { return nil }
    return LimitedOrder(id: entry.id, status: entry.status, overdue: entry.age(at: now) - limit)
  }

  /// The open order that began longest ago.
  func oldestOpen(in book: OrderBook) -> OrderEntry? {
    openByBeginning.slots.first.flatMap { book.entry($0) }
  }

  /// After a freeze: slots may hold other orders by now, so everything is looked at again.
  mutating func noteThawed() { ordering = nil }
}

extension SortedSlots {
  /// In a list by time: how many have one that is at least that long ago.
  fileprivate func leadingCount(atLeast age: Duration, at now: Timestamp) -> Int {
    leadingCount { Timestamp(milliseconds: Int64(exactly: $0) ?? 0).age(at: now) >= age }
  }
}

/// What tells orders with equal keys apart. An object, since what a closure refers to is copied each time sorting calls it.
private final class Ties {
  private let ordering: OrderOrdering
  private let book: OrderBook

  init(_ ordering: OrderOrdering, _ book: OrderBook) {
    self.ordering = ordering
    self.book = book
  }

  func breaks(_ one: OrderBook.Slot, _ other: OrderBook.Slot) -> Bool { ordering.breaksTie(one, other, in: book) }

  func key(_ slot: OrderBook.Slot) -> TieKey? { ordering.tieKey(slot, in: book) }
}

/// Which orders the pane shows.
private struct Criteria: Sendable {
  private(set) var text = ""
  private(set) var showsExceptionsOnly = false
  private var filter = OrderFilter("")
  /// The fields that orders of the board have beside those of the protocol, where the filter asks for any.
  private var fieldNames: Set<String> = []
  /// A server that makes up ever more names costs nothing.
  private static let fieldNameLimit = 200

  init() {}

  init(text: String, showsExceptionsOnly: Bool) {
    self.text = text
    self.showsExceptionsOnly = showsExceptionsOnly
    filter = OrderFilter(text)
  }

  /// Whether an order may come or leave without having changed.
  var dependsOnTime: Bool { filter.dependsOnTime || showsExceptionsOnly }

  /// What is wrong with the filter.
  var problem: FilterProblem? {
    if let problem = filter.problem { return problem }
    let seen = Set(fieldNames.map { $0.lowercased() })
    guard let name = filter.otherFields.first(where: { !seen.contains($0.lowercased()) }) else { return nil }
    return .unknownField(name, fields: OrderFilter.fieldNames + fieldNames.sorted())
  }

  /// Notes which fields an order has.
  mutating func note(_ entry: OrderEntry) {
    guard !filter.otherFields.isEmpty else { return }
    for field in entry.unknown where fieldNames.count < Self.fieldNameLimit { fieldNames.insert(field.name) }
  }

  /// Whether it is of no interest what an order has.
  var admitsAll: Bool { filter.isEmpty && !showsExceptionsOnly }

  func admits(_ entry: OrderEntry, limits: AgeLimits, now: Timestamp) -> Bool {
    if showsExceptionsOnly, entry.alarm == nil, limits.severity(of: entry.status, age: entry.age(at: now)) == .normal {
      return false
    }
    return filter.isEmpty || filter.matches(entry, limits: limits, now: now)
  }
}

extension OrderEntry {
  /// Time spent in the status; never negative, whatever the clocks say.
  func age(at now: Timestamp) -> Duration { statusSince.age(at: now) }
}
