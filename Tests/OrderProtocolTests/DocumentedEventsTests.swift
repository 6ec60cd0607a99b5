import EventStream
import Testing

@testable import OrderProtocol

/// Every event that the protocol's text shows, and what it has to come to.
private let documented: [(type: String, data: String, event: OrderEvent)] = [
  (
    "connected", #"{"streamId":"live-abc123","timestamp":"2024-07-15T14:29:00Z"}"#,
    .connected(
      streamID: "live-abc123", timestamp: Timestamp(milliseconds: 1_721_053_740_000), filters: [],
      isReplayUnavailable: false)
  ),
  (
    "order-created", #"{"orderId":"order-789","customerId":"cust-123","status":"CREATED","items":[]}"#,
    .created(OrderPatch(orderID: OrderID("order-789"), customerID: "cust-123", status: .created, items: []))
  ),
  (
    "order-item-added", #"{"orderId":"order-789","itemId":"item-456","quantity":2,"price":25.99}"#,
    .itemAdded(
      OrderID("order-789"),
      OrderItem(itemID: "item-456", quantity: DecimalNumber(2), price: DecimalNumber(mantissa: 2599, scale: 2)),
      timestamp: nil)
  ),
  (
    "order-submitted", #"{"orderId":"order-789","status":"PENDING","submittedAt":"2024-07-15T14:30:00Z"}"#,
    .submitted(
      OrderPatch(
        orderID: OrderID("order-789"), status: .pending, submittedAt: Timestamp(milliseconds: 1_721_053_800_000)))
  ),
  (
    "heartbeat", #"{"timestamp":"2024-07-15T14:31:00Z"}"#,
    .heartbeat(timestamp: Timestamp(milliseconds: 1_721_053_860_000), connectionAge: nil)
  ),
  (
    "order-created", #"{"orderId":"order-100","customerId":"cust-123","status":"CREATED","total":0}"#,
    .created(
      OrderPatch(orderID: OrderID("order-100"), customerID: "cust-123", status: .created, total: DecimalNumber(0)))
  ),
  (
    "order-item-added", #"{"orderId":"order-100","itemId":"item-1","name":"Widget","quantity":2,"price":25.99}"#,
    .itemAdded(
      OrderID("order-100"),
      OrderItem(
        itemID: "item-1", name: "Widget", quantity: DecimalNumber(2), price: DecimalNumber(mantissa: 2599, scale: 2)),
      timestamp: nil)
  ),
  (
    "order-item-added", #"{"orderId":"order-100","itemId":"item-2","name":"Gadget","quantity":1,"price":49.99}"#,
    .itemAdded(
      OrderID("order-100"),
      OrderItem(
        itemID: "item-2", name: "Gadget", quantity: DecimalNumber(1), price: DecimalNumber(mantissa: 4999, scale: 2)),
      timestamp: nil)
  ),
  (
    "order-updated", #"{"orderId":"order-100","total":101.97,"itemCount":3}"#,
    .updated(
      OrderPatch(orderID: OrderID("order-100"), total: DecimalNumber(mantissa: 10197, scale: 2), itemCount: 3))
  ),
  (
    "order-submitted", #"{"orderId":"order-100","status":"PENDING","submittedAt":"2024-07-15T14:35:00Z"}"#,
    .submitted(
      OrderPatch(
        orderID: OrderID("order-100"), status: .pending, submittedAt: Timestamp(milliseconds: 1_721_054_100_000)))
  ),
  (
    "order-updated", #"{"orderId":"order-100","status":"PROCESSING","assignedTo":"warehouse-1"}"#,
    .updated(OrderPatch(orderID: OrderID("order-100"), status: .processing, assignedTo: "warehouse-1"))
  ),
  (
    "order-shipped",
    #"{"orderId":"order-100","status":"SHIPPED","trackingNumber":"1Z999AA10123456784","carrier":"UPS"}"#,
    .shipped(
      OrderPatch(
        orderID: OrderID("order-100"), status: .shipped, trackingNumber: "1Z999AA10123456784", carrier: "UPS"))
  ),
  (
    "heartbeat", #"{"timestamp":"2024-07-15T14:45:00Z","connectionAge":"PT16M"}"#,
    .heartbeat(timestamp: Timestamp(milliseconds: 1_721_054_700_000), connectionAge: .seconds(960))
  ),
  (
    "heartbeat", #"{"timestamp":"2024-07-15T14:45:30Z","connectionAge":"PT16M30S"}"#,
    .heartbeat(timestamp: Timestamp(milliseconds: 1_721_054_730_000), connectionAge: .seconds(990))
  ),
  ("replay-start", #"{"missedEvents":3,"replayingFrom":"15"}"#, .replayStarted(missedEvents: 3, replayingFrom: "15")),
  (
    "order-shipped", #"{"orderId":"order-100","status":"SHIPPED","trackingNumber":"1Z999AA10123456784"}"#,
    .shipped(OrderPatch(orderID: OrderID("order-100"), status: .shipped, trackingNumber: "1Z999AA10123456784"))
  ),
  (
    "order-updated", #"{"orderId":"order-101","status":"PROCESSING"}"#,
    .updated(OrderPatch(orderID: OrderID("order-101"), status: .processing))
  ),
  (
    "order-created", #"{"orderId":"order-102","customerId":"cust-123","status":"CREATED"}"#,
    .created(OrderPatch(orderID: OrderID("order-102"), customerID: "cust-123", status: .created))
  ),
  (
    "replay-complete", #"{"replayedEvents":3,"resumingLiveStream":true}"#,
    .replayCompleted(replayedEvents: 3, isResumingLiveStream: true)
  ),
  (
    "heartbeat", #"{"timestamp":"2024-07-15T15:00:00Z"}"#,
    .heartbeat(timestamp: Timestamp(milliseconds: 1_721_055_600_000), connectionAge: nil)
  ),
  (
    "replay-failed", #"{"reason":"EVENT_ID_EXPIRED","oldestAvailable":"500","requestedId":"15"}"#,
    .replayFailed(reason: "EVENT_ID_EXPIRED", oldestAvailable: "500", requestedID: "15")
  ),
  (
    "connected", #"{"streamId":"live-def456","timestamp":"2024-07-15T15:00:00Z","replayUnavailable":true}"#,
    .connected(
      streamID: "live-def456", timestamp: Timestamp(milliseconds: 1_721_055_600_000), filters: [],
      isReplayUnavailable: true)
  ),
  (
    "error", #"{"code":"SUBSCRIPTION_ERROR","message":"Filter criteria invalid","recoverable":true}"#,
    .fault(StreamFault(code: "SUBSCRIPTION_ERROR", message: "Filter criteria invalid", isRecoverable: true))
  ),
  (
    "error", #"{"code":"RATE_LIMITED","message":"Too many connections","recoverable":true,"retryAfter":30}"#,
    .fault(
      StreamFault(
        code: "RATE_LIMITED", message: "Too many connections", isRecoverable: true, retryAfter: .seconds(30)))
  ),
  (
    "error", #"{"code":"AUTH_EXPIRED","message":"Authentication token expired","recoverable":false}"#,
    .fault(StreamFault(code: "AUTH_EXPIRED", message: "Authentication token expired", isRecoverable: false))
  ),
  (
    "error", #"{"code":"RESOURCE_NOT_FOUND","message":"Customer not found","recoverable":false}"#,
    .fault(StreamFault(code: "RESOURCE_NOT_FOUND", message: "Customer not found", isRecoverable: false))
  ),
  (
    "connected",
    #"{"streamId":"live-abc123","timestamp":"2024-07-15T14:00:00Z","filters":{"customerId":"cust-123"}}"#,
    .connected(
      streamID: "live-abc123", timestamp: Timestamp(milliseconds: 1_721_052_000_000),
      filters: [UnknownField(name: "customerId", json: #""cust-123""#)], isReplayUnavailable: false)
  ),
  (
    "order-created", #"{"orderId":"order-1","customerId":"cust-123"}"#,
    .created(OrderPatch(orderID: OrderID("order-1"), customerID: "cust-123"))
  ),
  (
    "order-updated", #"{"orderId":"order-1","status":"PROCESSING"}"#,
    .updated(OrderPatch(orderID: OrderID("order-1"), status: .processing))
  ),
  (
    "disconnecting", #"{"reason":"SERVER_MAINTENANCE","reconnectAfter":60,"message":"Scheduled maintenance"}"#,
    .disconnecting(reason: "SERVER_MAINTENANCE", reconnectAfter: .seconds(60), message: "Scheduled maintenance")
  ),
]

@Test("every event that the protocol's text shows is decoded in full", arguments: documented.indices)
func documentedEvent(index: Int) {
  let (type, data, event) = documented[index]
  #expect(DecodedEvent(ServerSentEvent(type: type, data: data)) == DecodedEvent(event))
}

@Test("every event that the protocol's text shows survives encoding and decoding", arguments: documented.indices)
func documentedEventRoundTrip(index: Int) {
  let event = documented[index].event
  let encoded = ServerSentEvent(event, lastEventID: "7")
  #expect(encoded.type == documented[index].type)
  #expect(encoded.lastEventID == "7")
  #expect(DecodedEvent(encoded) == DecodedEvent(event))
}

@Test("the samples cover every type that the protocol names but the two it shows no sample of")
func sampledTypes() {
  let missing = Set(OrderEventType.allCases.map(\.rawValue)).subtracting(documented.map(\.type))
  #expect(missing == ["order-item-removed", "order-cancelled"])
}
