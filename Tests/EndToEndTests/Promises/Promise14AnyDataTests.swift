import EventStream
import Foundation
import OrderProtocol
import SavedState
import Testing

@testable import OrderStore
@testable import ordertop

/// `HostilePayloadTests`, `OrderEventDecodingTests` and `JSONReaderTests` say what is left of each payload.
@Suite("Promise 14: any data is survived: one row in the log, the usable fields applied, no other order touched")
struct Promise14AnyDataTests {
  private static let moment = Moment(monotonic: .seconds(5), wall: Timestamp(milliseconds: 1_721_052_000_000))
  private static let witness =
    #"{"orderId":"witness","customerId":"c","status":"PENDING","total":12.50,"items":[{"itemId":"i","quantity":2}]}"#

  /// A board with one order, and what became of it after an event.
  private struct Board {
    var state = DashboardState(
      settings: Settings(), theme: "", isSaving: true, restoring: nil, at: Promise14AnyDataTests.moment)
    private var number = 0

    init() { receive("order-created", Promise14AnyDataTests.witness) }

    mutating func receive(_ type: String, _ data: String) {
      number += 1
      var batch = EventBatch(lastEventID: "\(number)")
      batch.events = [ServerSentEvent(lastEventID: "\(number)", type: type, data: data)]
      _ = reduce(into: &state, action: .received(ReceivedBatch(batch)), at: Promise14AnyDataTests.moment)
    }

    func order(_ id: String) -> OrderEntry? { state.book.slot(of: OrderID(id)).flatMap { state.book.entry($0) } }

    /// Everything that is made of the orders: rows, totals, JSON, tables.
    func isShownAndSaved() -> Bool {
      var state = state
      _ = state.snapshot(at: Promise14AnyDataTests.moment, viewport: Viewport(orderRows: 50))
      var json = OrderJSONWriter()
      var table: any OrderWriter = OrderCSVWriter(isForTerminal: true)
      for order in state.takeCheckpoint(isComplete: true, at: Promise14AnyDataTests.moment).orders {
        json.add(order)
        table.add(order)
      }
      json.finish()
      table.finish()
      return (try? JSONSerialization.jsonObject(with: Data(json.take()))) != nil
    }
  }

  /// Values of every type, and such as no number can be.
  private static let values = [
    "null", "true", "\"\"", "\"x\"", "\"\\u0000\"", "[]", "{}", "[[[]]]", "0", "-0", "-1", "1.5", "1e400", "-1e400",
    "1e-400", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e18",
    "1e19", String(repeating: "9", count: 5000), "0." + String(repeating: "0", count: 5000) + "1",
    "\"\\ud800\"", "\"2024-13-99T99:99:99Z\"", "\"9999999999-01-01T00:00:00Z\"", "\"-0001-01-01T00:00:00Z\"",
    "\"" + String(repeating: "x", count: 100_000) + "\"",
  ]
  private static let fields = [
    "customerId", "status", "items", "total", "itemCount", "submittedAt", "trackingNumber", "carrier", "reason",
    "cancellationReason", "timestamp", "unknown",
  ]
  private static let types = [
    "order-created", "order-updated", "order-submitted", "order-shipped", "order-cancelled", "order-item-added",
    "order-item-removed",
  ]

