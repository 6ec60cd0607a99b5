import OrderProtocol
import OrderStore

extension Fixture {
  /// Alarms in all their states.
  static let alarms = Fixture("alarms") { snapshot in
    snapshot.counts.late = 4
    snapshot.counts.alarms.newLate = 2
    snapshot.counts.alarms.newCancelled = 1
    snapshot.counts.alarms.acknowledged = 1
    snapshot.counts.alarms.cleared = 1
    snapshot.counts.alarms.shelved = 1
    snapshot.unacknowledged = 4
    var rows = snapshot.orders.rows
    rows[0].alarm = ShownAlarm(.new, since: Board.ago(161))
    rows[1].alarm = ShownAlarm(.new, since: Board.ago(2))
    rows[1].isUnverified = true
    rows[2].alarm = ShownAlarm(.acknowledged, since: Board.ago(60))
    var gone = Board.order(4640, .cancelled, age: 200, place: "no longer needed")
    gone.alarm = ShownAlarm(.new, isCancellation: true, since: Board.ago(200))
    rows.insert(gone, at: 3)
    var shipped = Board.order(4631, .shipped, age: 90, place: "UPS 1Z999AA10123456783")
    shipped.alarm = ShownAlarm(.cleared, since: Board.ago(60))
    rows.insert(shipped, at: 5)
    var shelved = Board.order(4622, .processing, age: 4_000, limit: 2_700, place: "warehouse-1")
    shelved.alarm = ShownAlarm(.shelved, since: Board.ago(140), remaining: .seconds(760))
    rows.insert(shelved, at: 6)
    snapshot.orders.rows = rows
    snapshot.detail?.row = rows[0]
  }
}
