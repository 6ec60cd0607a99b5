import OrderProtocol
import OrderStore

/// A busy afternoon: 47 open orders, three of them late.
enum Board {
  static let now = Timestamp(milliseconds: 1_784_125_865_000)

  static func ago(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: now.milliseconds - seconds * 1_000) }

  static var busy: Snapshot {
    var snapshot = Snapshot(now: Moment(monotonic: .seconds(10_000), wall: now), timeout: .seconds(60))
    snapshot.source = "127.0.0.1:8080"
    snapshot.filters = ["cust-123"]
    snapshot.phase = .live
    snapshot.gauge = gauge
    snapshot.counts = counts
    snapshot.orders = orders
    snapshot.detail = detail
    snapshot.log = log
    return snapshot
  }

  private static var gauge: HeartbeatGauge {
    var gauge = HeartbeatGauge(timeout: .seconds(60))
    gauge.sinceHeartbeat = .seconds(12)
    gauge.sinceSignOfLife = .milliseconds(400)
    gauge.intervals = (0..<24).map { $0 == 9 ? nil : 30 + Double($0 * 7 % 5) }
    gauge.longestSilence = .seconds(34)
    gauge.lag = .milliseconds(80)
    gauge.eventsPerSecond = 4.2
    gauge.eventHistory = (0..<40).map { $0 * 5 % 9 }
    gauge.reconnects = 2
    gauge.connectedFor = .seconds(2_467)
    gauge.streamID = "live-abc123"
    gauge.lastEventID = "48213"
    gauge.eventCount = 48_213
    return gauge
  }

  private static var counts: OrderCounts {
    var counts = OrderCounts()
    counts.open = 47
    counts.late = 3
    counts.warning = 4
    counts.created = 6
    counts.pending = 15
    counts.processing = 25
    counts.other = 1
    counts.shipped = 765
    counts.cancelled = 12
    counts.latePending = 2
    counts.lateProcessing = 1
    counts.shippedLastHour = 37
    counts.errorsLastHour = 2
    counts.lastError = Timestamp("2026-07-15T14:30:41Z")
    counts.oldestOpen = .seconds(8_049)
    counts.worst = LimitedOrder(id: OrderID("order-4650"), status: .processing, overdue: .seconds(430))
    counts.nextLate = LimitedOrder(id: OrderID("order-4713"), status: .created, overdue: .seconds(-39))
    return counts
  }

  static func order(
    _ number: Int, _ status: OrderStatus, age: Int64, limit: Int64? = nil, items: Int? = 3, total: Int64? = 18_195,
    place: String? = nil, customer: String? = nil
  ) -> OrderRow {
    var row = OrderRow(id: OrderID("order-\(number)"), status: status, age: .seconds(age))
    row.customerID = customer ?? "cust-\(number % 90 + 10)"
    if let limit {
      row.overdue = .seconds(age - limit)
      row.severity = age > limit ? .late : Double(age) > Double(limit) * 0.8 ? .warning : .normal
    }
    row.itemCount = items.map { Stated(DecimalNumber(mantissa: Int64($0))) }
    row.total = total.map { Stated(DecimalNumber(mantissa: $0, scale: 2)) }
    row.place = place
    return row
  }

  private static var rows: [OrderRow] {
    var rows = [
      order(4711, .pending, age: 761, limit: 600, customer: "cust-077"),
      order(4702, .pending, age: 602, limit: 600, items: 1, total: 2_599),
      order(4650, .processing, age: 3_130, limit: 2_700, items: 12, total: 120_400, place: "warehouse-1"),
      order(4688, .processing, age: 2_455, limit: 2_700, items: 2, total: 8_850, place: "warehouse-3"),
      order(4690, .processing, age: 2_401, limit: 2_700, items: 1, total: 1_999, place: "warehouse-2"),
      order(4709, .pending, age: 540, limit: 600, items: 7, total: 44_010),
      order(4713, .created, age: 261, limit: 300, items: nil, total: nil),
      order(4714, .created, age: 41, limit: 300, items: 1, total: 4_999),
      order(4680, .other("ON_HOLD"), age: 5_000, items: 4, total: 9_900, place: "customs"),
    ]
    rows[2].changed = [.total, .place]
    rows[3].isUnverified = true
    rows[4].total?.isComputed = true
    rows[4].itemCount?.isComputed = true
    rows[5].isPartial = true
    rows[7].changed = [.order, .status]
    rows += (0..<38).map { number in
      order(
        4600 + number, number % 3 == 0 ? .pending : .processing, age: Int64(400 - number * 9), limit: 2_700,
        items: number % 4 + 1, total: Int64(1_999 * (number + 1)),
        place: number % 3 == 0 ? nil : "warehouse-\(number % 5 + 1)")
    }
    rows += [
      order(4601, .shipped, age: 90, items: 2, total: 7_550, place: "UPS 1Z999AA10123456784"),
      order(4588, .cancelled, age: 93_600, items: 1, total: 999, place: "customer changed their mind"),
    ]
    return rows
  }

  private static var orders: OrderList {
    var orders = OrderList()
    orders.rows = rows
    orders.matching = rows.count
    orders.total = 812
    orders.selectedRow = 1
    return orders
  }

  private static var detail: OrderDetail {
    func money(_ cents: Int64) -> DecimalNumber { DecimalNumber(mantissa: cents, scale: 2) }
    var detail = OrderDetail(
      row: rows[0],
      items: [
        OrderItem(itemID: "item-1", name: "Widget", quantity: DecimalNumber(mantissa: 2), price: money(2_599)),
        OrderItem(
          itemID: "item-2", name: "Gadget with a rather long name", quantity: DecimalNumber(mantissa: 1),
          price: money(4_999),
          unknown: [UnknownField(name: "colour", json: "\"green\"")]),
        OrderItem(itemID: "item-9", quantity: nil, price: money(8_098)),
      ],
      firstSeen: ago(1_400), lastChanged: ago(761), lastEventID: "48190", lateItems: ["item-2"])
    detail.submittedAt = ago(761)
    detail.unknown = [UnknownField(name: "priority", json: "\"express\"")]
    return detail
  }

  private static var log: LogList {
    var log = LogList()
    let trouble = LogRow(
      at: ago(24), level: .warning, title: "RATE_LIMITED", text: "Too many connections (recoverable, retry in 30 s)",
      count: 3)
    log.rows = [
      LogRow(at: ago(900), level: .info, title: "order-created", text: "order-4713"),
      LogRow(at: ago(610), level: .error, title: "malformed", text: "order-updated 48111: total is no number"),
      LogRow(at: ago(320), level: .notice, title: "connection", text: "connected again after 4 s"),
      LogRow(at: ago(200), level: .info, title: "order-item-added", text: "order-4711 Gadget ×1"),
      LogRow(at: ago(160), level: .info, title: "order-cancelled", text: "order-4588 customer changed their mind"),
      LogRow(at: ago(101), level: .info, title: "order-updated", text: "order-4650 total 1204.00, warehouse-1"),
      LogRow(at: ago(60), level: .info, title: "order-shipped", text: "order-4601 UPS 1Z999AA10123456784"),
      LogRow(at: ago(41), level: .info, title: "order-created", text: "order-4714"),
      trouble,
    ]
    log.total = 214
    log.newestTrouble = trouble
    return log
  }
}