  @Test("every value in every field of every event: the other fields count, and the other order is what it was")
  func fields() {
    var board = Board()
    let witness = board.order("witness")
    for type in Self.types {
      for field in Self.fields {
        for (index, value) in Self.values.enumerated() {
          let rows = board.state.log.count
          let id = "\(type)-\(field)-\(index)"
          board.receive(
            type, #"{"\#(field)":\#(value),"orderId":"\#(id)","itemId":"i","assignedTo":"somebody"}"#)
          // A lone surrogate is no text, and no JSON.
          if value.contains("ud800") { continue }
          #expect(board.order(id) != nil, "\(type) \(field) \(value.prefix(40))")
          if !type.contains("item") { #expect(board.order(id)?.assignedTo == "somebody") }
          // What is wrong is one row; shipped and cancelled are one of their own.
          #expect(board.state.log.count - rows <= (["order-shipped", "order-cancelled"].contains(type) ? 2 : 1))
        }
      }
      #expect(board.order("witness") == witness)
    }
    #expect(board.isShownAndSaved())
  }

  @Test("what cannot be used at all is one row, changes no order, and moves the position")
  func useless() {
    let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
    let payloads = [
      "", " ", "nonsense", "{", "}", "{\"orderId\":\"witness\"", "[]", "7", "\"witness\"", "null", "{\"orderId\":7}",
      "{\"orderId\":null}", "{\"orderId\":\"\"}", "{\"orderId\":{}}", "{'orderId':'witness'}",
      "{\"orderId\":\"witness\",}", "{\"orderId\":\"witness\"} x", "{\"orderId\":\"witness\",\"a\":\(deep)}",
      "{\"orderId\":\"witness\",\"total\":01}", "{\"orderId\":\"witness\",\"total\":NaN}",
      "{\"orderId\":\"wit\u{7}ness\"}", String(repeating: "{\"a\":", count: 100_000),
      "\u{FEFF}{\"orderId\":\"witness\",\"status\":\"SHIPPED\"}",
    ]
    var board = Board()
    let witness = board.order("witness")
    for (index, payload) in payloads.enumerated() {
      let rows = board.state.log.count
      let type = index % 2 == 0 ? "order-updated" : "order-item-removed"
      board.receive(type, payload)
      #expect(board.state.log.count == rows + 1, "\(payload.prefix(60).debugDescription)")
      #expect(board.order("witness") == witness, "\(payload.prefix(60).debugDescription)")
      #expect(board.state.book.count == 1, "\(payload.prefix(60).debugDescription)")
      #expect(board.state.connection.lastEventID == "\(index + 2)")
    }
    #expect(board.isShownAndSaved())
  }

  @Test("64 levels of nesting are read, 65 are one row; of duplicate keys the last counts, in orders and in items")
  func limits() {
    for depth in 1...70 {
      var board = Board()
      // The object itself is the first level.
      let nested = String(repeating: "[", count: depth - 1) + "1" + String(repeating: "]", count: depth - 1)
      board.receive("order-updated", #"{"orderId":"o","a":\#(nested)}"#)
      #expect((board.order("o") != nil) == (depth <= 64), "\(depth)")
      #expect(board.state.log.count == (depth <= 64 ? 0 : 1))
    }
    var board = Board()
    board.receive(
      "order-created",
      #"{"orderId":"a","orderId":"b","assignedTo":"x","assignedTo":"y","total":1,"total":2,"#
        + #""items":[{"itemId":"i","quantity":1}],"items":[{"itemId":"j","quantity":1,"quantity":3}]}"#)
    #expect(board.order("a") == nil)
    #expect(board.order("b")?.assignedTo == "y")
    #expect(board.order("b")?.total == DecimalNumber(2))
    #expect(board.order("b")?.items == [OrderItem(itemID: "j", quantity: DecimalNumber(3))])
  }

  @Test("bytes changed anywhere in any payload: nothing traps, on the way to the screen and to the file")
  func mutations() {
    var generator = SystemRandomNumberGenerator()
    let history = OrderHistory(count: 60).events
    for round in 0..<40 {
      var board = Board()
      for event in history {
        var bytes = Array(event.data.utf8)
        for _ in 0...Int.random(in: 0...3, using: &generator) {
          let place = Int.random(in: 0..<bytes.count, using: &generator)
          switch round % 3 {
          case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
          case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
          default: bytes.insert(Array("{}[]\",:0e-.".utf8).randomElement(using: &generator) ?? 0, at: place)
          }
        }
        board.receive(event.type, String(decoding: bytes, as: UTF8.self))
      }
      #expect(board.isShownAndSaved())
    }
  }
}
