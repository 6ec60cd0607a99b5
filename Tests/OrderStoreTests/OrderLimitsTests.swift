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

  private func text(_ count: Int) -> String { String(repeating: "x", count: count) }

  @Test("long texts of one order are kept up to a limit, the newest left out first, which is said once")
  func longTexts() {
    var state = DashboardState(settings: Settings())
    for number in 0..<100 {
      let event = (
        "order-item-added", #"{"orderId":"o1","itemId":"i\#(number)","quantity":1,"name":"\#(text(60_000))"}"#
      )
      _ = reduce(into: &state, action: received(event), at: at(0))
    }
    let kept = OrderEntry.maximumWeight / 60_000
    #expect(state.order("o1")?.items.map(\.itemID) == (0..<kept).map { "i\($0)" })
    #expect(state.order("o1")?.isCut == true)
    #expect(state.log.count == 1)
    // Short ones go on, and there is room again for a long one once one has gone.
    for (id, name) in [("short", "y"), ("late", text(60_000))] {
      let event = ("order-item-added", #"{"orderId":"o1","itemId":"\#(id)","name":"\#(name)"}"#)
      _ = reduce(into: &state, action: received(event), at: at(1))
      _ = reduce(into: &state, action: received(("order-item-removed", #"{"orderId":"o1","itemId":"i0"}"#)), at: at(1))
    }
    #expect(state.order("o1")?.items.suffix(2).map(\.itemID) == ["short", "late"])
  }

  @Test("long texts of all orders are kept up to a limit; an order that is created anew gives back what it took")
  func longTextsOfAll() {
    var state = DashboardState(settings: Settings())
    for number in 0..<1000 {
      let event = ("order-updated", #"{"orderId":"o\#(number)","assignedTo":"\#(text(60_000))","carrier":"c"}"#)
      _ = reduce(into: &state, action: received(event), at: at(0))
    }
    let kept = OrderBook.maximumWeight / 60_000
    #expect(state.book.weight == kept * 60_000)
    #expect(state.order("o\(kept - 1)")?.assignedTo != nil)
    #expect(state.order("o\(kept)")?.assignedTo == nil)
    #expect(state.order("o999")?.carrier == "c")
    for number in 0..<kept {
      _ = reduce(into: &state, action: received(("order-created", #"{"orderId":"o\#(number)"}"#)), at: at(1))
    }
    #expect(state.book.weight == 0)
    _ = reduce(
      into: &state, action: received(("order-updated", #"{"orderId":"o999","assignedTo":"\#(text(60_000))"}"#)),
      at: at(2))
    #expect(state.order("o999")?.assignedTo?.utf8.count == 60_000)
  }

  @Test("orders as shops have them weigh nothing")
  func light() {
    let items = (0..<OrderEntry.lightItems).map { #"{"itemId":"i\#($0)","name":"\#(text(1000))","quantity":1}"# }
    let event = (
      "order-created", #"{"orderId":"o1","items":[\#(items.joined(separator: ","))],"note":"\#(text(900))"}"#
    )
    #expect(state(received(event)).book.weight == 0)
    #expect(state(received(event)).order("o1")?.isCut == false)
  }
}
