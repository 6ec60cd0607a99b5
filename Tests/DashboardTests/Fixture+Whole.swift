import EventStream
import OrderProtocol
import OrderStore
import SavedState

extension Fixture {
  /// The screens that take the place of all panes.
  static let whole: [Fixture] = [
    Fixture("board") { $0.view.showsBoard = true },
    Fixture("board-stale") { snapshot in
      stale(&snapshot)
      snapshot.view.showsBoard = true
    },
    Fixture("board-calm") { snapshot in
      snapshot.view.showsBoard = true
      snapshot.isDemo = true
      snapshot.source = "monday.sse"
      snapshot.counts.open = 128
      snapshot.counts.late = 0
      snapshot.counts.worst = nil
      snapshot.counts.oldestOpen = .seconds(3_100)
    },
    Fixture("board-worst") { snapshot in
      stale(&snapshot)
      snapshot.view.showsBoard = true
      snapshot.view.isPaused = true
      snapshot.gaps = [Gap(at: Board.ago(30), reason: "EVENT_ID_EXPIRED", requestedID: "15", oldestAvailable: "500")]
      snapshot.saving = .failing(reason: "database or disk is full")
      snapshot.counts.open = 123_456
      snapshot.counts.late = 7_890
      snapshot.counts.oldestOpen = .seconds(900_000)
    },
    Fixture("board-connecting") { snapshot in
      snapshot.view.showsBoard = true
      snapshot.phase = .connecting(attempt: 0)
      snapshot.counts = OrderCounts()
      snapshot.gauge = HeartbeatGauge(timeout: .seconds(60))
    },
    Fixture("board-restored") { snapshot in
      snapshot.view.showsBoard = true
      snapshot.phase = .waiting(remaining: .seconds(28), .offline(attempts: 11, reason: "no route to host"))
      snapshot.asOf = Board.ago(7_322)
      snapshot.saving = .saved
    },
    Fixture("feed") { snapshot in
      snapshot.view.showsFeed = true
      snapshot.saving = .saved
      snapshot.feed = Board.feed
    },
    Fixture("feed-stale") { snapshot in
      stale(&snapshot)
      snapshot.view.showsFeed = true
      snapshot.view.feedFirstLine = 3
      snapshot.saving = .failing(reason: "database or disk is full")
      snapshot.feed = Board.feed
      snapshot.feed?.longestSilenceEnd = nil
      snapshot.feed?.losses.append(ConnectionLoss(at: Board.ago(192), reason: "nothing received for 60 s", count: 2))
      snapshot.gaps = [Gap(at: Board.ago(30), reason: "EVENT_ID_EXPIRED", requestedID: "15", oldestAvailable: "500")]
    },
    Fixture("feed-empty") { snapshot in
      snapshot.view.showsFeed = true
      snapshot.phase = .connecting(attempt: 0)
      snapshot.orders = OrderList()
      snapshot.counts = OrderCounts()
      snapshot.gauge = HeartbeatGauge(timeout: .seconds(60))
      snapshot.feed = FeedReport()
    },
  ]

  private static func stale(_ snapshot: inout Snapshot) {
    snapshot.gauge.sinceHeartbeat = .seconds(259)
    snapshot.gauge.sinceSignOfLife = .seconds(252)
    snapshot.gauge.staleFor = .seconds(252)
    snapshot.gauge.longestSilence = .seconds(252)
    snapshot.gauge.connectedFor = nil
    snapshot.phase = .waiting(
      remaining: .seconds(3), .retry(number: 2, limit: 10, reason: "nothing received for 60 s"))
  }
}

extension Board {
  /// An afternoon of heartbeats, two lost connections and one gap that somebody has seen.
  static var feed: FeedReport {
    var report = FeedReport()
    report.intervals = (0..<70).map { index in
      if index == 20 || index == 55 { return nil }
      return index == 33 ? 49 : 28 + Double(index * 7 % 5)
    }
    report.intervals[48] = 63
    report.medianInterval = 30
    report.longInterval = 32.4
    report.longestSilenceEnd = ago(2_000)
    report.lagRange = .milliseconds(61)...(.milliseconds(1_420))
    report.sinceEvent = .seconds(4)
    report.lastServerTime = ago(4)
    report.serverFilters = #"customerId "cust-123""#
    report.eventHistory = (0..<240).map { $0 == 30 ? 80 : $0 * 5 % 9 }
    report.losses = [
      ConnectionLoss(at: ago(86_500), reason: "the server announced that it leaves", backAt: ago(86_440)),
      ConnectionLoss(at: ago(324), reason: "connection reset by peer", count: 3, backAt: ago(320)),
    ]
    report.acknowledgedGaps = [
      AcknowledgedGap(Gap(at: ago(6_000), reason: "replay unavailable"), at: ago(5_400))
    ]
    report.unsavedEvents = 2
    return report
  }
}
