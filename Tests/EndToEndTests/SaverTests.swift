import EventStream
import OrderProtocol
import OrderStore
import SavedState
import TestSupport
import Testing

@testable import ordertop

/// A saved state in memory, whose n-th write fails.
private actor MemoryStore: CheckpointStore {
  private(set) var orders: [OrderID: SavedOrder] = [:]
  private(set) var position = ""
  private var records: [JournalRecord] = []
  var recent: [JournalRecord] { records }
  var journal: [String] { records.map(\.eventID) }
  /// What was written of the log last.
  private(set) var log: [SavedLogEntry] = []
  private(set) var writes = 0
  private(set) var isClosed = false
  private var failures: [Int: StateError]
  private var isHeld = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// The known event of each question for a timeline.
  private(set) var asked: [String?] = []

  init(failures: [Int: StateError] = [:]) { self.failures = failures }

  /// Lets no write end until ``release()``.
  func hold() { isHeld = true }

  /// Whether a write waits to be let go.
  var isHolding: Bool { !waiting.isEmpty }

  func release() {
    isHeld = false
    for waiter in waiting { waiter.resume() }
    waiting = []
  }

  func write(_ checkpoint: Checkpoint) async throws(StateError) {
    writes += 1
    let number = writes
    if isHeld { await withCheckedContinuation { waiting.append($0) } }
    if let failure = failures[number] { throw failure }
    if checkpoint.isComplete { orders = [:] }
    for order in checkpoint.orders { orders[order.id] = order }
    position = checkpoint.board.lastEventID
    records += checkpoint.journal.records
    log = checkpoint.log
  }

  func recall(_ ids: [OrderID]) -> [SavedOrder] { ids.compactMap { orders[$0] } }
  func timeline(of id: OrderID, limit: Int, after known: JournalRecord?) -> [JournalRecord] {
    asked.append(known?.eventID)
    let records = records.filter { $0.orderID == id }.suffix(limit)
    return Array(records[(known.flatMap { records.lastIndex(of: $0) } ?? records.startIndex)...])
  }
  func close() { isClosed = true }
}

/// Time for tests: the clock's own, and a wall clock that goes with it.
private struct ManualTime: TimeSource {
  let clock: ManualClock

  func now() -> Moment {
    let passed = ManualClock.Instant().duration(to: clock.now)
    return Moment(
      monotonic: passed, wall: Timestamp(milliseconds: 1_000_000 + passed.components.seconds * 1000))
  }
}

/// A store, its saver, and a saved state to watch.
private final class Bench: Sendable {
  let clock = ManualClock()
  let store: Store
  let saver: Saver
  let memory: MemoryStore
  private let saving: Task<Void, Never>

  init(
    _ memory: MemoryStore = MemoryStore(), opening: Saver.Opening? = nil,
    reopening: [Result<Saver.Opening, StateError>] = [], past: (any SavedPast)? = nil, directory: String = ""
  ) {
    self.memory = memory
    let time = ManualTime(clock: clock)
    store = Store(DashboardState(settings: Settings(), theme: "", isSaving: true, restoring: nil, at: time.now()))
    let answers = Answers(reopening, or: .writer(memory, setAside: nil))
    saver = Saver(
      store: store, time: time, clock: clock, retention: Retention(),
      opening: opening ?? .writer(memory, setAside: nil), isLateStart: opening != nil, past: past, directory: directory
    ) { _ throws(StateError) in try await answers.next() }
    saving = Task { [saver] in await saver.run() }
  }

  deinit { saving.cancel() }

  /// The stream brings the next event of order `order`: its id is the number.
  func receive(_ number: Int, order: Int, size: Int = 0) async {
    let room = String(repeating: " ", count: size)
    let data = #"{"orderId":"o-\#(order)","itemId":"i-\#(number)","quantity":1\#(room)}"#
    let event = ServerSentEvent(lastEventID: "\(number)", type: "order-item-added", data: data)
    var batch = EventBatch(lastEventID: "\(number)")
    batch.events = [event]
    await store.receive(.received(batch), time: ManualTime(clock: clock), saver: saver)
  }

  func status() async -> SavingStatus {
    await store.snapshot(at: ManualTime(clock: clock).now()) { _ in Viewport() }.saving
  }

