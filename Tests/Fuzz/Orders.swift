import Dashboard
import EventStream
import OrderProtocol
import OrderStore
import SavedState
import TerminalUI

extension FuzzTarget {
  /// Any stream is survived; the counts add up; the screen is printable; what is saved is restored; and a stretch of it
  /// that comes again changes no order.
  func checkOrders(_ input: [UInt8]) {
    guard input.count > 2 else { return }
    let (first, second) = (Int(input[0]), Int(input[1]))
    var parser = EventStreamParser(eventLimit: 1 << 16)
    var batch = EventBatch()
    parser.consume(Array(input.dropFirst(2)), into: &batch)
    batch.lastEventID = parser.lastEventID
    guard second & 1 == 1, !batch.events.isEmpty else {
      return checkScreens(batch, size: Size(columns: first % 131 + 1, rows: first % 41 + 1), isASCII: second & 2 == 2)
    }
    // A server that gives an id twice, or none, is not understood when it replays.
    let events = batch.events.enumerated().map { index, event in
      ServerSentEvent(lastEventID: "\(index)", type: event.type, data: event.data)
    }
    batch.events = DispatchedEvents(events)
    batch.lastEventID = batch.events.last?.lastEventID ?? ""
    checkReplay(batch, from: second / 2 % batch.events.count)
    checkCuts(batch, at: first % batch.events.count)
  }

  private func checkScreens(_ batch: EventBatch, size: Size, isASCII: Bool) {
    var moment = Self.start
    var state = DashboardState(settings: Settings(source: "fuzz"))
    func look() {
      let snapshot = state.snapshot(
        at: moment, viewport: Viewport(orderRows: 20, logRows: 8, showsDetail: true, historyLength: 16))
      let counts = snapshot.counts
      require(counts.open + counts.shipped + counts.cancelled == snapshot.orders.total, "the counts do not add up")
      require(counts.late + counts.warning <= counts.open && counts.late >= 0 && counts.warning >= 0, "late")
      let surface = Dashboard.draw(snapshot, look: Look([:]), size: size, charset: isASCII ? .ascii : .unicode)
      checkPrintable(surface.text, surface.charset, newlines: true)
      checkPrintable(Dashboard.title(snapshot).text, .unicode)
    }
    for _ in 0..<2 {
      _ = reduce(into: &state, action: .received(ReceivedBatch(batch)), at: moment)
      look()
      moment.advance(by: 600)
      _ = reduce(into: &state, action: .timePassed, at: moment)
    }
    for command in [
      Command.openDetail, .move(.down), .move(.last), .back, .toggleExceptions, .reverseSort, .acknowledge,
    ] {
      _ = reduce(into: &state, action: .command(command), at: moment)
      look()
    }
  }

  /// Decision 15: applying any suffix of the stream twice changes nothing; saving and restoring does not, either.
  private func checkReplay(_ batch: EventBatch, from start: Int) {
    let orders = Self.fold([batch])
    var suffix = EventBatch()
    suffix.events = DispatchedEvents(batch.events.dropFirst(start))
    suffix.lastEventID = batch.lastEventID
    for isWhole in [false, true] {
      let again = Self.fold([batch, suffix], resync: isWhole)
      require(again == orders, "a stretch from \(start) on that comes again changes orders")
    }
    let restored = Self.fold([suffix], restoring: Self.saved([batch]))
    require(restored == orders, "restored, a stretch from \(start) on changes orders")
  }

  /// However the events came in batches, and whether or not the program was ended in between: the same orders.
  private func checkCuts(_ batch: EventBatch, at cut: Int) {
    var (head, tail) = (EventBatch(), EventBatch())
    head.events = DispatchedEvents(batch.events.prefix(cut))
    head.lastEventID = head.events.last?.lastEventID ?? ""
    tail.events = DispatchedEvents(batch.events.dropFirst(cut))
    tail.lastEventID = batch.lastEventID
    let orders = Self.fold([batch])
    require(Self.fold([head, tail]) == orders, "the orders depend on the batches")
    require(
      Self.fold([tail], restoring: Self.saved([head])) == orders, "ended after \(cut), the orders are others")
  }

  private static let start = Moment(
    monotonic: .seconds(1_000), wall: Timestamp(milliseconds: 1_721_053_860_000))

  private static func saved(_ batches: [EventBatch]) -> SavedBoard {
    var state = state(batches, restoring: nil, resync: false)
    let checkpoint = state.takeCheckpoint(isComplete: true, at: start)
    return SavedBoard(
      board: checkpoint.board, orders: checkpoint.orders, log: checkpoint.log, recent: checkpoint.journal.records)
  }

  /// The orders after some batches, each on a connection of its own.
  private static func fold(
    _ batches: [EventBatch], restoring board: SavedBoard? = nil, resync: Bool = false
  ) -> [OrderID: SavedOrder] {
    var state = state(batches, restoring: board, resync: resync)
    var orders: [OrderID: SavedOrder] = [:]
    for var order in state.takeCheckpoint(isComplete: true, at: start).orders {
      // More came than is kept: then what is kept depends on what was there.
      if order.isCut { continue }
      // Lines of an order are a set: their places, and which came late, are those of the first or the last time.
      order.items.sort { $0.itemID.utf8.lexicographicallyPrecedes($1.itemID.utf8) }
      order.lateItems = []
      // Where the server says no time, it is when the event came.
      order.statusSince = start.wall
      order.generation = 0
      order.alarm = nil
      order.lastEventID = ""
      orders[order.id] = order
    }
    return orders
  }

  private static func state(
    _ batches: [EventBatch], restoring board: SavedBoard?, resync: Bool
  ) -> DashboardState {
    var state = DashboardState(
      settings: Settings(source: "fuzz"), theme: "", isSaving: true, restoring: board, at: start)
    for (index, batch) in batches.enumerated() {
      let id = resync && index > 0 ? "" : batches.prefix(index).last?.lastEventID ?? board?.board.lastEventID ?? ""
      _ = reduce(into: &state, action: .stream(.connecting(attempt: 0, lastEventID: id)), at: start)
      _ = reduce(into: &state, action: .stream(.opened(streamID: nil)), at: start)
      _ = reduce(into: &state, action: .received(ReceivedBatch(batch)), at: start)
    }
    return state
  }
}

extension Moment {
  fileprivate mutating func advance(by seconds: Int64) {
    monotonic += .seconds(seconds)
    wall = Timestamp(milliseconds: wall.milliseconds + seconds * 1_000)
  }
}
