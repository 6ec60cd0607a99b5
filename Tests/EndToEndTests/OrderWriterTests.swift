import OrderProtocol
import SavedState
import Testing

@testable import ordertop

/// The formats of `export`, byte by byte.
@Suite("Order writers")
struct OrderWriterTests {
  private static let then = Timestamp(milliseconds: 1_721_053_800_000)

  static func order(_ id: String, _ change: (inout SavedOrder) -> Void = { _ in }) -> SavedOrder {
    var order = SavedOrder(id: OrderID(id), statusSince: then, firstSeen: then, lastChanged: then)
    change(&order)
    return order
  }

  private static let full = order("order-100") { order in
    order.customerID = "cust-123"
    order.status = .shipped
    order.items = [
      OrderItem(
        itemID: "item-1", name: "Widget, \"large\"", quantity: DecimalNumber(2),
        price: DecimalNumber(mantissa: 2_590, scale: 2), unknown: [UnknownField(name: "colour", json: "\"red\"")]),
      OrderItem(itemID: "item-2"),
    ]
    order.total = DecimalNumber(mantissa: 10_000, scale: 2)
    order.itemCount = 3
    order.submittedAt = then
    order.assignedTo = "warehouse-1"
    order.trackingNumber = "1Z999AA10123456784"
    order.carrier = "UPS"
    order.cancellationReason = ""
    order.isTotalOutdated = true
    order.unknown = [UnknownField(name: "priority", json: "1")]
  }

  private func written(_ writer: some OrderWriter, _ orders: [SavedOrder]) -> String {
    var writer = writer
    for order in orders { writer.add(order) }
    writer.finish()
    return String(decoding: writer.take(), as: UTF8.self)
  }

  private func json(_ orders: SavedOrder...) -> String { written(OrderJSONWriter(), orders) }
  private func csv(_ orders: SavedOrder..., isForTerminal: Bool = false) -> String {
    written(OrderCSVWriter(isForTerminal: isForTerminal), orders)
  }

  private static let head =
    "orderId,customerId,status,items,total,itemCount,submittedAt,assignedTo,trackingNumber,carrier,cancellationReason\r\n"

  @Test("no order")
  func empty() {
    #expect(json() == "[]\n")
    #expect(csv() == Self.head)
  }

  @Test("every field has its place; what is unknown is left out, and items are always there")
  func jsonFields() {
    #expect(
      json(Self.full, Self.order("order-101")) == """
        [
        {"orderId":"order-100","customerId":"cust-123","status":"SHIPPED","items":\
        [{"itemId":"item-1","name":"Widget, \\"large\\"","quantity":2,"price":25.90},{"itemId":"item-2"}],\
        "total":100.00,"itemCount":3,"submittedAt":"2024-07-15T14:30:00Z","assignedTo":"warehouse-1",\
        "trackingNumber":"1Z999AA10123456784","carrier":"UPS","cancellationReason":""},
        {"orderId":"order-101","status":"CREATED","items":[]}
        ]

        """)
  }

  @Test("the columns of a table are the same fields")
  func csvFields() {
    let line =
      #"order-100,cust-123,SHIPPED,"[{""itemId"":""item-1"",""name"":""Widget, \""large\"""",""quantity"":2,"#
      + #"""price"":25.90},{""itemId"":""item-2""}]",100.00,3,2024-07-15T14:30:00Z,warehouse-1,"#
      + #"1Z999AA10123456784,UPS,"""#
    #expect(csv(Self.full, Self.order("order-101")) == Self.head + line + "\r\norder-101,,CREATED,[],,,,,,,\r\n")
  }

  @Test("a submission time is told as the server wrote it")
  func submissionTime() {
    let order = Self.order("a") { order in
      order.submittedAt = Self.then
      order.submittedAtText = "2024-07-15T16:30:00.000+02:00"
    }
    #expect(json(order).contains(#""submittedAt":"2024-07-15T16:30:00.000+02:00""#))
    #expect(csv(order).contains("2024-07-15T16:30:00.000+02:00"))
  }

  @Test("any text is valid JSON, and harmless to look at")
  func hostileJSON() {
    let order = Self.order("\u{0}\"\\\n\u{1B}[2J\u{7F}\u{9B}\u{202E}\u{2028}é🙂\u{FFFF}\u{E0041}日")
    let id = #""orderId":"\u0000\"\\\n\u001b[2J\u007f\u009b\u202e\u2028é🙂\uffff\udb40\udc41日""#
    #expect(json(order).contains(id))
  }

  @Test("any text is one field of a table, exactly")
  func hostileCSV() {
    let texts = [
      ("a\r\nb", "\"a\r\nb\""), ("a\rb", "\"a\rb\""), ("a\nb", "\"a\nb\""), ("a,b", "\"a,b\""), ("\"", "\"\"\"\""),
      ("\u{0}", "\"\u{0}\""), (" a ", " a "), ("=1+1", "=1+1"), ("\u{1B}[2J", "\"\u{1B}[2J\""),
      ("\u{9B}é🙂", "\u{9B}é🙂"),
    ]
    for (text, field) in texts {
      let written = csv(Self.order("a") { $0.carrier = text })
      #expect(Array(written.utf8) == Array((Self.head + "a,,CREATED,[],,,,,,\(field),\r\n").utf8))
    }
  }

  @Test("on a terminal a table has no control characters")
  func terminalCSV() {
    let order = Self.order("a\u{1B}]0;x\u{7}b\r\n\u{9B}\u{202E}") { order in
      order.items = [OrderItem(itemID: "\u{1B}\u{9B}")]
      order.carrier = String(repeating: "long ", count: 1_000)
    }
    let text = csv(order, isForTerminal: true).dropFirst(Self.head.count)
    #expect(text.hasPrefix("a·]0;x·b····,,CREATED,"))
    #expect(text.hasSuffix("long ,\r\n"))
    #expect(!text.unicodeScalars.dropLast(2).contains { $0.properties.generalCategory == .control })
  }

  @Test("numbers keep their digits, as long as they may be")
  func numbers() {
    let order = Self.order("a") { order in
      order.total = DecimalNumber(mantissa: .min, scale: 18)
      order.itemCount = .max
      order.items = [OrderItem(itemID: "", quantity: DecimalNumber(mantissa: 0, scale: 3))]
    }
    #expect(json(order).contains(#""quantity":0.000}],"total":-9.223372036854775808,"itemCount":9223372036854775807}"#))
  }
}
