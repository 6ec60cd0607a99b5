import OrderProtocol
import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Columns of the orders")
struct OrderColumnsTests {
  private func columns(_ width: Int, _ ids: [String]) -> OrderColumns {
    let rows = ids.map { OrderRow(id: OrderID($0), status: .pending, age: .zero) }
    return OrderColumns(OrderColumn.standard, width: width, orders: rows, charset: .unicode)
  }

  @Test(
    "an order id has room before wide columns have more than they need",
    arguments: [("order-12345", 78), ("order-100000", 78), ("ORD-2026-00042", 79), ("ORD-2026-000042", 80)])
  func ids(id: String, width: Int) throws {
    for width in width...200 {
      #expect(try #require(columns(width, [id])[.order]).count >= id.count, "\(width)")
    }
  }

  @Test("it leaves the other columns what they cannot do without", arguments: [20, 39, 60, 78, 81, 109, 160])
  func others(width: Int) throws {
    let long = columns(width, [String(repeating: "x", count: 1_000)])
    let short = columns(width, ["4711"])
    for column in OrderColumn.standard {
      #expect((long[column] == nil) == (short[column] == nil), "\(column)")
    }
    #expect(try #require(long[.order]).count <= max(24, width / 4))
    if let place = long[.place] { #expect(place.count >= 7) }
    if let customer = long[.customer] { #expect(customer.count >= 9) }
  }

  @Test("an id that is too long for any screen takes no room from others", arguments: [81, 120])
  func tooLong(width: Int) {
    let long = columns(width, [String(repeating: "x", count: 1_000), "order-4711"])
    #expect((long[.place]?.count ?? 0) >= 11)
  }

  @Test("ids of nearly the same length leave the columns where they are")
  func steady() {
    #expect(columns(120, ["order-100000"])[.status] == columns(120, ["order-7", "order-9999"])[.status])
    #expect(columns(120, ["order-2026-001"])[.status] == columns(120, ["order-2026-00001"])[.status])
  }
}
