import EventStream
import OrderProtocol

extension DashboardState {
  /// Applies what one chunk of the stream completed.
  mutating func receive(_ batch: ReceivedBatch, at moment: Moment) {
    let time = moment.monotonic.wholeNanoseconds
    // Not asked of the book for each event: a closure that changes the state would copy the book for it.
    let hashing = book.hashing
    batch.withEvents { events in
      withUnsafeTemporaryAllocation(of: SlotTable.Hash.self, capacity: events.count) { hashes in
        // Of those that are about no order it is that of an order without an id, which there is not.
        for index in 0..<events.count { hashes.initializeElement(at: index, to: hashing.hash(events[index].orderID)) }
        for index in 0..<events.count {
          expect(hashes, from: index)
          receive(events[index], hashes[index], of: batch, at: moment, nanoseconds: time)
        }
      }
    }
    book.packOldestUnsaved(at: moment)
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

  /// How many events lie between one step of ``OrderBook/expect(_:step:)`` and the next.
  private static let stride = 4

  /// Has brought near what the events after one will need.
  @inline(__always)
  private mutating func expect(_ hashes: UnsafeMutableBufferPointer<SlotTable.Hash>, from index: Int) {
    for step in 0..<OrderBook.expectations {
      let ahead = index &+ (OrderBook.expectations &- step) &* Self.stride
      if ahead < hashes.count { book.expect(hashes[ahead], step: step) }
    }
  }

  /// - Parameters:
  ///   - hash: that of the order's id.
  ///   - nanoseconds: the moment on the monotonic clock.
  private mutating func receive(
    _ event: EventInBatch, _ hash: SlotTable.Hash, of batch: ReceivedBatch, at moment: Moment, nanoseconds: Int64
  ) {
    let received = event.received
    if received.isOrderEvent {
      connection.replay?.seen += 1
      let isKnown = known.take(received.fingerprint, id: String(utf8: event.lastEventID))
      if connection.replay == nil { if known.isPassing { noteBehind() } else { noteCurrent() } }
      if isKnown { return }
      changeCount += 1
    }
    let control = received.type == nil ? batch.control(event.index) : nil
    record(event, controlTime: control?.time, at: moment)
    if let problem = batch.problem(event.index) {
      addLog(.malformed(type: batch.type(event.index), problem: problem), at: moment)
    }
    if let control { return receiveControl(control, at: moment) }
    guard let subject = received.subject else { return }
    switch received.type {
    case .created: apply(subject, default: .created, isCreation: true, event, hash, of: batch, at: moment, nanoseconds)
    case .updated: apply(subject, default: nil, event, hash, of: batch, at: moment, nanoseconds)
    case .submitted: apply(subject, default: .pending, event, hash, of: batch, at: moment, nanoseconds)
    case .shipped: apply(subject, default: .shipped, event, hash, of: batch, at: moment, nanoseconds)
    case .cancelled: apply(subject, default: .cancelled, event, hash, of: batch, at: moment, nanoseconds)
    case .itemAdded:
      let (said, view) = (event.change(subject), event.view)
      let slot = change(
        view.bytes[said.orderID], hash, event, of: batch, at: moment, nanoseconds, since: said.timestamp
      ) { entry, _ in entry.put(said.item, view) }
      noteLateItem(slot, said.item, view, at: moment, nanoseconds)
    case .itemRemoved:
      let (said, view) = (event.change(subject), event.view)
      _ = change(
        view.bytes[said.orderID], hash, event, of: batch, at: moment, nanoseconds, since: said.timestamp
      ) { entry, _ in entry.removeItem(view.bytes[said.item.itemID]) }
    default: break
    }
  }

  private mutating func apply(
    _ subject: Int32, default status: OrderStatus?, isCreation: Bool = false, _ event: EventInBatch,
    _ hash: SlotTable.Hash, of batch: ReceivedBatch, at moment: Moment, _ nanoseconds: Int64
  ) {
    let (patch, view) = (event.patch(subject), event.view)
    let status = view.status(patch) ?? status
    let since = patch.timestamp ?? (status == .pending ? patch.submittedAt : nil)
    connection.noteServerTime(patch.timestamp ?? patch.submittedAt)
    var before: OrderStatus?
    let slot = change(
      view.bytes[patch.orderID], hash, event, of: batch, at: moment, nanoseconds, since: since
    ) { entry, isNew in
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
        let changed = fresh.merge(patch, view)
        swap(&entry, &fresh)
        return isNew ? .order : changed.union(before == entry.status ? [] : .status)
      }
      var changed = entry.merge(patch, view)
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
    _ slot: OrderBook.Slot, _ item: ItemFields, _ view: PayloadView, at moment: Moment, _ nanoseconds: Int64
  ) {
    guard book[slot].changed.contains(.items), book[slot].changeTime == nanoseconds, !book[slot].status.isClosed,
      !book[slot].rare.isEmpty, let id = view.bytes.string(item.itemID),
      book[slot].rare.fields.lateItems.contains(id)
    else { return }
    addLog(.lateItem(book[slot].id, name: view.bytes.string(item.name) ?? id), at: moment)
  }

  /// Changes an order in place, making a partial one first if it was never seen, and keeps every count right.
  private mutating func change(
    _ id: UnsafeBufferPointer<UInt8>, _ hash: SlotTable.Hash, _ event: EventInBatch, of batch: ReceivedBatch,
    at moment: Moment, _ nanoseconds: Int64, since: Timestamp?,
    _ body: (inout OrderEntry, _ isNew: Bool) -> OrderFields
  ) -> OrderBook.Slot {
    let generation = generation
    var left: OrderStatus?
    var entered: OrderStatus?
    var wasUnverified = false
    var hasAlarm = false
    var isCutNow = false
    let isLarge = event.data.count > OrderEntry.lightText
    let room = OrderBook.maximumWeight - book.weight
    let slot = book.update(id, hash) {
      OrderEntry(
        id: OrderID(String(utf8: id)), status: .created, isPartial: true, at: moment, since: since ?? moment.wall,
        generation: generation)
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
      entry.lastEventID = String(utf8: event.lastEventID).capped
      entry.lastChanged = moment.wall
      hasAlarm = entry.rare.hasAlarm
      if isNew { entry.noteNew(at: nanoseconds) } else { entry.note(changed, at: nanoseconds) }
    }
    if let entered {
      if let left { tallies.leave(left) }
      tallies.enter(entered)
      if !isCatchingUp { pace.noteMove(from: left, to: entered, at: moment.monotonic) }
    }
    if wasUnverified { tallies.unverified -= 1 }
    lookAtAlarm(afterEvent: slot, hasAlarm: hasAlarm, at: moment)
    if isCutNow {
      addLog(
        .malformed(type: batch.type(event.index), problem: "\(String(utf8: id)): \(OrderEntry.limits)"), at: moment)
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
