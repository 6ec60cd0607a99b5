import EventStream
import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("Events that were applied before")
struct KnownEventsTests {
  /// Takes events by their ids on a new connection, and tells which of them were known.
  private func take(_ ids: [String], on known: inout KnownEvents, after id: String, isWhole: Bool = false) -> [Bool] {
    known.connect(after: id, isWhole: isWhole)
    return ids.map { take($0, on: &known) }
  }

  /// Takes one event. `5:a` has the id 5 and some payload of its own.
  private func take(_ event: String, on known: inout KnownEvents) -> Bool {
    let parts = event.split(separator: ":", omittingEmptySubsequences: false)
    let (id, data) = (String(parts[0]), String(parts.last ?? ""))
    return known.take(
      id.isEmpty ? nil : Fingerprint(lastEventID: id, type: "order-updated", data: data), id: id)
  }

  private func known(_ ids: [String]) -> KnownEvents {
    var known = KnownEvents()
    #expect(take(ids, on: &known, after: "") == ids.map { _ in false })
    return known
  }

  @Test("a replay from further back is passed over up to its first new event, and what follows is all new")
  func overlap() {
    var known = known(["1", "2", "3", "4"])
    #expect(take(["2", "3", "4", "5", "2"], on: &known, after: "4") == [true, true, true, false, false])
    #expect(take(["5", "2"], on: &known, after: "2") == [true, true])
    #expect(!known.isPassing)
  }

  @Test("where the replay leaves events out, the rest is passed over all the same; one that is out of turn ends it")
  func sparse() {
    var known = known(["1", "2", "3", "4", "5"])
    #expect(take(["1", "3", "5", "6"], on: &known, after: "5") == [true, true, true, false])
    #expect(take(["3", "2", "4"], on: &known, after: "6") == [true, false, false])
  }

  @Test("when the first event is a new one, nothing is passed over: a stretch from further back is applied whole")
  func older() {
    var known = known(["4", "5"])
    #expect(take(["3", "4", "5", "6"], on: &known, after: "5") == [false, false, false, false])
    // It is known from where it came last.
    #expect(take(["4", "5", "6", "7"], on: &known, after: "6") == [true, true, true, false])
  }

  @Test("a resync applies everything, and only the next connection passes over again")
  func resync() {
    var known = known(["1", "2", "3"])
    #expect(take(["2", "3", "4"], on: &known, after: "", isWhole: true) == [false, false, false])
    #expect(take(["4", "5"], on: &known, after: "3") == [true, false])
  }

  @Test("the same id with another type or payload is another event")
  func payload() {
    var known = known(["1:a", "2:b"])
    #expect(take(["1:c"], on: &known, after: "2") == [false])
    let one = Fingerprint(lastEventID: "1", type: "ab", data: "c")
    #expect(one != Fingerprint(lastEventID: "1", type: "a", data: "bc"))
    #expect(one != Fingerprint(lastEventID: "1a", type: "b", data: "c"))
    #expect(Fingerprint(lastEventID: "", type: "", data: "\u{0}") != Fingerprint(lastEventID: "", type: "", data: ""))
    #expect(
      Fingerprint(lastEventID: "e\u{301}", type: "", data: "") != Fingerprint(lastEventID: "\u{e9}", type: "", data: "")
    )
  }

  @Test(
    "an event without an id of its own may be a new one: it is known only as the very next, or as the newest of all")
  func withoutID() {
    // Only the first has an id; the others have it from there.
    var known = known(["1:a", "1:b", "1:a", "1:c"])
    #expect(take(["1:a"], on: &known, after: "1") == [false])
    #expect(take(["1:a", "1:b"], on: &known, after: "1") == [true, false])
    var other = self.known(["1:a", "2:b", "2:c", "2:d", "3:e"])
    #expect(take(["2:b", "2:c", "2:e"], on: &other, after: "3") == [true, true, false])
    other = self.known(["1:a", "2:b", "2:c", "2:d", "3:e"])
    #expect(take(["2:b", "2:d"], on: &other, after: "3") == [true, false])
    // A server that gives no ids: nothing is ever known.
    var none = self.known(["", ""])
    #expect(take(["", ""], on: &none, after: "") == [false, false])
  }

  @Test("a replay from the last event on instead of after it is passed over")
  func inclusive() {
    var known = known(["1", "2", "3"])
    #expect(take(["3", "4"], on: &known, after: "3") == [true, false])
  }

  @Test("the newest 4,096 are remembered")
  func limit() {
    let ids = (0..<5000).map { "\($0)" }
    var known = known(ids)
    #expect(take(["4999"], on: &known, after: "") == [true])
    #expect(take(["904"], on: &known, after: "") == [true])
    known = self.known(ids)
    #expect(take(["903"], on: &known, after: "") == [false])
  }
}

