import OrderProtocol
import OrderStore

extension Fixture {
  /// More of everything than a screen has room for.
  static let extremes: [Fixture] = [
    Fixture("wide") { snapshot in
      let names = [
        "注文-四七一一", "order-日本語", "café-e\u{301}\u{327}", "Ωmega-한국어", "paket-👩🏽‍🚀🇩🇪", "ทดสอบ-ก็", "שלום-١٢٣",
      ]
      for (index, name) in names.enumerated() {
        snapshot.orders.rows[index].id = OrderID(name)
        snapshot.orders.rows[index].customerID = "顧客-\(index)"
        snapshot.orders.rows[index].place = index % 2 == 0 ? "倉庫\(index)・東京都千代田区" : "Straße e\u{301}\u{323} \(index)"
        snapshot.log.rows[index].text = "\(name) \(name)"
      }
      snapshot.orders.rows[4].status = .other("保留中")
      snapshot.detail?.row = snapshot.orders.rows[0]
      snapshot.detail?.items = names.map { name in
        OrderItem(
          itemID: name, name: "商品 \(name)", quantity: DecimalNumber(mantissa: 2),
          price: DecimalNumber(mantissa: 2_599, scale: 2))
      }
      snapshot.source = "注文.example"
      snapshot.filters = ["顧客-東京", "e\u{301}clair"]
    },
    Fixture("long-names") { snapshot in
      let long = (0..<1_000).map { String($0 % 10) }.joined()
      for index in snapshot.orders.rows.indices {
        snapshot.orders.rows[index].id = OrderID("\(long)-\(index)")
        snapshot.orders.rows[index].customerID = "c-\(long)"
        snapshot.orders.rows[index].place = "w-\(long)"
        if index % 3 == 0 { snapshot.orders.rows[index].status = .other("S-\(long)") }
      }
      snapshot.source = "host-\(long)"
      snapshot.filters = ["filter-\(long)"]
      snapshot.view.filter = "item:\(long)"
      snapshot.gauge.streamID = "stream-\(long)"
      snapshot.gauge.lastEventID = "id-\(long)"
      for index in snapshot.log.rows.indices {
        snapshot.log.rows[index].title = "type-\(long)"
        snapshot.log.rows[index].text = "text-\(long)"
      }
      let item = OrderItem(
        itemID: "i-\(long)", name: "name-\(long)", quantity: DecimalNumber(mantissa: 2),
        price: DecimalNumber(mantissa: 2_599, scale: 2), unknown: [UnknownField(name: "f-\(long)", json: "\"\(long)\"")]
      )
      snapshot.detail = OrderDetail(
        row: snapshot.orders.rows[0], items: [item, item], assignedTo: "a-\(long)", carrier: "c-\(long)",
        cancellationReason: "r-\(long)", unknown: [UnknownField(name: "f-\(long)", json: "\"\(long)\"")],
        firstSeen: Board.ago(1_400), lastChanged: Board.ago(761), lastEventID: "id-\(long)")
    },
    Fixture("many-items") { snapshot in
      snapshot.view.showsDetailOnly = true
      snapshot.view.detailFirstLine = 5_000
      snapshot.detail?.row.itemCount = Stated(DecimalNumber(mantissa: 10_000))
      snapshot.detail?.items = (1...10_000).map { number in
        OrderItem(
          itemID: "item-\(number)", name: "Thing \(number)", quantity: DecimalNumber(mantissa: Int64(number)),
          price: DecimalNumber(mantissa: 2_599, scale: 2))
      }
    },
    Fixture("many-orders") { snapshot in
      snapshot.orders.total = 1_234_567
      snapshot.orders.matching = 100_049
      snapshot.orders.firstRow = 99_990
      // What the store hands out are the visible rows alone.
      let rows = snapshot.orders.rows
      snapshot.orders.rows = (0..<100_049).map { rows[$0 % rows.count] }
      snapshot.orders.selectedRow = 3
      snapshot.counts.open = 100_000
      snapshot.counts.late = 12_345
      snapshot.counts.warning = 5_432
      snapshot.counts.created = 40_000
      snapshot.counts.pending = 30_000
      snapshot.counts.processing = 29_000
      snapshot.counts.other = 1_000
      snapshot.counts.shipped = 1_034_567
      snapshot.counts.cancelled = 99_999
      snapshot.counts.agedOut = 1_234
      snapshot.counts.lateCreated = 10_000
      snapshot.counts.latePending = 2_000
      snapshot.counts.lateProcessing = 345
      snapshot.counts.shippedLastHour = 36_000
      snapshot.counts.errorsLastHour = 1_200
      snapshot.gauge.eventsPerSecond = 48_210.5
      snapshot.gauge.eventCount = 123_456_789
      snapshot.gauge.lastEventID = "123456789"
      snapshot.log.total = 10_000
    },
  ]
}