  /// Moves the clock on, a little at a time, until it is so.
  func passes(_ step: Duration = .milliseconds(50), until isSo: () async -> Bool) async -> Bool {
    for _ in 0..<2000 {
      if await isSo() { return true }
      clock.advance(by: step)
      for _ in 0..<20 { await Task.yield() }
      if step == .zero { try? await Task.sleep(for: .milliseconds(1)) }
    }
    return false
  }

  /// Moves the clock on by 50 ms at a time until it is so, and says by how many.
  func milliseconds(until isSo: () async -> Bool) async -> Int? {
    for step in 1...40 {
      for _ in 0..<100 { await Task.yield() }
      try? await Task.sleep(for: .milliseconds(5))
      clock.advance(by: .milliseconds(50))
      try? await Task.sleep(for: .milliseconds(5))
      if await isSo() { return step * 50 }
    }
    return nil
  }
}

private actor Answers {
  private var answers: [Result<Saver.Opening, StateError>]
  private let last: Saver.Opening

  init(_ answers: [Result<Saver.Opening, StateError>], or last: Saver.Opening) {
    self.answers = answers
    self.last = last
  }

  func next() throws(StateError) -> Saver.Opening {
    guard !answers.isEmpty else { return last }
    return try answers.removeFirst().get()
  }
}

struct SaverTests {
  @Test("what the stream brings is saved within a quarter of a second, position and orders together")
  func saves() async {
    let bench = Bench()
    await bench.receive(1, order: 1)
    await bench.receive(2, order: 2)
    // The quarter of a second, and the ten that a quiet board waits.
    await bench.clock.waitForSleepers(2)
    bench.clock.advance(by: .milliseconds(250))
    #expect(await bench.passes(.zero) { await bench.memory.position == "2" })
    #expect(await bench.memory.orders.count == 2)
    #expect(await bench.memory.journal == ["1", "2"])
    #expect(await bench.status() == .saved)
  }

  @Test("a lost connection is saved at once")
  func lost() async {
    let bench = Bench()
    await bench.receive(1, order: 1)
    await bench.store.receive(.lost(reason: "gone"), time: ManualTime(clock: bench.clock))
    for _ in 0..<100_000 where await bench.memory.position != "1" { await Task.yield() }
    #expect(await bench.memory.position == "1")
    #expect(bench.clock.now.offset == .zero)
  }

  @Test("a quiet board is saved every ten seconds all the same, so that nobody takes it for dead")
  func quiet() async {
    let bench = Bench()
    #expect(await bench.passes(.seconds(1)) { await bench.memory.writes >= 3 })
    #expect(bench.clock.now.offset >= .seconds(20))
  }

  @Test("whichever write fails, nothing is lost, nothing is written twice, and the board says so meanwhile")
  func failures() async {
    for number in 1...6 {
      let bench = Bench(MemoryStore(failures: [number: .unavailable(reason: "no space left on device")]))
      var wasFailing = false
      for event in 1...8 {
        await bench.receive(event, order: event % 3)
        let writes = await bench.memory.writes
        #expect(await bench.passes { await bench.memory.writes > writes })
        if await bench.memory.writes == number {
          #expect(await bench.passes(.zero) { await bench.status() != .saved })
          wasFailing = true
        }
      }
      #expect(wasFailing)
      #expect(await bench.passes { await bench.memory.position == "8" })
      #expect(await bench.memory.journal == (1...8).map(String.init), "write \(number) failed")
      let items = await bench.memory.orders.values.map(\.items.count).sorted()
      #expect(items == [2, 3, 3])
      #expect(await bench.passes(.zero) { await bench.status() == .saved })
    }
  }

