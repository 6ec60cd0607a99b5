import OrderProtocol
import OrderStore
import SavedState

extension Board {
  /// One event of the selected order, `ago` seconds old.
  static func event(_ ago: Int64, _ id: Int, _ type: String, _ fields: String, order: String? = "order-4711")
    -> JournalRecord
  {
    JournalRecord(
      eventID: "\(id)", type: type, orderID: order.map { OrderID($0) }, receivedAt: Board.ago(ago),
      data: order.map { "{\"orderId\":\"\($0)\",\(fields)}" } ?? "{\(fields)}")
  }

  /// The life of the selected order, with a lost connection and a hole in the history.
  static let timeline = Timeline(
    events: [
      event(90_400, 47_001, "order-created", #""customerId":"cust-077","status":"CREATED","items":[]"#),
      event(
        1_400, 47_901, "order-item-added", #""itemId":"item-1","name":"Widget","quantity":2,"price":25.99"#),
      event(1_393, 47_902, "order-item-added", #""itemId":"item-9","price":80.98"#),
      event(1_380, 47_905, "order-item-removed", #""itemId":"item-3""#),
      event(
        761, 48_031, "order-submitted", #""status":"PENDING","submittedAt":"2026-07-15T14:18:24Z""#),
      event(500, 48_100, "replay-start", #""missedEvents":3"#, order: nil),
      event(499, 48_101, "order-updated", #""total":181.95,"itemCount":3"#),
      event(498, 48_104, "replay-complete", #""replayedEvents":3"#, order: nil),
      event(
        240, 48_150, "order-item-added",
        #""itemId":"item-2","name":"Gadget with a rather long name","quantity":1,"price":49.99"#),
      event(12, 48_190, "order-updated", #""priority":"express","total":"much""#),
    ],
    gaps: [Gap(at: ago(300), reason: "EVENT_ID_EXPIRED", requestedID: "48104", oldestAvailable: "48140")])

  /// The same life with an earlier status, and a hole that was acknowledged long ago.
  static let life: Timeline = {
    var life = timeline
    life.events.insert(event(3_000, 47_100, "order-updated", #""status":"AT_DESK""#), at: 1)
    life.events.insert(
      event(2_000, 47_500, "replay-failed", #""reason":"EVENT_ID_EXPIRED","requestedId":"47100""#, order: nil), at: 2)
    return life
  }()
}
