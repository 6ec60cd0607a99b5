import EventStream
import OrderProtocol
import OrderStore
import SavedState

extension Fixture {
  static let busy = Fixture("busy")

  /// Every state that a screen can be in.
  static let all: [Fixture] =
    [busy, alarms] + connection + beginnings + saving + views + whole + finding + timelines + themes + extremes + trust
    + [
      Fixture("empty") { snapshot in
        snapshot.orders = OrderList()
        snapshot.counts = OrderCounts()
        snapshot.detail = nil
        snapshot.log = LogList()
        snapshot.gauge.sinceHeartbeat = nil
        snapshot.gauge.intervals = []
        snapshot.gauge.lag = nil
        snapshot.gauge.eventHistory = []
        snapshot.gauge.eventsPerSecond = 0
      },
      hostile,
    ]

  private static let connection: [Fixture] = [
    Fixture("connecting") { snapshot in
      snapshot.phase = .connecting(attempt: 0)
      snapshot.orders = OrderList()
      snapshot.counts = OrderCounts()
      snapshot.detail = nil
      snapshot.log = LogList()
      snapshot.gauge = HeartbeatGauge(timeout: .seconds(60))
    },
    Fixture("dead-server") { snapshot in
      snapshot.phase = .waiting(
        remaining: .milliseconds(6_400), .retry(number: 3, limit: 10, reason: "connection refused"))
      snapshot.orders = OrderList()
      snapshot.counts = OrderCounts()
      snapshot.detail = nil
      snapshot.gauge = HeartbeatGauge(timeout: .seconds(60))
    },
    Fixture("retry") { snapshot in
      snapshot.phase = .waiting(
        remaining: .milliseconds(6_400), .retry(number: 3, limit: 10, reason: "the server closed the connection"))
      snapshot.gauge.connectedFor = nil
    },
    Fixture("stale") { snapshot in
      snapshot.gauge.sinceHeartbeat = .seconds(259)
      snapshot.gauge.sinceSignOfLife = .seconds(252)
      snapshot.gauge.staleFor = .seconds(252)
      snapshot.phase = .waiting(
        remaining: .seconds(3), .retry(number: 2, limit: 10, reason: "nothing received for 60 s"))
    },
    Fixture("offline") { snapshot in
      snapshot.gauge.sinceHeartbeat = .seconds(400)
      snapshot.gauge.staleFor = .seconds(390)
      snapshot.phase = .waiting(remaining: .seconds(28), .offline(attempts: 11, reason: "no route to host"))
    },
    Fixture("replay") { snapshot in snapshot.phase = .replaying(done: 12, total: 300) },
    Fixture("maintenance") { snapshot in snapshot.phase = .waiting(remaining: .milliseconds(57_200), .announced) },
    Fixture("stopped") { snapshot in
      snapshot.phase = .stopped(.unrecoverableError(code: "AUTH_EXPIRED", message: "Authentication token expired"))
      snapshot.gauge.connectedFor = nil
    },
    Fixture("demo") { snapshot in
      snapshot.isDemo = true
      snapshot.source = "recording"
      snapshot.filters = []
    },
    Fixture("gap") { snapshot in
      snapshot.gaps = [Gap(at: Board.ago(30), reason: "EVENT_ID_EXPIRED", requestedID: "15", oldestAvailable: "500")]
      snapshot.counts.unverified = 31
      for index in snapshot.orders.rows.indices where index % 3 > 0 { snapshot.orders.rows[index].isUnverified = true }
    },
  ]

  private static let views: [Fixture] = [
    Fixture("paused") { snapshot in
      snapshot.view.isPaused = true
      snapshot.orders.behind = 37
    },
    Fixture("filter-editing") { snapshot in
      snapshot.view.filterBeingEdited = "status!=ship"
      snapshot.orders.rows.removeAll { $0.status == .shipped }
      snapshot.orders.matching = 48
    },
    Fixture("no-match") { snapshot in
      snapshot.view.filter = "customer:nobody"
      snapshot.view.sort = .total
      snapshot.view.isReversed = true
      snapshot.orders.rows = []
      snapshot.orders.matching = 0
      snapshot.orders.selectedRow = nil
      snapshot.detail = nil
    },
    Fixture("scrolled") { snapshot in
      snapshot.view.showsExceptionsOnly = true
      snapshot.view.focus = .log
      snapshot.orders.firstRow = 20
      snapshot.orders.selectedRow = 3
      snapshot.log.below = 12
      snapshot.notice = "theme paper"
    },
    Fixture("help") { $0.view.showsHelp = true },
    Fixture("detail") { $0.view.showsDetailOnly = true },
    Fixture("detail-scrolled") { snapshot in
      snapshot.view.focus = .detail
      snapshot.view.detailFirstLine = 4
      snapshot.detail?.row.isPartial = true
      snapshot.detail?.row.isUnverified = true
      snapshot.detail?.row.total?.isComputed = true
      snapshot.detail?.carrier = "UPS"
      snapshot.detail?.trackingNumber = "1Z999AA10123456784"
      snapshot.detail?.cancellationReason = "customer changed their mind"
      snapshot.detail?.assignedTo = "warehouse-1"
    },
  ]

