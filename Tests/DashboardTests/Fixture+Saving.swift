import EventStream
import OrderProtocol
import OrderStore
import SavedState

extension Fixture {
  /// What a restart and a full disk look like.
  static let saving: [Fixture] = [
    Fixture("restored") { snapshot in
      snapshot.phase = .connecting(attempt: 0)
      snapshot.asOf = Board.ago(7_322)
      snapshot.saving = .saved
      snapshot.gauge = HeartbeatGauge(timeout: .seconds(60))
      snapshot.gauge.lastEventID = "48213"
    },
    Fixture("restored-replay") { snapshot in
      snapshot.phase = .replaying(done: 112, total: 300)
      snapshot.asOf = Board.ago(7_322)
      snapshot.saving = .saved
    },
    Fixture("restored-gap") { snapshot in
      snapshot.phase = .waiting(
        remaining: .milliseconds(6_400), .retry(number: 3, limit: 10, reason: "connection refused"))
      snapshot.asOf = Board.ago(61_000)
      snapshot.saving = .saved
      snapshot.gauge.connectedFor = nil
      snapshot.gaps = [
        Gap(at: Board.ago(90_000), reason: "EVENT_ID_EXPIRED", requestedID: "15", oldestAvailable: "500")
      ]
      snapshot.counts.unverified = 31
      snapshot.detail?.row.isUnverified = true
      for index in snapshot.orders.rows.indices where index % 3 > 0 { snapshot.orders.rows[index].isUnverified = true }
      for index in snapshot.log.rows.indices where index < 7 { snapshot.log.rows[index].at = Board.ago(90_000) }
    },
    Fixture("not-saved") { $0.saving = .failing(reason: "database or disk is full") },
    Fixture("restored-worst") { snapshot in
      snapshot.phase = .waiting(remaining: .seconds(28), .offline(attempts: 11, reason: "no route to host"))
      snapshot.asOf = Board.ago(61_000)
      snapshot.saving = .elsewhere(reason: "another ordertop saves this stream")
      snapshot.gaps = [
        Gap(at: Board.ago(90_000), reason: "EVENT_ID_EXPIRED", requestedID: "15", oldestAvailable: "500")
      ]
      snapshot.view.isPaused = true
      snapshot.orders.behind = 37
    },
  ]
}
