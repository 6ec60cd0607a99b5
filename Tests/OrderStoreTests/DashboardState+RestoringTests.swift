import DequeModule
import EventStream
import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("Restoring: going on from a saved board")
struct RestoringTests {
  /// A board with an order, saved at 100 s.
  private var board: SavedBoard {
    var record = BoardRecord(savedAt: at(100).wall)
    record.lastEventID = "7"
    return SavedBoard(board: record, orders: [order("o")])
  }

  private func order(_ id: String, status: OrderStatus = .created, generation: UInt32 = 0) -> SavedOrder {
    SavedOrder(
      id: OrderID(id), status: status, statusSince: at(50).wall, firstSeen: at(50).wall, lastChanged: at(60).wall,
      generation: generation)
  }

  private func restored(
    _ board: SavedBoard?, settings: Settings = Settings(), at moment: Moment = at(1000), isSaving: Bool = true
  ) -> DashboardState {
    DashboardState(settings: settings, theme: "paper", isSaving: isSaving, restoring: board, at: moment)
  }

  @Test("from nothing it is a new state")
  func nothing() {
    var state = restored(nil)
    #expect(state.asOf == nil)
    #expect(state.view.theme == "paper")
    #expect(state.saving == .saved)
    #expect(state.book.count == 0)
    #expect(state.snapshot(at: at(1000), viewport: Viewport()).saving == .saved)
    #expect(restored(nil, isSaving: false).saving == .off)
  }

  @Test("a saved order is put back with every field, and saves as it was")
  func everyField() {
    var saved = order("o", status: .other("ON_HOLD"), generation: 1)
    saved.customerID = "c"
    saved.items = [OrderItem(itemID: "i", name: "Widget", quantity: DecimalNumber(2), price: DecimalNumber("25.90"))]
    saved.total = DecimalNumber("51.80")
    saved.itemCount = 2
    saved.submittedAt = at(55).wall
    saved.submittedAtText = "2024-07-15T16:00:55+02:00"
    saved.assignedTo = "w"
    saved.trackingNumber = "t"
    saved.carrier = "UPS"
    saved.cancellationReason = "r"
    saved.unknown = [UnknownField(name: "x", json: "[1]")]
    saved.lateItems = ["i"]
    saved.isTotalOutdated = true
    saved.isItemCountOutdated = true
    saved.isCut = true
    saved.isPartial = true
    saved.lastEventID = "6"
    var board = board
    board.board.generation = 2
    board.orders = [saved]
    var state = restored(board)
    #expect(state.savedOrders == [saved])
    #expect(state.tallies[.other("")] == 1)
    #expect(state.tallies.unverified == 1)
    #expect(state.generation == 2)
    // It is saved already.
    #expect(state.takeCheckpoint(isComplete: false, at: at(1001)).orders == [])
    #expect(state.takeCheckpoint(isComplete: true, at: at(1001)).orders == [saved])
    #expect(state.snapshot(at: at(1001), viewport: Viewport(orderRows: 9)).orders.rows.map(\.changed) == [[]])
  }

  @Test("position, counts, view, gaps and log are as they were")
  func boundedParts() {
    var board = board
    board.board.agedOut = 3
    board.board.lastError = at(30).wall
    board.board.gaps = [Gap(at: at(20).wall, reason: "EVENT_ID_EXPIRED", requestedID: "1")]
    board.board.connection.eventCount = 12
    board.board.connection.reconnects = 4
    board.board.view.filter = "cust"
    board.board.view.sort = "in status"
    board.board.view.isReversed = true
    board.board.view.showsExceptionsOnly = true
    board.board.view.theme = "midnight"
    board.log = [SavedLogEntry(number: 41, at: at(20).wall, level: 3, title: "gap", text: "EVENT_ID_EXPIRED", count: 2)]
    var state = restored(board)
    let snapshot = state.snapshot(at: at(1001), viewport: Viewport(logRows: 5))
    #expect(snapshot.gauge.lastEventID == "7")
    #expect(snapshot.gauge.eventCount == 12)
    #expect(snapshot.gauge.reconnects == 0)
    #expect(snapshot.counts.agedOut == 3)
    #expect(snapshot.counts.lastError == at(30).wall)
    #expect(snapshot.gaps == board.board.gaps)
    #expect(state.view.filter == "cust")
    #expect(state.view.sort == .age)
    #expect(state.view.isReversed && state.view.showsExceptionsOnly)
    #expect(state.view.theme == "paper")
    let row = LogRow(at: at(20).wall, level: .error, title: "gap", text: "EVENT_ID_EXPIRED", count: 2)
    #expect(snapshot.log.rows == [row])
    #expect(snapshot.log.newestTrouble == row)
    #expect(snapshot.alarms == 0)
    #expect(state.takeCheckpoint(isComplete: false, at: at(1001)).log == [])
    _ = reduce(into: &state, action: .warned(title: "t", text: "x"), at: at(1002))
    #expect(state.takeCheckpoint(isComplete: false, at: at(1003)).log.map(\.number) == [42])
  }