  @Test("a state that cannot be opened is tried again, and gets the whole board when it can")
  func reopening() async {
    let reason = StateError.unavailable(reason: "read-only file system")
    let bench = Bench(
      opening: .reader(because: .taken(reason: "another ordertop saves this stream")),
      reopening: [.failure(reason), .failure(reason)])
    await bench.receive(1, order: 1)
    await bench.receive(2, order: 2)
    #expect(
      await bench.passes(.zero) { await bench.status() == .elsewhere(reason: "another ordertop saves this stream") })
    #expect(await bench.memory.writes == 0)
    #expect(await bench.passes { await bench.status() == .failing(reason: "read-only file system") })
    #expect(await bench.passes { await bench.memory.position == "2" })
    #expect(await bench.memory.orders.count == 2)
    #expect(await bench.passes(.zero) { await bench.status() == .saved })
  }

  @Test(
    "what is wrong comes before where, for there may be room for one only",
    arguments: [
      ("/s: t/o.sqlite: no space left on device", "no space left on device: /s: t/o.sqlite"),
      ("/s: t: read-only file system", "read-only file system: /s: t"),
      ("/elsewhere/o.sqlite: closed", "/elsewhere/o.sqlite: closed"), ("/s: t", "/s: t"), ("", ""),
    ])
  func wordOrder(reason: String, told: String) async {
    let bench = Bench(MemoryStore(failures: [1: .unavailable(reason: reason)]), directory: "/s: t")
    await bench.receive(1, order: 1)
    #expect(await bench.passes { await bench.status() == .failing(reason: told) })
  }

  @Test("a state that is found damaged is opened anew, and gets the whole board")
  func damaged() async {
    let second = MemoryStore()
    let bench = Bench(
      MemoryStore(failures: [2: .damaged(reason: "not a database")]),
      reopening: [.success(.writer(second, setAside: "x.damaged"))])
    await bench.receive(1, order: 1)
    #expect(await bench.passes { await bench.memory.position == "1" })
    await bench.receive(2, order: 2)
    #expect(await bench.passes { await second.position == "2" })
    #expect(await second.orders.count == 2)
    #expect(await second.journal == ["2"], "the event that the damaged one refused")
    #expect(await bench.memory.isClosed)
    #expect(await bench.passes(.zero) { await bench.status() == .saved })
  }

  @Test("after a save that took long the next one waits longer, but what has come is saved within a second")
  func rests() async {
    let bench = Bench()
    /// Saves an event in so many milliseconds; then, how long the one after it waits.
    func wait(after duration: Int, from event: Int) async -> Int? {
      await bench.memory.hold()
      await bench.receive(event, order: event)
      for _ in 0..<100 { await Task.yield() }
      bench.clock.advance(by: Saver.promise)
      guard await bench.passes(.zero, until: { await bench.memory.isHolding }) else { return nil }
      bench.clock.advance(by: .milliseconds(duration))
      await bench.memory.release()
      guard await bench.passes(.zero, until: { await bench.saver.isIdle }) else { return nil }
      await bench.receive(event + 1, order: event)
      return await bench.milliseconds { await bench.memory.position == "\(event + 1)" }
    }
    let waits = [
      await wait(after: 10, from: 1), await wait(after: 100, from: 3), await wait(after: 900, from: 5),
      await wait(after: 0, from: 7),
    ]
    #expect(waits == [250, 800, 250, 250])
    await bench.memory.hold()
    await bench.receive(9, order: 1)
    #expect(await bench.passes { await bench.memory.isHolding })
    bench.clock.advance(by: .milliseconds(900))
    await bench.memory.release()
    #expect(await bench.passes(.zero) { await bench.saver.isIdle })
    #expect(await bench.memory.writes == 9)
    await bench.store.receive(.lost(reason: "gone"), time: ManualTime(clock: bench.clock))
    #expect(await bench.passes(.zero) { await bench.memory.writes == 10 })
  }

  @Test("what comes while something is being saved waits as long as what comes afterwards")
  func restsAfterWriting() async {
    let bench = Bench()
    await bench.memory.hold()
    await bench.receive(1, order: 1)
    for _ in 0..<100 { await Task.yield() }
    bench.clock.advance(by: Saver.promise)
    #expect(await bench.passes(.zero) { await bench.memory.isHolding })
    await bench.receive(2, order: 2)
    for _ in 0..<100 { await Task.yield() }
    bench.clock.advance(by: .milliseconds(100))
    await bench.memory.release()
    #expect(await bench.passes(.zero) { await bench.saver.isIdle })
    #expect(await bench.milliseconds { await bench.memory.position == "2" } == 800)
  }

  @Test("a disk that takes long is trouble while it does, and the stream goes on")
  func slow() async {
    let bench = Bench()
    await bench.memory.hold()
    await bench.receive(1, order: 1)
    #expect(
      await bench.passes { if case .failing(let why) = await bench.status() { why.contains("slow") } else { false } })
    await bench.receive(2, order: 2)
    #expect(await bench.memory.position == "")
    await bench.memory.release()
    #expect(await bench.passes { await bench.memory.position == "2" })
    #expect(await bench.passes(.zero) { await bench.status() == .saved })
  }

  @Test("the past of an order is whole, whether its events are saved, about to be, or cannot be")
  func timeline() async {
    func ids(_ bench: Bench, limit: Int = 10) async -> [String] {
      await bench.saver.timeline(of: OrderID("o-1"), limit: limit).map(\.eventID)
    }
    let bench = Bench(MemoryStore(failures: [2: .unavailable(reason: "no space left on device")]))
    await bench.receive(1, order: 1)
    await bench.receive(2, order: 2)
    #expect(await ids(bench) == ["1"])
    #expect(await bench.passes { await bench.memory.position == "2" })
    #expect(await ids(bench) == ["1"])
    await bench.receive(3, order: 1)
    #expect(await bench.passes { await bench.status() != .saved })
    await bench.receive(4, order: 1)
    #expect(await bench.memory.journal == ["1", "2"])
    #expect(await ids(bench) == ["1", "3", "4"])
    #expect(await ids(bench, limit: 2) == ["3", "4"])
    #expect(await bench.passes { await bench.memory.position == "4" })
    #expect(await ids(bench) == ["1", "3", "4"])
    let reader = Bench(
      opening: .reader(because: .unavailable(reason: "no permission")),
      reopening: (0..<100).map { _ in .failure(.unavailable(reason: "x")) })
    await reader.receive(1, order: 1)
    #expect(await ids(reader) == ["1"])
  }

  @Test("what was found of an order's past is not read again, and none of it is lost for that")
  func timelineAgain() async {
    let bench = Bench()
    func ids(order: Int = 1, limit: Int = 3) async -> [String] {
      await bench.saver.timeline(of: OrderID("o-\(order)"), limit: limit).map(\.eventID)
    }
    var seen: [[String]] = []
    for event in 1...5 {
      await bench.receive(event, order: 1)
      #expect(await bench.passes { await bench.memory.position == "\(event)" })
      seen.append(await ids())
    }
    #expect(seen == [["1"], ["1", "2"], ["1", "2", "3"], ["2", "3", "4"], ["3", "4", "5"]])
    #expect(await bench.memory.asked == [nil, "1", "2", "3", "4"])
    #expect(await ids(order: 2) == [])
    #expect(await ids(limit: 9) == ["1", "2", "3", "4", "5"])
    #expect(await ids() == ["3", "4", "5"])
    #expect(await bench.memory.asked.suffix(3) == [nil, nil, nil], "another order, more events, fewer events")
  }

  @Test("the past of an order of large events is not kept without bounds")
  func largeTimeline() async {
    let bench = Bench()
    for event in 1...6 {
      await bench.receive(event, order: 1, size: 3_000_000)
      #expect(await bench.passes { await bench.memory.position == "\(event)" })
      let ids = await bench.saver.timeline(of: OrderID("o-1"), limit: 10).map(\.eventID)
      #expect(ids == (max(1, event - 1)...event).map(String.init))
    }
  }

  @Test("the past of an order is whole where another dashboard saves it, too")
  func timelineElsewhere() async throws {
    let first = Bench()
    for event in 1...3 { await first.receive(event, order: 1) }
    #expect(await first.passes { await first.memory.position == "3" })
    let second = Bench(opening: .reader(because: .taken(reason: "another ordertop")), past: first.memory)
    // It has seen one that is saved, and one that is not yet.
    for event in 3...4 { await second.receive(event, order: 1) }
    #expect(await second.saver.timeline(of: OrderID("o-1"), limit: 10).map(\.eventID) == ["1", "2", "3", "4"])
  }

  @Test("taking over from another dashboard, events that it has saved are not saved again", arguments: [2, 4, 6])
  func takingOver(saved: Int) async throws {
    let first = Bench()
    for event in 1...saved { await first.receive(event, order: 1) }
    #expect(await first.passes { await first.memory.position == "\(saved)" })
    let memory = first.memory
    let second = Bench(
      memory, opening: .reader(because: .taken(reason: "another ordertop")),
      reopening: [.success(.writer(memory, setAside: nil, recent: await memory.recent))])
    for event in 2...5 { await second.receive(event, order: 1) }
    #expect(await second.passes { await memory.position == "5" })
    #expect(await memory.journal == (1...max(5, saved)).map(String.init))
    await second.receive(7, order: 1)
    #expect(await second.passes { await memory.position == "7" })
    #expect(await memory.journal.last == "7")
  }

  @Test("an order that has left the board is found, whether it is saved, about to be, or saved by somebody else")
  func recalling() async throws {
    let order = OrderID("o-1")
    let first = Bench(MemoryStore(failures: [2: .unavailable(reason: "no space left on device")]))
    await first.receive(1, order: 1)
    #expect(await first.passes { await first.memory.position == "1" })
    #expect(await first.saver.recall([order, OrderID("nobody")]).map(\.items.count) == [1])
    await first.receive(2, order: 1)
    #expect(await first.passes { await first.status() != .saved })
    #expect(await first.saver.recall([order]).map(\.items.count) == [2], "it could not be saved")
    let second = Bench(opening: .reader(because: .taken(reason: "another ordertop")), past: first.memory)
    #expect(await second.saver.recall([order]).map(\.items.count) == [1])
  }

  @Test("a write that takes long does not hold up the stream when an old order is heard of")
  func recallingMeanwhile() async throws {
    let other = Bench()
    await other.receive(1, order: 1)
    #expect(await other.passes { await other.memory.position == "1" })
    let bench = Bench(past: other.memory)
    await bench.memory.hold()
    await bench.receive(2, order: 2)
    #expect(await bench.passes { await bench.memory.writes == 1 })
    #expect(await bench.saver.recall([OrderID("o-1")]).map(\.items.count) == [1])
    await bench.memory.release()
  }

  @Test("while the disk takes nothing, no more of the log is held than is kept")
  func heldLog() async throws {
    let refusal = StateError.unavailable(reason: "no space left on device")
    let memory = MemoryStore(failures: Dictionary(uniqueKeysWithValues: (1...6).map { ($0, refusal) }))
    let bench = Bench(memory)
    for number in 1...6 {
      for entry in 0..<400 {
        _ = await bench.store.send(
          .warned(title: "t", text: "\(number) \(entry)"), at: ManualTime(clock: bench.clock).now())
      }
      #expect(await bench.passes { await memory.writes >= number })
    }
    #expect(await bench.passes { await bench.status() == .saved })
    let texts = await memory.log.prefix { $0.title == "t" }.map(\.text)
    #expect(await memory.log.count == SavedLogEntry.limit)
    #expect(texts.last == "6 399" && texts.count > 990)
  }

  @Test("the end saves the last event and gives the state up")
  func finish() async {
    let bench = Bench()
    await bench.receive(1, order: 1)
    #expect(await bench.saver.finish() == nil)
    #expect(await bench.memory.position == "1")
    #expect(await bench.memory.isClosed)
  }

  @Test("the end waits for a write under way, and writes what came meanwhile")
  func finishDuringWrite() async {
    let bench = Bench()
    await bench.memory.hold()
    await bench.receive(1, order: 1)
    #expect(await bench.passes { await bench.memory.writes == 1 })
    await bench.receive(2, order: 2)
    let finish = Task { await bench.saver.finish() }
    for _ in 0..<200 { await Task.yield() }
    await bench.memory.release()
    #expect(await finish.value == nil)
    #expect(await bench.memory.position == "2")
  }

  @Test("what comes during the last write does not open the state again after the end")
  func finishForGood() async {
    let bench = Bench()
    await bench.memory.hold()
    await bench.receive(1, order: 1)
    let finish = Task { await bench.saver.finish() }
    #expect(await bench.passes(.zero) { await bench.memory.isHolding })
    await bench.receive(2, order: 2)
    for _ in 0..<200 { await Task.yield() }
    await bench.memory.release()
    #expect(await finish.value == nil)
    #expect(await bench.milliseconds { await bench.memory.writes > 1 } == nil)
    #expect(await bench.memory.isClosed)
  }

  @Test("an end that cannot save says why")
  func finishFailing() async {
    let bench = Bench(MemoryStore(failures: [1: .unavailable(reason: "no space left on device")]))
    await bench.receive(1, order: 1)
    #expect(await bench.saver.finish() == "no space left on device")
  }
}
