import OrderProtocol
import SavedState
import Testing

@testable import Dashboard

@Suite("Events in words")
struct TimelineTextTests {
  private func text(_ type: String, _ data: String, late: Set<String> = [], isShort: Bool = false) -> String {
    let record = JournalRecord(
      eventID: "1", type: type, orderID: OrderID("o"), receivedAt: Board.now, data: "{\"orderId\":\"o\"\(data)}")
    return TimelineText(record, lateItems: late, isShort: isShort).spans.map(\.text).joined()
  }

  @Test(
    "each type says what it changed",
    arguments: [
      ("order-created", #","customerId":"cust-1","status":"CREATED","items":[]"#, "created cust-1"),
      (
        "order-created", #","status":"PENDING","itemCount":3,"total":181.95"#,
        "created PENDING, 3 items, total 181.95"
      ),
      (
        "order-created", #","items":[{"itemId":"i","name":"Widget","quantity":2,"price":25.99}]"#,
        "created Widget × 2 at 25.99"
      ),
      ("order-updated", #","status":"PROCESSING","assignedTo":"warehouse-1""#, "updated PROCESSING, warehouse-1"),
      ("order-updated", #","itemCount":1,"priority":"express""#, #"updated 1 item, priority "express""#),
      ("order-updated", "", "updated"),
      ("order-submitted", #","status":"PENDING","submittedAt":"2024-07-15T14:30:00Z""#, "submitted"),
      ("order-submitted", #","status":"ON_HOLD""#, "submitted ON_HOLD"),
      ("order-shipped", #","status":"SHIPPED","trackingNumber":"1Z9","carrier":"UPS""#, "shipped UPS 1Z9"),
      ("order-cancelled", #","reason":"changed their mind""#, "cancelled changed their mind"),
      ("order-item-added", #","itemId":"i","name":"Widget","quantity":2,"price":25.99"#, "+ Widget × 2 at 25.99"),
      ("order-item-added", #","itemId":"item-9""#, "+ item-9"),
      ("order-item-removed", #","itemId":"item-9""#, "- item-9"),
      ("order-returned", "", "order-returned"),
      ("order-updated", #","total":"much""#, "updated ! total: expected a number, got a string"),
    ])
  func words(type: String, data: String, expected: String) { #expect(text(type, data) == expected) }

  @Test("where room is short, what can be guessed is left out")
  func short() {
    #expect(text("order-updated", #","status":"PROCESSING","total":3"#, isShort: true) == "PROCESSING, total 3")
    #expect(text("order-updated", "", isShort: true) == "updated")
    #expect(
      text("order-item-added", #","itemId":"i","name":"Widget","quantity":2,"price":25.99"#, isShort: true)
        == "+ Widget × 2")
  }

  @Test("an item that came after the order was submitted stands out; a status has its look")
  func roles() {
    func spans(_ type: String, _ data: String) -> [Span] {
      TimelineText(
        JournalRecord(
          eventID: "1", type: type, orderID: OrderID("o"), receivedAt: Board.now, data: "{\"orderId\":\"o\",\(data)}"),
        lateItems: ["late"]
      ).spans
    }
    #expect(spans("order-item-added", #""itemId":"late""#).first?.role == .notice)
    #expect(spans("order-item-added", #""itemId":"early""#).first?.role == .text)
    #expect(spans("order-updated", #""status":"SHIPPED""#).last == Span("SHIPPED", .statusShipped))
    #expect(spans("order-updated", #""status":7"#).last?.role == .logWarning)
  }

  @Test("an event that happened long before it came says when")
  func eventTime() {
    func text(_ time: Timestamp?) -> String {
      TimelineText(
        JournalRecord(
          eventID: "1", type: "order-submitted", orderID: OrderID("o"), receivedAt: Board.now, eventTime: time,
          data: #"{"orderId":"o"}"#), lateItems: []
      ).spans.map(\.text).joined()
    }
    #expect(text(nil) == "submitted")
    #expect(text(Board.ago(59)) == "submitted")
    #expect(text(Board.ago(761)) == "submitted (14:18:24)")
    #expect(text(Board.ago(90_000)) == "submitted (07-14 13:31)")
    #expect(text(Timestamp(milliseconds: .min)) == "submitted (-292275055-05-16 16:47)")
  }

  @Test("a payload of megabytes is not read for each frame")
  func large() {
    let data = #","reason":""# + String(repeating: "x", count: 3_000_000) + #"""#
    #expect(text("order-cancelled", data) == "order-cancelled of 2929 KiB, not read")
  }

  @Test("what comes from outside is made safe and short")
  func hostile() {
    let evil = #"\u001b[2J\u202e"# + String(repeating: "long ", count: 1_000)
    let text = text("order-cancelled", #","reason":"\#(evil)","\#(evil)":{"a":1}"#)
    #expect(text.hasPrefix("cancelled ·[2J·long long "))
    #expect(text.count < 250)
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
  }
}