  /// Everything that comes from outside, at its worst.
  static let hostile: Fixture = {
    let evil =
      "\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}gnp.exe\r\n\t日本語\u{200B}e\u{301}\u{301}\u{301}\u{301}\u{301}👩\u{200D}👧"
    let long = String(repeating: "long ", count: 50_000)
    let huge = "{\"orderId\":\"\(long)\",\"status\":\"\(long)\"}"
    let nested = String(repeating: "[", count: 60_000)
    let events = [
      (Int64.min, evil, "{\"orderId\":\"x\",\"status\":\"\u{1B}[2J\u{202E}\",\"total\":1e999}"),
      (.max, long, huge), (0, "order-updated", nested), (5, "order-cancelled", "{\"orderId\":\"\",\"reason\":7}"),
      (6, "order-shipped", #"{"orderId":"x","carrier":"\u001b[2J\u202e","trackingNumber":"\ud800"}"#),
    ].map {
      JournalRecord(eventID: $1, type: $1, orderID: OrderID(long), receivedAt: Timestamp(milliseconds: $0), data: $2)
    }
    return Fixture("hostile") { snapshot in
      snapshot.view.filter = evil
      snapshot.source = evil
      snapshot.filters = [evil, long]
      snapshot.notice = evil
      snapshot.gauge.streamID = long
      snapshot.gauge.lastEventID = evil
      snapshot.gauge.lag = .seconds(Int64.min / 4)
      snapshot.gauge.sinceHeartbeat = .seconds(-5)
      snapshot.gauge.eventsPerSecond = .infinity
      snapshot.gauge.intervals = [.nan, -1, .infinity, 3, nil]
      snapshot.counts.open = .max
      snapshot.counts.shipped = -1
      snapshot.phase = .waiting(
        remaining: .seconds(Int64.max / 2), .retry(number: .max, limit: nil, reason: evil + long))
      snapshot.asOf = Timestamp(milliseconds: .min)
      snapshot.saving = .failing(reason: evil + long)
      snapshot.gaps = [Gap(at: Timestamp(milliseconds: .min), reason: evil, requestedID: evil, oldestAvailable: long)]
      snapshot.orders.rows = [evil, long, "日本語日本語日本語日本語", ""].map { text in
        var row = OrderRow(id: OrderID(text), status: .other(text), age: .seconds(Int64.max / 2))
        row.customerID = text
        row.place = text
        row.overdue = .seconds(Int64.min / 2)
        row.severity = .late
        row.total = Stated(DecimalNumber(mantissa: .min, scale: 18), isComputed: true)
        row.itemCount = Stated(DecimalNumber(mantissa: .max))
        return row
      }
      snapshot.orders.matching = 4
      snapshot.orders.selectedRow = .max
      if let row = snapshot.orders.rows.first {
        let item = OrderItem(
          itemID: long, name: evil, quantity: DecimalNumber(mantissa: .max), price: DecimalNumber(mantissa: .max),
          unknown: [UnknownField(name: evil, json: long)])
        snapshot.detail = OrderDetail(
          row: row, items: [item], carrier: evil, unknown: [UnknownField(name: long, json: evil)],
          firstSeen: Timestamp(milliseconds: .min), lastChanged: Timestamp(milliseconds: .max), lastEventID: long,
          lateItems: [long])
        snapshot.detail?.timeline = Timeline(events: events, gaps: snapshot.gaps)
      }
      let trouble = LogRow(at: Timestamp(milliseconds: .max), level: .error, title: evil, text: long, count: .max)
      snapshot.log.rows = [trouble]
      snapshot.log.newestTrouble = trouble
    }
  }()
}
