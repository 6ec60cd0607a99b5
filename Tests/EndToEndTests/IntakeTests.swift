import EventStream
import OrderProtocol
import OrderStore
import SavedState
import TestSupport
import Testing

@testable import ordertop

@Suite("What the client says, on its way to the store")
struct IntakeTests {
  private let store: Store
  private let intake: Intake

  init() {
    let store = Store(
      DashboardState(settings: Settings(), theme: "", isSaving: true, restoring: nil, at: StillTime().now()))
    let saver = Saver(
      store: store, time: StillTime(), retention: Retention(), opening: .reader(because: .unavailable(reason: "x")),
      isLateStart: false
    ) { _ throws(StateError) in throw .unavailable(reason: "x") }
    intake = Intake(store, time: StillTime(), saver: saver)
    self.store = store
  }

  private struct StillTime: TimeSource {
    func now() -> Moment { Moment(monotonic: .seconds(1), wall: Timestamp(milliseconds: 1_000_000)) }
  }

  /// Events of one order each, and the position after them.
  private func batch(_ numbers: Range<Int>, size: Int = 10) -> ClientEvent {
    var batch = EventBatch(lastEventID: "\(numbers.upperBound - 1)")
    let events = numbers.map {
      let note = String(repeating: "x", count: size)
      return ServerSentEvent(
        lastEventID: "\($0)", type: "order-created", data: #"{"orderId":"o-\#($0)","note":"\#(note)"}"#)
    }
    batch.events = DispatchedEvents(events)
    return .received(batch)
  }

  private func position() async -> String {
    await store.takeCheckpoint(isComplete: false, at: StillTime().now()).board.lastEventID
  }

  @Test("each batch is in the store before the next one, and before anything else the client says")
  func order() async {
    await intake.receive(.opened(streamID: "s"))
    for number in 0..<30 {
      await intake.receive(batch(number * 1000..<number * 1000 + 999))
      await intake.receive(batch(number * 1000 + 999..<number * 1000 + 1000))
      #expect(Int(await position()) ?? -1 >= number * 1000 + 998)
      await intake.receive(.lost(reason: "loss \(number)"))
      #expect(await position() == "\(number * 1000 + 999)")
    }
    let checkpoint = await store.takeCheckpoint(isComplete: true, at: StillTime().now())
    #expect(checkpoint.orders.count == 30_000)
  }

  @Test("nothing is read beside a batch that takes much memory")
  func large() async {
    for number in 0..<20 {
      await intake.receive(batch(number..<number + 1, size: 300_000))
      #expect(await position() == "\(number)")
    }
  }
}