  @Test("the order that was selected is again, if it is still there, with those above it in sight")
  func selection() {
    var board = board
    let last = board.orders.last?.id
    board.board.view.selection = last?.rawValue
    var state = restored(board)
    let list = state.snapshot(at: at(1001), viewport: Viewport(orderRows: 5)).orders
    #expect(list.firstRow == 0)
    #expect(last != nil && list.selectedRow.map { list.rows[$0].id } == last)
    #expect(state.takeCheckpoint(isComplete: false, at: at(1002)).board.view.selection == last?.rawValue)
    board.board.view.selection = "nobody"
    #expect(restored(board).view.selection == nil)
  }

  @Test("times are those of our clocks: the time in which nothing ran is neither an interval nor a silence")
  func times() {
    var board = board
    board.board.connection.lastHeartbeat = at(90).wall
    board.board.connection.lastSignOfLife = at(95).wall
    board.board.connection.lastEvent = at(94).wall
    board.board.connection.intervals = [15, nil, 16]
    board.board.connection.longestSilence = .seconds(20)
    board.board.connection.lag = .seconds(-2)
    board.board.connection.lastServerTime = at(92).wall
    board.board.connection.trustedUntil = at(9).wall
    // The monotonic clock starts anew.
    let start = Moment(monotonic: .seconds(3), wall: at(1000).wall)
    func later(_ seconds: Double) -> Moment { Moment(monotonic: .seconds(3 + seconds), wall: at(1000 + seconds).wall) }
    var state = restored(board, at: start)
    let saved = state.takeCheckpoint(isComplete: false, at: start).board.connection
    #expect(saved.lastHeartbeat == at(90).wall)
    #expect(saved.lastSignOfLife == at(95).wall)
    #expect(saved.lastEvent == at(94).wall)
    let gauge = state.snapshot(at: later(2), viewport: Viewport(historyLength: 9)).gauge
    #expect(gauge.sinceHeartbeat == .seconds(912))
    #expect(gauge.sinceSignOfLife == .seconds(907))
    #expect(gauge.intervals == [15, nil, 16, nil])
    #expect(gauge.longestSilence == .seconds(20))
    #expect(gauge.staleFor == nil)
    #expect(gauge.lag == .seconds(-2))
    #expect(state.snapshot(at: later(61), viewport: Viewport()).gauge.staleFor == .seconds(61))
    let heartbeat = received(("heartbeat", "{}"))
    for (seconds, action) in [(5.0, Action.stream(.opened(streamID: "s"))), (6, heartbeat), (21, heartbeat)] {
      _ = reduce(into: &state, action: action, at: later(seconds))
    }
    #expect(state.connection.trustedUntil == at(92).wall)
    #expect(state.connection.reconnects == 0)
    #expect(state.connection.longestSilence == .seconds(20))
    #expect(state.connection.intervals == [15, nil, 16, nil, 15])
  }

  @Test("a clock that was set back makes nothing negative")
  func clockSetBack() {
    var board = board
    board.board.connection.lastHeartbeat = at(5000).wall
    board.board.connection.lastSignOfLife = at(5000).wall
    board.board.errorsLastHour.newestMinute = at(9000).wall.milliseconds / 60_000
    board.board.errorsLastHour.counts = [2]
    board.orders[0].lastChanged = at(9000).wall
    board.orders[0].statusSince = at(9000).wall
    var state = restored(board)
    let snapshot = state.snapshot(at: at(1000), viewport: Viewport(orderRows: 1))
    #expect(snapshot.gauge.sinceHeartbeat == .zero)
    #expect(snapshot.gauge.sinceSignOfLife == .zero)
    #expect(snapshot.counts.errorsLastHour == 2)
    #expect(snapshot.orders.rows.map(\.age) == [.zero])
  }

