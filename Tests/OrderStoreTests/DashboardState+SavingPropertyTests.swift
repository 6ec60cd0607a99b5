import EventStream
import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("Saved state: whatever happens, and whenever")
struct SavingPropertyTests {
  /// A dashboard with its saved state, ended at any time.
  private struct Run {
    let samples: [RandomStream.Sample]
    let settings: Settings
    var model = SavedModel()
    var state: DashboardState
    /// How much of the stream has been received.
    var position = 0

    init(_ samples: [RandomStream.Sample], settings: Settings = Settings()) {
      self.samples = samples
      self.settings = settings
      state = DashboardState(restoring: nil, settings: settings, at: at(0))
    }

    /// Each event has its time, however often and in whatever chunks it comes.
    var now: Moment { at(Double(position) * 7) }

    mutating func receive(_ count: Int) {
      for sample in samples[position..<min(samples.count, position + count)] {
        position += 1
        let batch = batch([sample])
        let ids = state.ordersToRecall(for: batch)
        if !ids.isEmpty { _ = reduce(into: &state, action: .recalled(model.recall(ids)), at: now) }
        _ = reduce(into: &state, action: .received(batch), at: now)
      }
    }

    mutating func save() { model.write(state.takeCheckpoint(isComplete: false, at: now)) }

    /// The program is killed, and started again: it asks for what comes after the saved position.
    mutating func crash() {
      position = savedPosition
      state = DashboardState(restoring: model, settings: settings, at: now)
    }

    /// How many events the saved position stands for.
    var savedPosition: Int {
      guard let id = model.board?.lastEventID else { return 0 }
      return samples.firstIndex { $0.event.lastEventID == id }.map { $0 + 1 } ?? 0
    }
  }

  @Test("the saved orders are the fold of exactly the events up to the saved position", arguments: 1...12)
  func foldUpToPosition(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    // Closed orders leave the board soon, and come back when the stream mentions them.
    var run = Run(RandomStream.samples(600, seed: seed), settings: Settings(closedRetention: .seconds(100)))
    var recalled = 0
    while run.position < run.samples.count {
      run.receive(.random(in: 1...40, using: &random))
      if Int.random(in: 0..<3, using: &random) > 0 { run.save() }
      if Int.random(in: 0..<8, using: &random) == 0 { run.crash() }
      recalled += run.state.archivedCount
      let saved = run.model.orders.mapValues(FoldedOrder.init)
      let fold = FoldedOrder.fold(run.samples[..<run.savedPosition])
      #expect(saved == fold, "\(saved.filter { fold[$0.key] != $0.value }.keys)")
    }
    #expect(recalled > 0, "nothing left the board")
  }

  @Test("an order that is packed where it stands comes to the same bytes as a copy of it", arguments: 1...6)
  func packing(seed: UInt64) {
    let samples = RandomStream.samples(400, seed: seed)
    var whole = Run(samples)
    whole.receive(samples.count)
    let now = whole.now
    var count = 0
    whole.state.book.forEachShownSlot { _, entry in
      var packed = PackedOrders()
      withUnsafePointer(to: entry) { $0.pack(into: &packed, at: now) }
      #expect(packed == PackedOrders([entry.saved(at: now)]), "\(entry.id)")
      count += 1
    }
    #expect(count > 5)
  }

  @Test("going on from what was saved is as never having stopped", arguments: 1...12)
  func restart(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let samples = RandomStream.samples(400, seed: seed)
    var whole = Run(samples)
    whole.receive(samples.count)
    var broken = Run(samples)
    while broken.position < samples.count {
      broken.receive(.random(in: 1...40, using: &random))
      if Bool.random(using: &random) { broken.save() }
      if Bool.random(using: &random) { broken.crash() }
    }
    let now = whole.now
    // What is late, and for how long an alarm's cause is gone, is looked at while the program runs.
    #expect(broken.state.savedOrders.map(\.withoutAlarm) == whole.state.savedOrders.map(\.withoutAlarm))
    #expect(broken.state.generation == whole.state.generation)
    #expect(broken.state.gaps == whole.state.gaps)
    #expect(broken.state.known == whole.state.known)
    let rows = whole.state.log.rows(1000, offset: 0)
    #expect(broken.state.log.rows(1000, offset: 0) == rows)
    #expect(rows.count > 50)
    var expected = whole.state.takeCheckpoint(isComplete: true, at: now).board
    var actual = broken.state.takeCheckpoint(isComplete: true, at: now).board
    // The silence and the intervals of a run that was ended are its own.
    for path in [\BoardRecord.connection.longestSilence] {
      expected[keyPath: path] = nil
      actual[keyPath: path] = nil
    }
    actual.connection.intervals = expected.connection.intervals
    #expect(actual.connection == expected.connection)
    #expect(actual.shippedLastHour == expected.shippedLastHour)
    #expect(actual.errorsLastHour == expected.errorsLastHour)
    #expect(actual.counts == expected.counts)
    #expect(actual == expected)
  }
}

extension SavedOrder {
  fileprivate var withoutAlarm: SavedOrder {
    var order = self
    order.alarm = nil
    return order
  }
}
