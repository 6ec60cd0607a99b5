import EventStream
import SavedState
import Testing

@testable import OrderStore

@Suite("Store: facts in, snapshots out")
struct StoreTests {
  /// How often it rang, for a listener that was busy meanwhile.
  private func rings(_ actions: Action...) async -> Int {
    let store = Store(DashboardState(settings: Settings()))
    for action in actions { _ = await store.send(action, at: at(1)) }
    // In a cancelled task the stream gives what is there, and ends.
    return await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      var count = 0
      for await _ in store.changes { count += 1 }
      return count
    }.value
  }

  @Test("what changes the screen rings, once for a listener that is late; a heartbeat or a bare chunk does not")
  func changes() async {
    #expect(await rings() == 0)
    #expect(await rings(received(("heartbeat", "{}")), received()) == 0)
    #expect(await rings(received(("order-created", #"{"orderId":"a"}"#)), received(("error", "{}"))) == 1)
    #expect(await rings(.stream(.opened(streamID: nil))) == 1)
    #expect(await rings(.command(.togglePause)) == 1)
    var batch = EventBatch()
    batch.oversized = [OversizedEvent(lastEventID: "1", type: "order-created")]
    #expect(await rings(.received(ReceivedBatch(batch))) == 1)
  }

  /// What rang for a saver that was busy meanwhile.
  private func unsaved(_ store: Store) async -> [SaveUrgency] {
    await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      var rings: [SaveUrgency] = []
      for await urgency in store.unsaved { rings.append(urgency) }
      return rings
    }.value
  }

  /// What rings after some facts, once the state at the start was taken.
  private func unsaved(_ actions: Action...) async -> [SaveUrgency] {
    let store = Store(DashboardState(restoring: nil, at: at(0)))
    _ = await store.takeCheckpoint(isComplete: true, at: at(0))
    for action in actions { _ = await store.send(action, at: at(1)) }
    return await unsaved(store)
  }

  @Test("what changes what is saved rings for the saver, the rest does not")
  func savedThings() async {
    // One that the state at the start rang is still there.
    for action: Action in [
      received(("heartbeat", "{}")), received(), .stream(.opened(streamID: nil)), .command(.nextSort),
      .command(.acceptFilter), .command(.acknowledge), .command(.choose), .damaged(setAside: "x"),
    ] {
      let store = Store(DashboardState(restoring: nil, at: at(0)))
      #expect(await store.pendingUrgency == .soon)
      _ = await store.takeCheckpoint(isComplete: true, at: at(0))
      #expect(await store.pendingUrgency == nil)
      _ = await store.send(action, at: at(1))
      #expect(await store.pendingUrgency == .soon, "\(action)")
    }
    for action: Action in [.command(.togglePause), .command(.toggleHelp), .saving(.saved), .recalled([])] {
      let store = Store(DashboardState(restoring: nil, at: at(0)))
      _ = await store.takeCheckpoint(isComplete: true, at: at(0))
      _ = await store.send(action, at: at(1))
      #expect(await store.pendingUrgency == nil, "\(action)")
    }
    let off = Store(DashboardState(settings: Settings()))
    _ = await off.send(received(("heartbeat", "{}")), at: at(1))
    #expect(await off.pendingUrgency == nil)
  }

  @Test("a lost connection and a flood are urgent, and nothing that follows makes them less so")
  func urgency() async {
    let soon = received(("heartbeat", "{}"))
    func orders(_ count: Int) -> [(type: String, data: String)] {
      (0..<count).map { (type: "order-updated", data: #"{"orderId":"\#($0)"}"#) }
    }
    let megabyte = (type: "heartbeat", data: String(repeating: " ", count: 1024 * 1024))
    for urgent: Action in [
      .stream(.lost(reason: "reset")), .stream(.waiting(.seconds(1), .announced)), .stream(.ended(.noContent)),
      received(Array(repeating: megabyte, count: 13)),
    ] {
      #expect(await unsaved(soon, urgent, soon) == [.now])
    }
    #expect(await unsaved(received(Array(repeating: megabyte, count: 11))) == [.soon])
    // With their ids and types.
    func events(of bytes: Int) -> Action {
      received(Array(repeating: (type: "heartbeat", data: String(repeating: " ", count: bytes - 14)), count: 99_000))
    }
    #expect(await unsaved(events(of: 128)) == [.soon], "most are forgotten before they would be saved")
    #expect(await unsaved(events(of: 272)) == [.now])
    // Those that have not changed for long are packed as the flood goes on, and to take them costs nothing more.
    #expect(await unsaved(received(orders(100_000))) == [.soon])
    #expect(await unsaved(received(orders(36_000)), received(orders(36_000))) == [.soon], "the same orders")
    #expect(await unsaved(received(orders(36_001)), received(orders(36_001))) == [.now], "packed in vain")
  }

  @Test("the end of a replay is urgent: what was missed is there again; its beginning is not, nor an end without one")
  func replay() async {
    let start = received(("replay-start", #"{"lastEventId":"1","missedEvents":1}"#))
    let event = received(("order-created", #"{"orderId":"a"}"#))
    let end = received(("replay-complete", #"{"replayedEvents":1}"#))
    #expect(await unsaved(start, event) == [.soon])
    #expect(await unsaved(start, event, end) == [.now])
    #expect(await unsaved(event, end) == [.soon])
  }

  @Test("a taken checkpoint is the taker's to save: it rings anew for what comes after it")
  func taken() async {
    let store = Store(DashboardState(restoring: nil, at: at(0)))
    _ = await store.send(.stream(.lost(reason: "reset")), at: at(1))
    let first = await store.takeCheckpoint(isComplete: false, at: at(1))
    #expect(first.log.count == 1)
    #expect(await store.takeCheckpoint(isComplete: false, at: at(1)).log == [])
    _ = await store.send(received(("heartbeat", "{}")), at: at(2))
    #expect(await unsaved(store) == [.soon])
  }

  @Test("a snapshot is as large as the view asks for, and holds what was sent")
  func snapshot() async {
    let store = Store(DashboardState(settings: Settings(source: "orders.example", filters: ["cust-1"])))
    let events = received(("order-created", #"{"orderId":"a"}"#), ("order-created", #"{"orderId":"b"}"#))
    #expect(await store.send(events, at: at(1)) == [])
    #expect(await store.send(.command(.toggleHelp), at: at(1)) == [])
    let snapshot = await store.snapshot(at: at(2)) { Viewport(orderRows: $0.showsHelp ? 1 : 9) }
    #expect(snapshot.orders.total == 2)
    #expect(snapshot.orders.rows.count == 1)
    #expect(snapshot.source == "orders.example")
    #expect(snapshot.filters == ["cust-1"])
  }
}
