import EventStream
import Testing

/// The samples of the order stream's specification, one fixture each.
@Suite("Samples of the specification")
struct SpecificationSampleTests {
  @Test(
    "every sample gives its events, whole and byte by byte",
    arguments: [
      (
        "response-stream", ["1 connected", "2 order-created", "3 order-item-added", "4 order-submitted", "5 heartbeat"]
      ),
      (
        "processing-different-event-types",
        [
          "10 order-created", "11 order-item-added", "12 order-item-added", "13 order-updated", "14 order-submitted",
          "15 order-updated", "16 order-shipped",
        ]
      ),
      ("regular-heartbeat-events", ["100 heartbeat", "101 heartbeat"]),
      (
        "server-response-after-reconnection",
        [
          "15 replay-start", "16 order-shipped", "17 order-updated", "18 order-created", "19 replay-complete",
          "20 heartbeat",
        ]
      ),
      ("handling-expired-event-ids", ["1000 replay-failed", "1001 connected"]),
      ("error-event-format", ["50 error"]),
      ("common-error-events", ["51 error", "52 error", "53 error"]),
      ("connection-established", ["1 connected"]),
      ("normal-operation-events-heartbeats", ["2 order-created", "3 heartbeat", "4 order-updated", "5 heartbeat"]),
      ("graceful-disconnection", ["100 disconnecting"]),
    ])
  func sample(name: String, events: [String]) throws {
    let bytes = try fixture(name)
    let batch = parse(bytes)
    #expect(batch.events.map { "\($0.lastEventID) \($0.type)" } == events)
    #expect(batch.events.allSatisfy { $0.data.hasPrefix("{\"") && $0.data.hasSuffix("}") })
    #expect(parse(bytes, cutAt: Array(0..<bytes.count)) == batch)
    #expect(parseByTheBook(bytes) == batch)
  }

  @Test("data is handed over exactly as sent")
  func exactData() throws {
    let last = try parse(fixture("processing-different-event-types")).events.last
    #expect(
      last?.data
        == #"{"orderId":"order-100","status":"SHIPPED","trackingNumber":"1Z999AA10123456784","carrier":"UPS"}"#)
  }
}
