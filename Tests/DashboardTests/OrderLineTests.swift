import OrderProtocol
import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("One order in one row")
struct OrderLineTests {
  @Test(
    "of numbered places the number is kept, of reasons and parcels the beginning",
    arguments: [
      (OrderStatus.processing, "warehouse-north-17", "…"), (.processing, "warehouse of the north", "warehouse"),
      (.cancelled, "address 17 could not be found 17", "address"), (.shipped, "UPS 1Z999AA10123456784", "UPS 1Z"),
    ])
  func places(status: OrderStatus, place: String, kept: String) throws {
    let screen = Fixture("mark") { snapshot in
      snapshot.orders.rows[0].status = status
      snapshot.orders.rows[0].place = place
    }.drawn(80, 10)
    let row = try #require(screen.text.split(separator: "\n").first { $0.contains("…") && $0.contains(status.word) })
    #expect(row.contains(kept), "\(row)")
    #expect(row.contains("-17") == (place == "warehouse-north-17"), "\(row)")
  }
}
