import EventStream
import OrderProtocol

extension DashboardState {
  /// Applies what one chunk of the stream completed.
  mutating func receive(_ batch: ReceivedBatch, at moment: Moment) {
    var event = EventInBatch(batch.events, at: moment)
    for index in batch.events.indices {
      event.index = index
      receive(event, at: moment)
    }
    for oversized in batch.oversized { addLog(.oversized(type: oversized.type), at: moment) }
    connection.noteSignOfLife(at: moment)
    // Where the stream has been before, the board is ahead of it; the position is the board's.
    if !known.isPassing || connection.lastEventID.isEmpty { connection.lastEventID = batch.lastEventID }
    if !batch.events.isEmpty {
      connection.lastEvent = moment.monotonic
      connection.noteProgress()
    }
    connection.eventCount += batch.events.count
    connection.rate.add(batch.events.count, at: moment.monotonic)
  }

  private mutating func receive(_ event: EventInBatch, at moment: Moment) {
    if event.received.isOrderEvent {
      connection.replay?.seen += 1
      let isKnown = known.take(event.received.fingerprint, id: event.received.lastEventID)
      if connection.replay == nil { if known.isPassing { noteBehind() } else { noteCurrent() } }
      if isKnown { return }
      changeCount += 1
    }
    record(event, at: moment)
    if let problem = event.received.decoded.problem {
      addLog(.malformed(type: event.received.type, problem: problem), at: moment)
    }
    switch event.received.decoded.event {
    case .created(let patch)?: apply(patch, default: .created, isCreation: true, event, at: moment)
    case .updated(let patch)?: apply(patch, default: nil, event, at: moment)
    case .submitted(let patch)?: apply(patch, default: .pending, event, at: moment)
    case .shipped(let patch)?: apply(patch, default: .shipped, event, at: moment)
    case .cancelled(let patch)?: apply(patch, default: .cancelled, event, at: moment)
    case .itemAdded(let id, let item, let timestamp)?:
      let slot = change(id, event, at: moment, since: timestamp) { entry, _ in entry.put(item) }
      noteLateItem(slot, item, event, at: moment)
    case .itemRemoved(let id, let itemID, let timestamp)?:
      _ = change(id, event, at: moment, since: timestamp) { entry, _ in entry.removeItem(itemID) }
    case let control?: receiveControl(control, at: moment)
    case nil: break
    }
  }

  // Inlined, it would cost a copy of the event.
  @inline(never)
  private mutating func apply(
    _ patch: OrderPatch, default status: OrderStatus?, isCreation: Bool = false, _ event: EventInBatch,
    at moment: Moment
  ) {
    let status = patch.status ?? status
    let since = patch.timestamp ?? (status == .pending ? patch.submittedAt : nil)
    connection.noteServerTime(patch.timestamp ?? patch.submittedAt)
    var before: OrderStatus?
    let slot = change(patch.orderID, event, at: moment, since: since) { entry, isNew in
      if !isNew { before = entry.status }
      if isCreation {
        var fresh = OrderEntry(
          id: entry.id, status: status ?? .created, isPartial: false, at: moment, since: since ?? moment.wall,
          generation: entry.generation)
        fresh.alarm = entry.alarm
        if !isNew {
          fresh.firstSeen = entry.firstSeen
          if fresh.status == entry.status { fresh.statusSince = since ?? entry.statusSince }
        }
        let changed = fresh.merge(patch)
        swap(&entry, &fresh)
        return isNew ? .order : changed.union(before == entry.status ? [] : .status)
      }
      var changed = entry.merge(patch)
      if let status, status != entry.status {
        entry.status = status
        entry.statusSince = since ?? moment.wall
        changed.insert(.status)
      } else if status == .pending, let submitted = patch.submittedAt {
        entry.statusSince = submitted
      }
      return changed
    }
    guard let status, status != before, status.isClosed else { return }
    noteClosed(slot, status, wasKnown: before != nil, at: moment)
  }