  @Test("what happened more than an hour ago is not of the last hour")
  func lastHour() {
    var board = board
    board.board.shippedLastHour.newestMinute = at(100).wall.milliseconds / 60_000
    board.board.shippedLastHour.counts = [5, 1]
    func shipped(_ seconds: Double) -> Int {
      var state = restored(board, at: at(seconds))
      return state.snapshot(at: at(seconds), viewport: Viewport()).counts.shippedLastHour
    }
    #expect(shipped(1000) == 6)
    #expect(shipped(3620) == 1)
    #expect(shipped(90_000) == 0)
  }

  @Test("a board without a position cannot be resumed: a gap, unless there is nothing on it")
  func noPosition() {
    var board = board
    board.board.lastEventID = ""
    let state = restored(board)
    #expect(state.gaps.map(\.reason) == ["no event id to resume from"])
    #expect(state.tallies.unverified == 1)
    board.orders = []
    #expect(restored(board).gaps == [])
    board.archivedCount = 1
    #expect(restored(board).gaps.count == 1)
  }

  @Test("closed orders that left the board while nothing ran are counted")
  func agedMeanwhile() {
    var board = board
    board.board.agedOut = 2
    board.board.counts = ["CREATED": 1, "SHIPPED": 5, "CANCELLED": 1]
    board.orders = [order("o"), order("s", status: .shipped)]
    board.archivedCount = 7
    #expect(restored(board).tallies.agedOut == 7)
    // They may also come back, because closed orders are kept longer now.
    board.board.counts = ["SHIPPED": 0, "CANCELLED": 0]
    #expect(restored(board).tallies.agedOut == 1)
  }

