import OrderProtocol
import OrderStore
package import TerminalUI

/// A small board that shows what a theme looks like: late, nearly late, changed, shipped, cancelled and selected orders.
package enum ThemePreview {
  package static let rows = 9
  /// Narrower ones show nothing of use.
  package static let fewestColumns = 40

  /// Draws it as the dashboard would be drawn on a screen of that size.
  package static func draw(look: Look, columns: Int, charset: Charset) -> Surface {
    Dashboard.draw(snapshot, look: look, size: Size(columns: columns, rows: rows), charset: charset)
  }

  private static var snapshot: Snapshot {
    var snapshot = Snapshot(
      now: Moment(monotonic: .seconds(2_467), wall: Timestamp(milliseconds: 1_721_054_462_000)), timeout: .seconds(60))
    snapshot.phase = .live
    snapshot.gauge.sinceHeartbeat = .seconds(12)
    snapshot.gauge.sinceSignOfLife = .seconds(1)
    snapshot.gauge.connectedFor = .seconds(2_467)
    snapshot.gauge.eventsPerSecond = 4.2
    snapshot.gauge.eventHistory = [3, 5, 4, 2, 6, 8, 3, 4, 5, 7, 4, 2, 5, 4, 6, 4]
    snapshot.source = "127.0.0.1:8080"
    snapshot.counts.open = 47
    snapshot.counts.late = 3
    snapshot.counts.created = 6
    snapshot.counts.pending = 16
    snapshot.counts.processing = 25
    snapshot.counts.shippedLastHour = 37
    snapshot.orders.rows = orders
    snapshot.orders.matching = 47
    snapshot.orders.total = 812
    snapshot.orders.selectedRow = 2
    snapshot.log.newestTrouble = LogRow(
      at: Timestamp(milliseconds: 1_721_054_438_000), level: .warning, title: "RATE_LIMITED", text: "")
    return snapshot
  }

  private static var orders: [OrderRow] {
    var rows = [
      order(4711, .pending, age: 761, limit: 600, severity: .late, items: 3, cents: 18_195),
      order(4688, .processing, age: 2_455, limit: 2_700, severity: .warning, items: 2, cents: 8_850, "warehouse-3"),
      order(4714, .created, age: 41, limit: 300, items: 1, cents: 4_999),
      order(4640, .shipped, age: 90, items: 2, cents: 7_550, "UPS 1Z999AA10123456784"),
      order(4588, .cancelled, age: 4_260, items: 1, cents: 999, "customer changed their mind"),
    ]
    rows[2].changed = [.total, .items]
    rows[4].isUnverified = true
    return rows
  }

  private static func order(
    _ number: Int, _ status: OrderStatus, age: Int64, limit: Int64? = nil, severity: Severity = .normal, items: Int64,
    cents: Int64, _ place: String? = nil
  ) -> OrderRow {
    OrderRow(
      id: OrderID("order-\(number)"), customerID: "cust-\(number % 97)", status: status, age: .seconds(age),
      overdue: limit.map { .seconds(age - $0) }, severity: severity,
      itemCount: Stated(DecimalNumber(mantissa: items)), total: Stated(DecimalNumber(mantissa: cents, scale: 2)),
      place: place)
  }
}
