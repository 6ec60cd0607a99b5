import EventStream
import OrderProtocol
import Testing

@testable import OrderStore

@Suite("Orders: what an endless one may hold")
struct OrderLimitsTests {
  private func added(_ ids: Range<Int>) -> [(type: String, data: String)] {
    ids.map { ("order-item-added", #"{"orderId":"o1","itemId":"i\#($0)","quantity":1}"#) }
  }

  @Test("items beyond the limit are left out, which is said once; those that are kept can still change")
  func items() throws {
    var state = DashboardState(settings: Settings())
    let limit = OrderEntry.maximumItems
    for event in added(0..<limit + 3) { _ = reduce(into: &state, action: received(event), at: at(0)) }
    #expect(state.order("o1")?.items.count == limit)
    #expect(state.log.rows(9, offset: 0).map(\.title) == ["malformed"])
    #expect(state.log.rows(9, offset: 0).first?.text.contains("o1: only 10000 items") == true)
    let change = received(("order-item-added", #"{"orderId":"o1","itemId":"i\#(limit - 1)","quantity":7}"#))
    _ = reduce(into: &state, action: change, at: at(1))
    #expect(state.order("o1")?.items.last?.quantity?.wholeNumber == 7)
    _ = reduce(into: &state, action: received(("order-item-removed", #"{"orderId":"o1","itemId":"i0"}"#)), at: at(2))
    _ = reduce(into: &state, action: received(added(limit..<limit + 1)[0]), at: at(3))
    #expect(state.order("o1")?.items.last?.itemID == "i\(limit)")
  }

  @Test("an order does not keep a megabyte of event id, the connection does")
  func eventID() {
    let id = String(repeating: "x", count: 1 << 20)
    let event = ServerSentEvent(lastEventID: id, type: "order-created", data: #"{"orderId":"o1"}"#)
    let state = state(.received(ReceivedBatch(EventBatch(events: [event], lastEventID: id))))
    #expect(state.order("o1")?.lastEventID.count == 500)
    #expect(state.connection.lastEventID == id)
  }

  @Test("unknown fields beyond the limit are left out over all events of an order")
  func unknownFields() {
    var state = DashboardState(settings: Settings())
    for number in 0..<OrderEntry.maximumUnknownFields + 3 {
      let change = received(("order-updated", #"{"orderId":"o1","field\#(number)":1}"#))
      _ = reduce(into: &state, action: change, at: at(0))
    }
    #expect(state.order("o1")?.unknown.count == OrderEntry.maximumUnknownFields)
    #expect(state.log.count == 1)
    _ = reduce(into: &state, action: received(("order-updated", #"{"orderId":"o1","field0":2}"#)), at: at(1))
    #expect(state.order("o1")?.unknown.first?.json == "2")
  }
}