  /// Shipped and cancelled orders are noticed: the protocol asks for a shipping notification.
  private mutating func noteClosed(_ slot: OrderBook.Slot, _ status: OrderStatus, wasKnown: Bool, at moment: Moment) {
    if status == .shipped {
      tallies.shippedLastHour.add(at: moment.monotonic)
      let rare = book[slot].rare
      let parcel = Parcel(
        orderID: book[slot].id, carrier: rare.carrier, trackingNumber: rare.trackingNumber)
      addLog(
        .shipped(parcel.orderID, carrier: parcel.carrier, trackingNumber: parcel.trackingNumber), at: moment)
      noteShipped(parcel, at: moment)
    } else {
      addLog(.cancelled(book[slot].id, reason: book[slot].rare.cancellationReason), at: moment)
      // What is heard of for the first time nobody was working on.
      if wasKnown { raiseCancellation(of: slot) }
    }
  }

  private mutating func noteShipped(_ parcel: Parcel, at moment: Moment) {
    calls.add(.shipped, isOrder: true, settings: settings.alarms) {
      AlarmNotification(.shipped, orderID: parcel.orderID, status: .shipped, sentence: parcel.sentence)
    }
    guard !isCatchingUp else { return }
    sayShipped(parcel, at: moment)
  }

  private mutating func noteLateItem(
    _ slot: OrderBook.Slot, _ item: OrderItem, _ event: EventInBatch, at moment: Moment
  ) {
    guard book[slot].changed.contains(.items), book[slot].changeTime == event.time, !book[slot].status.isClosed,
      !book[slot].rare.isEmpty, book[slot].rare.fields.lateItems.contains(item.itemID)
    else { return }
    addLog(.lateItem(book[slot].id, name: item.name ?? item.itemID), at: moment)
  }

  /// Changes an order in place, making a partial one first if it was never seen, and keeps every count right.
  private mutating func change(
    _ id: OrderID, _ event: EventInBatch, at moment: Moment, since: Timestamp?,
    _ body: (inout OrderEntry, _ isNew: Bool) -> OrderFields
  ) -> OrderBook.Slot {
    let generation = generation
    var left: OrderStatus?
    var entered: OrderStatus?
    var wasUnverified = false
    var hasAlarm = false
    var isCutNow = false
    let isLarge = event.received.data.utf8.count > OrderEntry.lightText
    let room = OrderBook.maximumWeight - book.weight
    let slot = book.update(id) {
      OrderEntry(
        id: id, status: .created, isPartial: true, at: moment, since: since ?? moment.wall, generation: generation)
    } change: { entry, isNew in
      let before = entry.status
      wasUnverified = entry.generation < generation
      let wasCut = entry.isCut
      let weight = entry.weight
      let changed = body(&entry, isNew)
      // What was let in before may stay.
      if isLarge || weight > 0 {
        entry.weight = entry.lighten(to: min(OrderEntry.maximumWeight, weight + max(0, room)))
      }
      isCutNow = entry.isCut && !wasCut
      if isNew || entry.status != before {
        left = isNew ? nil : before
        entered = entry.status
      }
      entry.generation = generation
      // To be shown, not to be sent back.
      entry.lastEventID = event.received.lastEventID.capped
      entry.lastChanged = moment.wall
      hasAlarm = entry.rare.hasAlarm
      if isNew { entry.noteNew(at: event.time) } else { entry.note(changed, at: event.time) }
    }
    if let entered {
      if let left { tallies.leave(left) }
      tallies.enter(entered)
      if !isCatchingUp { pace.noteMove(from: left, to: entered, at: moment.monotonic) }
    }
    if wasUnverified { tallies.unverified -= 1 }
    lookAtAlarm(afterEvent: slot, hasAlarm: hasAlarm, at: moment)
    if isCutNow {
      addLog(.malformed(type: event.received.type, problem: "\(id.rawValue): \(OrderEntry.limits)"), at: moment)
    }
    return slot
  }
}

/// What there is to say of an order that was shipped.
struct Parcel {
  var orderID: OrderID
  var carrier: String?
  var trackingNumber: String?

  /// `order-1 shipped UPS 1Z9`
  var sentence: String {
    (["\(orderID.rawValue) shipped"] + [carrier, trackingNumber].compactMap { $0 }).map(\.capped).joined(separator: " ")
  }
}

extension OrderEntry {
  fileprivate static let limits =
    "only \(maximumItems) items and \(maximumUnknownFields) unknown fields of an order are kept, and of long texts "
    + "\(maximumWeight >> 20) MiB, \(OrderBook.maximumWeight >> 20) MiB on the whole board"
}
