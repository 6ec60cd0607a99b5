import OrderProtocol
import Testing

@testable import OrderStore

@Suite("Orders: what each event changes")
struct OrderFoldTests {
  private let created = received(
    ("order-created", #"{"orderId":"o1","customerId":"c1","status":"CREATED","items":[]}"#))

  @Test("a created order is new on the board, with its fields and nothing else")
  func creation() {
    expect(created, from: state(), at: at(10)) { state in
      var entry = OrderEntry(
        id: OrderID("o1"), status: .created, isPartial: false, at: at(10), since: at(10).wall, generation: 0)
      entry.customerID = "c1"
      entry.isTotalOutdated = true
      entry.isItemCountOutdated = true
      entry.lastEventID = "1"
      entry.changed = .order
      entry.changedAt = .seconds(10)
      state.book.add(entry)
      state.tallies.enter(.created)
      state.connection.lastSignOfLife = .seconds(10)
      state.connection.lastEventID = "1"
      state.connection.lastEvent = .seconds(10)
      state.connection.eventCount = 1
      state.connection.rate.add(1, at: .seconds(10))
    }
  }

  @Test("the protocol's first example ends as 101.97 for 3 items, shipped by UPS")
  func lifecycle() {
    let state = state(
      received(
        ("order-created", #"{"orderId":"o","customerId":"c","status":"CREATED","total":0}"#),
        ("order-item-added", #"{"orderId":"o","itemId":"i1","name":"Widget","quantity":2,"price":25.99}"#),
        ("order-item-added", #"{"orderId":"o","itemId":"i2","name":"Gadget","quantity":1,"price":49.99}"#)))
    let open = state.order("o")
    #expect(open?.shownTotal == Stated(DecimalNumber("101.97")!, isComputed: true))
    #expect(open?.shownItemCount == Stated(DecimalNumber(3), isComputed: true))

    var shipped = state
    let rest = received(
      ("order-updated", #"{"orderId":"o","total":101.97,"itemCount":3}"#),
      ("order-submitted", #"{"orderId":"o","status":"PENDING","submittedAt":"2024-07-15T14:35:00Z"}"#),
      ("order-updated", #"{"orderId":"o","status":"PROCESSING","assignedTo":"warehouse-1"}"#),
      ("order-shipped", #"{"orderId":"o","status":"SHIPPED","trackingNumber":"1Z9","carrier":"UPS"}"#), firstID: 4)
    _ = reduce(into: &shipped, action: rest, at: at(5))
    let order = shipped.order("o")
    #expect(order?.shownTotal == Stated(DecimalNumber("101.97")!))
    #expect(order?.shownItemCount == Stated(DecimalNumber(3)))
    #expect(order?.status == .shipped)
    #expect(order?.place == "UPS 1Z9")
    #expect(order?.assignedTo == "warehouse-1")
    #expect(shipped.tallies[.shipped] == 1)
    #expect(shipped.tallies[.created] == 0)
    #expect(shipped.tallies[.pending] == 0)
    #expect(shipped.tallies.shippedLastHour.total(at: .seconds(5)) == 1)
  }

  @Test("items that come again are kept as they were written last; a number written otherwise is no change")
  func numbersOfItems() {
    func items(_ price: String) -> (type: String, data: String) {
      ("order-updated", #"{"orderId":"o","items":[{"itemId":"i","price":\#(price)}]}"#)
    }
    var state = state(received(items("5.5")))
    #expect(state.order("o")?.items.first?.price?.scale == 1)
    _ = reduce(into: &state, action: received(items("5.50"), firstID: 2), at: at(100))
    #expect(state.order("o")?.items.first?.price?.scale == 2)
    #expect(state.order("o")?.changedAt != .seconds(100))
  }

  @Test(
    "where an event names no status, its type does",
    arguments: [
      ("order-created", OrderStatus.created), ("order-submitted", .pending), ("order-shipped", .shipped),
      ("order-cancelled", .cancelled),
    ])
  func impliedStatus(type: String, status: OrderStatus) {
    #expect(state(received((type, #"{"orderId":"o"}"#))).order("o")?.status == status)
  }

  @Test("a status outside the known five is kept, and counts as open")
  func unknownStatus() {
    var state = state(created, received(("order-updated", #"{"orderId":"o1","status":"ON_HOLD"}"#)))
    #expect(state.order("o1")?.status == .other("ON_HOLD"))
    #expect(state.snapshot(at: at(2), viewport: Viewport(orderRows: 5)).counts.other == 1)
    #expect(state.snapshot(at: at(2), viewport: Viewport(orderRows: 5)).counts.open == 1)
  }

  @Test("an update changes what it carries, and null or absent change nothing")
  func merge() {
    let state = state(
      received(("order-created", #"{"orderId":"o","customerId":"c","total":5,"assignedTo":"w1","note":"a"}"#)),
      received(("order-updated", #"{"orderId":"o","customerId":null,"total":6,"note":"b"}"#)))
    let order = state.order("o")
    #expect(order?.customerID == "c")
    #expect(order?.total == DecimalNumber(6))
    #expect(order?.assignedTo == "w1")
    #expect(order?.unknown == [UnknownField(name: "note", json: #""b""#)])
  }

  @Test("order-created replaces what was known")
  func replacement() {
    let state = state(
      received(("order-created", #"{"orderId":"o","customerId":"c","items":[{"itemId":"i","quantity":1,"price":2}]}"#)),
      received(("order-created", #"{"orderId":"o","status":"PENDING"}"#)))
    #expect(state.order("o")?.customerID == nil)
    #expect(state.order("o")?.items == [])
    #expect(state.order("o")?.status == .pending)
    #expect(state.order("o")?.firstSeen == at(0).wall)
    #expect(state.tallies[.pending] == 1)
    #expect(state.tallies[.created] == 0)
  }

  @Test("a change to an order never seen makes a partial one")
  func partial() {
    let state = state(received(("order-updated", #"{"orderId":"o","status":"PROCESSING"}"#)))
    #expect(state.order("o")?.isPartial == true)
    #expect(state.order("o")?.status == .processing)
    #expect(state.tallies[.processing] == 1)
  }

  @Test("an item is replaced by its id, and removing one that is not there is no error")
  func items() {
    var state = state(
      created, received(("order-item-added", #"{"orderId":"o1","itemId":"i","quantity":1,"price":2}"#)),
      received(("order-item-added", #"{"orderId":"o1","itemId":"i","quantity":3,"price":2}"#)),
      received(("order-item-removed", #"{"orderId":"o1","itemId":"nope"}"#)))
    #expect(state.order("o1")?.items == [OrderItem(itemID: "i", quantity: DecimalNumber(3), price: DecimalNumber(2))])
    #expect(state.log.count == 0)
    _ = reduce(into: &state, action: received(("order-item-removed", #"{"orderId":"o1","itemId":"i"}"#)), at: at(9))
    #expect(state.order("o1")?.items == [])
    #expect(state.order("o1")?.shownTotal == Stated(DecimalNumber(0), isComputed: true))
  }

  @Test("saying a status again does not make the order younger in it; a late word on its submission does count")
  func repeatedStatus() {
    let pending = received(("order-submitted", #"{"orderId":"o"}"#))
    let again = received(("order-updated", #"{"orderId":"o","status":"PENDING","timestamp":"2024-07-15T14:00:09Z"}"#))
    #expect(state(pending, again).order("o")?.statusSince == at(0).wall)
    let told = received(("order-submitted", #"{"orderId":"o","submittedAt":"2024-07-15T13:59:00Z"}"#))
    #expect(state(pending, told).order("o")?.statusSince == Timestamp("2024-07-15T13:59:00Z"))
  }

  @Test("total and item count are the server's word until an item changes, and again once restated")
  func restated() {
    let added = #"{"orderId":"o1","itemId":"i","quantity":2,"price":1.5}"#
    var state = state(created, received(("order-item-added", added)))
    func totals(after type: String, _ data: String) -> [Bool?] {
      _ = reduce(into: &state, action: received((type, data)), at: at(9))
      let order = state.order("o1")
      return [order?.shownTotal?.isComputed, order?.shownItemCount?.isComputed]
    }
    #expect(totals(after: "order-updated", #"{"orderId":"o1","total":3}"#) == [false, true])
    #expect(totals(after: "order-updated", #"{"orderId":"o1","itemCount":2}"#) == [false, false])
    #expect(totals(after: "order-item-added", added) == [true, true])
    #expect(totals(after: "order-updated", #"{"orderId":"o1","total":3,"itemCount":2}"#) == [false, false])
    #expect(totals(after: "order-item-removed", #"{"orderId":"o1","itemId":"i"}"#) == [true, true])
  }

  @Test("shipping and cancelling are noticed once, with what is known of them")
  func closing() {
    let shipped = received(("order-shipped", #"{"orderId":"a","carrier":"UPS","trackingNumber":"1Z"}"#))
    let cancelled = received(("order-cancelled", #"{"orderId":"b","reason":"no stock"}"#))
    let state = state(shipped, cancelled, cancelled, received(("order-updated", #"{"orderId":"a","total":1}"#)))
    #expect(state.log.rows(9, offset: 0).map(\.title) == ["shipped", "cancelled"])
    #expect(state.log.rows(9, offset: 0).map(\.text) == ["a UPS 1Z", "b: no stock"])
    #expect(state.tallies.shippedLastHour.total(at: .seconds(9)) == 1)
  }

  @Test("an item added after submission stands out, one added before does not")
  func lateItems() {
    let state = state(
      created, received(("order-item-added", #"{"orderId":"o1","itemId":"a","quantity":1,"price":2}"#)),
      received(("order-submitted", #"{"orderId":"o1"}"#)),
      received(("order-item-added", #"{"orderId":"o1","itemId":"b","name":"Late","quantity":1,"price":2}"#)))
    #expect(state.order("o1")?.lateItems == ["b"])
    #expect(state.log.rows(1, offset: 0).map(\.text) == ["o1: Late came after it was submitted"])
  }

  @Test("order ids are compared by their bytes, not by Unicode equivalence")
  func bytewiseIDs() {
    let state = state(
      received(("order-created", "{\"orderId\":\"caf\u{e9}\"}"), ("order-created", "{\"orderId\":\"cafe\u{301}\"}")))
    #expect(state.book.count == 2)
  }

  @Test("a payload that cannot be used costs one log entry and changes no order")
  func malformed() {
    let state = state(created, received(("order-updated", "no json"), ("order-updated", #"{"status":"SHIPPED"}"#)))
    #expect(state.book.count == 1)
    #expect(state.log.rows(9, offset: 0).map(\.title) == ["malformed", "malformed"])
    #expect(state.connection.lastEventID == "2")
  }

  @Test("the usable fields of an order are applied although another is of the wrong type")
  func halfUsable() {
    let state = state(created, received(("order-updated", #"{"orderId":"o1","total":"x","assignedTo":"w"}"#)))
    #expect(state.order("o1")?.assignedTo == "w")
    #expect(state.log.count == 1)
  }
}

@Suite("Orders: replaying any suffix changes nothing")
struct ReplayIdempotenceTests {
  private static let stream: [(String, String)] = [
    ("order-created", #"{"orderId":"a","customerId":"c","total":0,"items":[]}"#),
    ("order-item-added", #"{"orderId":"a","itemId":"1","quantity":2,"price":25.99}"#),
    ("order-created", #"{"orderId":"b"}"#),
    ("order-updated", #"{"orderId":"a","total":51.98,"itemCount":2}"#),
    ("order-item-added", #"{"orderId":"b","itemId":"1","quantity":1,"price":3}"#),
    ("order-submitted", #"{"orderId":"a","submittedAt":"2024-07-15T14:35:00Z"}"#),
    ("order-item-removed", #"{"orderId":"b","itemId":"1"}"#),
    ("order-item-added", #"{"orderId":"a","itemId":"2","quantity":1,"price":1}"#),
    ("order-updated", #"{"orderId":"b","total":4}"#),
    ("order-item-removed", #"{"orderId":"b","itemId":"9"}"#),
    ("order-shipped", #"{"orderId":"a","carrier":"UPS"}"#),
    ("order-cancelled", #"{"orderId":"b","reason":"no stock"}"#),
    ("order-updated", #"{"orderId":"z","status":"ON_HOLD","x":1}"#),
    ("order-created", #"{"orderId":"d","items":[{"itemId":"1","quantity":1},{"itemId":"1","quantity":2}]}"#),
    ("order-item-removed", #"{"orderId":"d","itemId":"1"}"#),
  ]

  /// What an export would show: without the times at which we happened to hear of it.
  private func fold(_ events: some Collection<(String, String)>) -> [String: [String]] {
    var state = DashboardState(settings: Settings())
    for event in events { _ = reduce(into: &state, action: received((event.0, event.1)), at: at(1)) }
    var orders: [String: [String]] = [:]
    state.book.forEachShownSlot { _, entry in
      orders[entry.id.rawValue] = [
        "\(entry.status)", "\(entry.items)", "\(String(describing: entry.shownTotal))",
        "\(String(describing: entry.shownItemCount))", "\(String(describing: entry.customerID))",
        "\(String(describing: entry.place))", "\(entry.isPartial)", "\(entry.unknown)",
        "\(String(describing: entry.submittedAt))",
      ]
    }
    return orders
  }

  @Test("for every prefix and every suffix of it")
  func anySuffix() {
    for end in Self.stream.indices {
      let prefix = Self.stream[...end]
      let once = fold(prefix)
      for start in prefix.indices { #expect(fold(prefix + prefix[start...]) == once, "\(start)...\(end)") }
    }
  }
}
