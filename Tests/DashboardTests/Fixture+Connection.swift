import EventStream
import OrderProtocol
import OrderStore

extension Fixture {
  /// How a connection begins, and how it can be beside what ``all`` has of it.
  static let beginnings: [Fixture] = [
    Fixture("not-started") { snapshot in
      forgetOrders(&snapshot)
      snapshot.phase = .idle
      snapshot.gauge = HeartbeatGauge(timeout: .seconds(60))
      snapshot.saving = .saved
    },
    Fixture("first-second") { snapshot in
      forgetOrders(&snapshot)
      snapshot.gauge = HeartbeatGauge(timeout: .seconds(60))
      snapshot.gauge.connectedFor = .milliseconds(300)
      snapshot.gauge.sinceSignOfLife = .milliseconds(120)
      snapshot.gauge.streamID = "live-abc123"
      snapshot.gauge.lastEventID = "48213"
      snapshot.gauge.eventsPerSecond = 0.1
      snapshot.gauge.eventHistory = [1]
      snapshot.gauge.eventCount = 1
      snapshot.saving = .saved
      snapshot.log.rows = [
        LogRow(at: Board.now, level: .info, title: "connected", text: "the stream is open"),
        LogRow(at: Board.now, level: .info, title: "filters", text: #"the server filters by customerId "cust-123""#),
      ]
      snapshot.log.total = 2
    },
    Fixture("refused") { snapshot in
      forgetOrders(&snapshot)
      snapshot.phase = .stopped(.unauthorized(status: 401))
      snapshot.gauge = HeartbeatGauge(timeout: .seconds(60))
    },
    Fixture("connecting-again") { snapshot in
      snapshot.phase = .connecting(attempt: 3)
      snapshot.gauge.connectedFor = nil
    },
    Fixture("silent") { snapshot in
      snapshot.gauge.sinceHeartbeat = .seconds(90)
      snapshot.gauge.sinceSignOfLife = .seconds(72)
      snapshot.gauge.staleFor = .seconds(72)
    },
    Fixture("replay-unknown") { $0.phase = .replaying(done: 12, total: nil) },
    Fixture("demo-ended") { snapshot in
      snapshot.isDemo = true
      snapshot.source = "monday.sse"
      snapshot.filters = []
      snapshot.phase = .stopped(.endOfRecording)
      snapshot.gauge.connectedFor = nil
    },
  ]

  private static func forgetOrders(_ snapshot: inout Snapshot) {
    snapshot.orders = OrderList()
    snapshot.counts = OrderCounts()
    snapshot.detail = nil
    snapshot.log = LogList()
  }
}
