import EventStream
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