@Suite("A server that replays from further back than it was asked")
struct OverlapTests {
  private let lost = Action.stream(.lost(reason: "reset"))
  private let opened = Action.stream(.opened(streamID: "s"))

  private func connecting(_ id: String) -> Action { .stream(.connecting(attempt: 0, lastEventID: id)) }

  private func orders(_ ids: Range<Int>) -> [(type: String, data: String)] {
    ids.map { ("order-updated", #"{"orderId":"o\#($0 % 3)","total":\#($0)}"#) }
  }

  /// Each event has its time, however often it comes.
  private func feed(_ samples: ArraySlice<RandomStream.Sample>, to state: inout DashboardState) {
    for index in samples.indices { _ = reduce(into: &state, action: received([samples[index]]), at: at(Double(index))) }
  }

  /// A stream that has broken off after some events.
  private func interrupted(_ samples: [RandomStream.Sample], at end: Int, restarting: Bool = false) -> DashboardState {
    var state = DashboardState(restoring: nil, at: at(0))
    feed(samples[..<end], to: &state)
    guard restarting else { return state }
    var model = SavedModel()
    model.write(state.takeCheckpoint(isComplete: false, at: at(Double(end))))
    return DashboardState(restoring: model, at: at(Double(end)))
  }

  /// The same stream after it has gone on from an event before.
  private func goOn(
    _ state: DashboardState, _ samples: [RandomStream.Sample], at end: Int, from start: Int, isReplay: Bool = false
  ) -> DashboardState {
    var state = state
    let id = samples[..<end].last?.event.lastEventID ?? ""
    for action in [connecting(id), opened] { _ = reduce(into: &state, action: action, at: at(Double(end))) }
    if isReplay {
      let start = RandomStream.Sample(event: ServerSentEvent(lastEventID: "start", type: "replay-start", data: "{}"))
      _ = reduce(into: &state, action: received([start]), at: at(Double(end)))
    }
    for index in start..<end { _ = reduce(into: &state, action: received([samples[index]]), at: at(Double(end) + 0.5)) }
    if isReplay { #expect(state.connection.replay?.seen == orderEvents(samples[start..<end])) }
    feed(samples[end...], to: &state)
    return state
  }

  private func orderEvents(_ samples: ArraySlice<RandomStream.Sample>) -> Int {
    samples.filter { $0.event.type.hasPrefix("order-") }.count
  }

  /// Without control events, which are obeyed however often they come.
  private func orderStream(seed: UInt64, count: Int = 300) -> [RandomStream.Sample] {
    RandomStream.samples(count, seed: seed).filter { $0.event.type.hasPrefix("order-") }
  }

  @Test("changes nothing twice: neither orders nor counts nor log nor journal", arguments: 1...8)
  func nothingTwice(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let samples = orderStream(seed: seed)
    for _ in 0..<6 {
      let end = Int.random(in: 1..<samples.count, using: &random)
      let start = Int.random(in: 0..<end, using: &random)
      let state = interrupted(samples, at: end, restarting: Bool.random(using: &random))
      var whole = goOn(state, samples, at: end, from: end)
      var overlapping = goOn(state, samples, at: end, from: start)
      #expect(overlapping.savedOrders == whole.savedOrders)
      #expect(overlapping.tallies == whole.tallies)
      #expect(overlapping.log.rows(1000, offset: 0) == whole.log.rows(1000, offset: 0))
      #expect(overlapping.connection.lastEventID == whole.connection.lastEventID)
      #expect(overlapping.connection.lastServerTime == whole.connection.lastServerTime)
      let moment = at(Double(samples.count))
      let taken = overlapping.takeCheckpoint(isComplete: false, at: moment)
      #expect(taken.journal == whole.takeCheckpoint(isComplete: false, at: moment).journal)
    }
  }

  @Test("as a replay counts what it brought, known or not", arguments: 1...4)
  func replayed(seed: UInt64) {
    let samples = orderStream(seed: seed, count: 60)
    let state = interrupted(samples, at: 30)
    let whole = goOn(state, samples, at: 30, from: 30, isReplay: true)
    let overlapping = goOn(state, samples, at: 30, from: 9, isReplay: true)
    #expect(overlapping.savedOrders == whole.savedOrders)
    #expect(overlapping.tallies == whole.tallies)
  }

  @Test("from before what is remembered gives the same orders")
  func fromFarBack() {
    let samples = orderStream(seed: 1, count: 4800)
    #expect(samples.count > KnownEvents.limit + 100)
    let fold = FoldedOrder.fold(samples)
    let state = interrupted(samples, at: samples.count - 20)
    for start in [7, samples.count - KnownEvents.limit - 40] {
      let orders = goOn(state, samples, at: samples.count - 20, from: start).savedOrders
      #expect(Dictionary(uniqueKeysWithValues: orders.map { ($0.id, FoldedOrder($0)) }) == fold)
    }
  }

  @Test("the replay adds up although some of it was known")
  func addsUp() {
    func gaps(_ announced: Int) -> Int {
      var state = state(connecting(""), opened, received(orders(0..<4)), lost, connecting("4"), opened)
      let replay =
        [("replay-start", "{}")] + orders(1..<6) + [("replay-complete", #"{"replayedEvents":\#(announced)}"#)]
      _ = reduce(into: &state, action: received(replay, firstID: 1), at: at(9))
      return state.gaps.count
    }
    #expect(gaps(5) == 0)
    #expect(gaps(2) == 1)
  }

  @Test("an event that was seen before a gap verifies no order")
  func unverified() {
    let before = state(connecting(""), opened, received(orders(0..<3)), lost)
    var state = before
    let hole = received([("replay-failed", "{}")] + orders(1..<3), firstID: 1)
    for action in [connecting("3"), opened, hole] { _ = reduce(into: &state, action: action, at: at(5)) }
    #expect(state.tallies.unverified == 3)
    _ = reduce(into: &state, action: received(orders(4..<5), firstID: 9), at: at(6))
    #expect(state.tallies.unverified == 2)
  }

  @Test("the saved position stays ahead while the stream is where it has been, and then goes with it")
  func position() {
    var state = state(connecting(""), opened, received(orders(0..<9)), lost, connecting("9"), opened)
    func position(after action: Action) -> String {
      _ = reduce(into: &state, action: action, at: at(9))
      return state.connection.lastEventID
    }
    #expect(position(after: received(orders(3..<5), firstID: 4)) == "9")
    #expect(position(after: received([("heartbeat", "{}")], firstID: 6)) == "9")
    #expect(position(after: received(orders(6..<9), firstID: 7)) == "9")
    #expect(position(after: received([("heartbeat", "{}")], firstID: 10)) == "10")
    #expect(position(after: received(orders(10..<11), firstID: 11)) == "11")
  }

  @Test("a resync applies once more what is known")
  func resync() {
    var state = state(connecting(""), opened, received(orders(0..<3)), received([("replay-failed", "{}")], firstID: 4))
    #expect(state.tallies.unverified == 3)
    for action in [lost, connecting(""), opened, received(orders(0..<3))] {
      _ = reduce(into: &state, action: action, at: at(9))
    }
    #expect(state.tallies.unverified == 0)
    #expect(state.connection.lastEventID == "3")
  }

  @Test("a recording that starts again is all new")
  func restarted() {
    var state = state(connecting(""), opened, received(orders(0..<3)), .restarted)
    for action in [connecting("3"), opened, received(orders(0..<3))] {
      _ = reduce(into: &state, action: action, at: at(9))
    }
    #expect(state.book.count == 3)
  }
}