  @Test("whatever is saved, the limits hold and nothing overflows")
  func hostile() {
    var record = BoardRecord(savedAt: Timestamp(milliseconds: .min))
    record.lastEventID = "7"
    record.generation = 3
    record.agedOut = .max
    record.counts = ["SHIPPED": .max, "CANCELLED": .min]
    record.shippedLastHour.newestMinute = .max
    record.shippedLastHour.counts = [.max, .max]
    record.errorsLastHour.newestMinute = .min
    record.errorsLastHour.counts = [.max, -1, .max]
    record.gaps = Array(
      repeating: Gap(at: Timestamp(milliseconds: .max), reason: String(repeating: "x", count: 9999)), count: 200)
    record.connection.intervals = [.nan, .infinity, -1, 1e300] + Array(repeating: 1, count: 500)
    record.connection.longestSilence = .seconds(-5)
    record.connection.lastHeartbeat = Timestamp(milliseconds: .min)
    record.connection.lastSignOfLife = Timestamp(milliseconds: .max)
    record.connection.lag = .seconds(Int64.max)
    record.connection.eventCount = .max
    record.view.sort = "nothing"
    record.view.filter = String(repeating: "f", count: 999)
    var odd = order("odd", generation: .max)
    odd.items = (0..<10_001).map { OrderItem(itemID: "\($0)") }
    odd.unknown = (0..<300).map { UnknownField(name: "\($0)", json: "1") }
    odd.submittedAtText = "no time"
    odd.statusSince = Timestamp(milliseconds: .min)
    odd.lastChanged = Timestamp(milliseconds: .max)
    odd.lastEventID = String(repeating: "i", count: 99_999)
    let log = [.max, -1, 3, 3, 2, 4].map {
      SavedLogEntry(number: $0, at: at(1).wall, level: 99 - $0 % 7 * 50, title: "t", text: "\($0)", count: .max)
    }
    var state = restored(
      SavedBoard(board: record, orders: [odd, order("odd"), order("fine")], log: log, archivedCount: .min))
    let heartbeat = received(("heartbeat", "{}"), ("order-shipped", #"{"orderId":"fine"}"#), ("error", "{}"))
    _ = reduce(into: &state, action: heartbeat, at: at(1001))
    _ = reduce(into: &state, action: heartbeat, at: at(2000))
    let snapshot = state.snapshot(
      at: at(2000), viewport: Viewport(orderRows: 9, logRows: 9, showsDetail: true, historyLength: 999))
    #expect(snapshot.orders.total == 2)
    #expect(state.order("odd")?.items.count == 10_000)
    #expect(state.order("odd")?.unknown.count == 256)
    #expect(state.order("odd")?.isCut == true)
    #expect(state.order("odd")?.submittedAtText == nil)
    #expect(state.order("odd")?.generation == 3)
    #expect((state.order("odd")?.lastEventID.count ?? 0) <= LogEntry.textLimit)
    #expect(snapshot.gaps.count == 100)
    #expect(snapshot.gaps.allSatisfy { $0.reason.count <= LogEntry.textLimit })
    #expect(snapshot.gauge.intervals.count <= Connection.historyLength)
    #expect(snapshot.gauge.intervals.allSatisfy { ($0 ?? 0) >= 0 && ($0 ?? 0) <= 1e9 })
    #expect((snapshot.gauge.longestSilence ?? .zero) >= .zero)
    #expect((snapshot.gauge.lag ?? .zero) < .seconds(1e13))
    #expect(state.view.filter.count == ViewState.filterLimit)
    #expect(state.view.sort == .worstFirst)
    #expect(snapshot.log.rows.prefix(2).map(\.text) == ["3", "4"])
    _ = state.takeCheckpoint(isComplete: true, at: at(2001))
  }
}

@Suite("As of when: until the stream has caught up")
struct AsOfTests {
  private let opened = Action.stream(.opened(streamID: "s"))

  /// Whether the board is still called an old one after some facts.
  private func isOld(_ actions: Action...) -> Bool {
    var record = BoardRecord(savedAt: at(100).wall)
    record.lastEventID = "2"
    let recent = [
      ServerSentEvent(lastEventID: "1", type: "order-updated", data: #"{"orderId":"a"}"#),
      ServerSentEvent(lastEventID: "2", type: "order-updated", data: #"{"orderId":"b"}"#),
    ].map { JournalRecord(eventID: $0.lastEventID, type: $0.type, receivedAt: at(1).wall, data: $0.data) }
    var state = DashboardState(
      settings: Settings(), theme: "", isSaving: true, restoring: SavedBoard(board: record, recent: recent),
      at: at(1000))
    #expect(state.snapshot(at: at(1000), viewport: Viewport()).asOf == at(100).wall)
    for action in [.stream(.connecting(attempt: 0, lastEventID: "2")), opened] + actions {
      _ = reduce(into: &state, action: action, at: at(1001))
    }
    return state.snapshot(at: at(1001), viewport: Viewport()).asOf != nil
  }

  private let order = received(("order-updated", #"{"orderId":"c"}"#), firstID: 9)

  @Test("opening alone, an error or a chunk without events does not bring it up to date")
  func stillOld() {
    #expect(isOld())
    #expect(isOld(received(("error", "{}"))))
    #expect(isOld(received()))
    #expect(isOld(.stream(.lost(reason: "reset")), opened))
  }

  @Test("`connected`, a heartbeat or an order event outside of a replay do")
  func current() {
    #expect(!isOld(received(("connected", "{}"))))
    #expect(!isOld(received(("heartbeat", "{}"))))
    #expect(!isOld(order))
    #expect(!isOld(received(("replay-failed", "{}"))))
  }

  @Test("a replay does at its end, and not before")
  func replay() {
    let start = received(("replay-start", "{}"))
    #expect(isOld(start))
    #expect(isOld(start, order, received(("heartbeat", "{}"), ("connected", "{}"))))
    #expect(!isOld(start, order, received(("replay-complete", "{}"))))
    #expect(isOld(start, .stream(.lost(reason: "reset")), opened))
  }

  @Test("a replay after `connected` takes back that the board is up to date")
  func replayAfterConnected() {
    let connected = received(("connected", "{}"))
    let start = received(("replay-start", "{}"))
    #expect(isOld(connected, start))
    #expect(isOld(connected, start, order, received(("heartbeat", "{}"))))
    #expect(!isOld(connected, start, order, received(("replay-complete", "{}"))))
    #expect(!isOld(connected, received(("heartbeat", "{}")), start))
    #expect(!isOld(connected, order, start))
    #expect(isOld(connected, received(("order-updated", #"{"orderId":"a"}"#), firstID: 1)))
  }

  @Test("where the stream has been before, its end does")
  func overlap() {
    #expect(isOld(received(("order-updated", #"{"orderId":"a"}"#), firstID: 1)))
    #expect(
      !isOld(received(("order-updated", #"{"orderId":"a"}"#), ("order-updated", #"{"orderId":"b"}"#), firstID: 1)))
  }
}
