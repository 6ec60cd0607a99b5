import EventStream
import Testing

@testable import OrderProtocol

@Test("whatever the protocol can say survives encoding and decoding")
func roundTrip() {
  var events = RandomOrderEvent(seed: 4)
  for _ in 0..<1_500 {
    let event = events.next()
    let encoded = ServerSentEvent(event)
    #expect(!encoded.data.utf8.contains { $0 == 0x0A || $0 == 0x0D })
    #expect(DecodedEvent(encoded) == DecodedEvent(event), "\(encoded.data)")
  }
}

@Test("an unknown type is encoded by its name")
func unknownTypeEncoding() {
  #expect(ServerSentEvent(.unknown(type: "order-returned")) == ServerSentEvent(type: "order-returned", data: "{}"))
}

@Test("the encoded order is what a server would send")
func encodedOrder() {
  let patch = OrderPatch(
    orderID: OrderID("o\"1"), customerID: "Ünal\n", status: .other("ON_HOLD"),
    items: [OrderItem(itemID: "i", quantity: DecimalNumber(2), price: DecimalNumber(mantissa: 2590, scale: 2))],
    total: DecimalNumber(mantissa: 5180, scale: 2), itemCount: 2, submittedAt: Timestamp(milliseconds: 0),
    unknown: [UnknownField(name: "gift", json: "true")])
  let data =
    #"{"orderId":"o\"1","customerId":"Ünal\u000a","status":"ON_HOLD","items":[{"itemId":"i","quantity":2,"price":25.90}],"total":51.80,"itemCount":2,"submittedAt":"1970-01-01T00:00:00Z","gift":true}"#
  #expect(
    ServerSentEvent(.created(patch), lastEventID: "9")
      == ServerSentEvent(lastEventID: "9", type: "order-created", data: data))
}
