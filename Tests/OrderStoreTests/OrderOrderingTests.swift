import OrderProtocol
import Testing

@testable import OrderStore

@Suite("Order of the orders")
struct OrderOrderingTests {
  /// Orders of every kind: known and unknown values, the same values several times.
  private func board() -> DashboardState {
    var events: [(String, String)] = []
    for index in 0..<60 {
      let id = "o\((index * 37) % 60)"
      var fields = #""orderId":"\#(id)""#
      if index % 4 > 0 { fields += #","customerId":"cust-\#(index % 7)""# }
      if index % 3 > 0 { fields += #","total":\#(index % 5).\#(index % 2)0"# }
      if index % 5 > 0 { fields += #","itemCount":\#(index % 6)"# }
      if index % 6 > 1 { fields += #","assignedTo":"w-\#(index % 4)""# }
      let statuses = ["CREATED", "PENDING", "PROCESSING", "HOLD", "AT CUSTOMS", "SHIPPED", "CANCELLED"]
      fields += #","status":"\#(statuses[index % statuses.count])""#
      if index % 7 == 5 { fields += #","carrier":"\#(index % 2 == 0 ? "UPS" : "DHL")","trackingNumber":"\#(index)""# }
      if index % 7 == 6, index % 2 == 0 { fields += #","cancellationReason":"w-2""# }
      events.append(("order-updated", "{\(fields)}"))
    }
    var state = DashboardState(settings: Settings())
    for (number, event) in events.enumerated() {
      _ = reduce(into: &state, action: received(event), at: at(Double(number / 3)))
    }
    return state
  }

  private func ids(_ state: inout DashboardState, at moment: Moment = at(100)) -> [String] {
    state.snapshot(at: moment, viewport: Viewport(orderRows: 100)).orders.rows.map(\.id.rawValue)
  }

  private func sort(_ state: inout DashboardState, by column: SortColumn, isReversed: Bool) {
    state.view.sort = column
    state.view.isReversed = isReversed
  }

  @Test("each column is a strict total order", arguments: SortColumn.allCases, [false, true])
  func total(column: SortColumn, isReversed: Bool) throws {
    var state = board()
    sort(&state, by: column, isReversed: isReversed)
    _ = ids(&state)
    let ordering = OrderOrdering(
      column: column, isReversed: isReversed, limits: state.settings.limits, now: at(100).wall)
    func precedes(_ one: OrderBook.Slot, _ other: OrderBook.Slot) throws -> Bool {
      let mine = ordering.key(try #require(state.book.entry(one)))
      let theirs = ordering.key(try #require(state.book.entry(other)))
      return mine == theirs ? ordering.breaksTie(one, other, in: state.book) : mine < theirs
    }
    let slots = state.index.rows.slots
    #expect(slots.count == 60)
    for (index, one) in slots.enumerated() {
      #expect(try !precedes(one, one))
      for other in slots[(index + 1)...] {
        #expect(try precedes(one, other) && !precedes(other, one), "\(column): \(one) and \(other)")
      }
    }
  }

  @Test("changes one by one lead to the same rows as sorting everything at once", arguments: SortColumn.allCases)
  func stable(column: SortColumn) {
    var kept = board()
    sort(&kept, by: column, isReversed: true)
    _ = ids(&kept)
    for index in 0..<40 {
      let fields = [
        #""total":\#(index % 4)"#, #""customerId":"cust-\#(index % 3)""#, #""assignedTo":"w-\#(index % 9)""#,
        #""status":"\#(["HOLD", "ASK", "PENDING"][index % 3])""#, #""itemCount":\#(index % 5)"#,
        #""carrier":"GLS","trackingNumber":"\#(40 - index)""#,
      ]
      let event = ("order-updated", #"{"orderId":"o\#(index * 7 % 60)",\#(fields[index % fields.count])}"#)
      _ = reduce(into: &kept, action: received(event), at: at(100))
      let rows = ids(&kept)
      var fresh = kept
      fresh.index = OrderIndex(limits: .standard)
      #expect(rows == ids(&fresh), "\(column) after change \(index)")
    }
  }

  @Test("orders of the same value stand by id, in both directions; those without one come last")
  func ties() {
    var state = state(
      received(
        ("order-updated", #"{"orderId":"b","status":"X","total":5}"#),
        ("order-updated", #"{"orderId":"c","status":"X"}"#),
        ("order-updated", #"{"orderId":"a","status":"X","total":5}"#),
        ("order-updated", #"{"orderId":"d","status":"X","total":9}"#)))
    sort(&state, by: .total, isReversed: false)
    #expect(ids(&state) == ["d", "a", "b", "c"])
    sort(&state, by: .total, isReversed: true)
    #expect(ids(&state) == ["a", "b", "d", "c"])
  }

  @Test("places are sorted by carrier and number, by who has the order, by the reason of its end")
  func places() {
    var state = state(
      received(
        ("order-shipped", #"{"orderId":"1","carrier":"UPS","trackingNumber":"2"}"#),
        ("order-shipped", #"{"orderId":"2","carrier":"UPS","trackingNumber":"10"}"#),
        ("order-shipped", #"{"orderId":"3","carrier":"UPS"}"#), ("order-cancelled", #"{"orderId":"4"}"#),
        ("order-cancelled", #"{"orderId":"5","reason":"Damaged"}"#),
        ("order-updated", #"{"orderId":"6","assignedTo":"Torino"}"#)))
    sort(&state, by: .place, isReversed: false)
    #expect(ids(&state) == ["5", "6", "3", "2", "1", "4"])
    sort(&state, by: .place, isReversed: true)
    #expect(ids(&state) == ["1", "2", "3", "6", "5", "4"])
  }

  @Test("choosing a column sorts by it; choosing it again turns it round")
  func choosing() {
    var state = board()
    func choose(_ column: SortColumn) -> String? {
      _ = reduce(into: &state, action: .command(.sort(by: column)), at: at(100))
      return state.snapshot(at: at(100), viewport: Viewport()).notice
    }
    #expect(choose(.total) == "sorted by total")
    #expect(choose(.total) == "sorted by total, reversed")
    #expect(state.view.isReversed)
    #expect(choose(.total) == "sorted by total")
    #expect(choose(.place) == "sorted by where")
    #expect(choose(.worstFirst) == "sorted by worst first")
    #expect(choose(.worstFirst) == "sorted by worst first, reversed")
  }
}
