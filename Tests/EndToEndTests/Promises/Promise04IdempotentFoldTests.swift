import EventStream
import OrderProtocol
import OrderStore
import SavedState
import Testing

/// `OrderFoldTests` say what each event changes.
@Suite("Promise 4: replaying any suffix of the stream changes nothing")
struct Promise04IdempotentFoldTests {
  private static let history = OrderHistory(count: 160, seed: 4).events

  private static func fold(_ events: some Sequence<OrderHistory.Event>) async -> [SavedOrder] {
    let moment = Moment(monotonic: .seconds(1), wall: Timestamp(milliseconds: 1_721_052_000_000))
    let store = Store(
      DashboardState(settings: Settings(), theme: "", isSaving: true, restoring: nil, at: moment))
    var batch = EventBatch(lastEventID: "")
    for event in events {
      batch.events.append(ServerSentEvent(lastEventID: event.id, type: event.type, data: event.data))
      batch.lastEventID = event.id
    }
    _ = await store.send(.received(ReceivedBatch(batch)), at: moment)
    let orders = await store.takeCheckpoint(isComplete: true, at: moment).orders.sorted { $0.id < $1.id }
    // In which order the items of an order stand is not told by the stream: an item that went and came stands last. Nor is
    // which of them came late: that is told by what was known when they came.
    return orders.map { order in
      var order = order
      order.items.sort { OrderID($0.itemID) < OrderID($1.itemID) }
      order.lateItems = []
      return order
    }
  }

  @Test("for every suffix of every tenth prefix")
  func anySuffix() async {
    let history = Self.history
    for end in stride(from: 10, through: history.count, by: 10) {
      let once = await Self.fold(history[..<end])
      for start in 0..<end {
        let twice = await Self.fold(history[..<end] + history[start..<end])
        let isSame = twice == once
        #expect(isSame, "\(start)..<\(end) twice")
      }
    }
  }
}
