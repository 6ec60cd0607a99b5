import OrderProtocol
import OrderStore

extension Fixture {
  /// What is foretold, and what two clocks that differ do to it.
  static let trust: [Fixture] = [
    Fixture("forecast") { $0.counts.lateForecast = LateForecast(count: 12, at: Board.ago(-1_735)) },
    Fixture("forecast-board") { snapshot in
      snapshot.view.showsBoard = true
      snapshot.counts.lateForecast = LateForecast(count: 12, at: Board.ago(-1_735))
    },
    Fixture("clock-skew") { $0.gauge.lag = .seconds(123) },
    Fixture("clock-skew-board") { snapshot in
      snapshot.view.showsBoard = true
      snapshot.gauge.lag = .milliseconds(-9_500)
    },
    Fixture("clock-skew-feed") { snapshot in
      snapshot.view.showsFeed = true
      snapshot.saving = .saved
      snapshot.feed = Board.feed
      snapshot.gauge.lag = .seconds(-7_380)
    },
    Fixture("hundreds") { snapshot in
      snapshot.counts.open = 812
      snapshot.counts.late = 390
      snapshot.counts.alarms.newLate = 380
      snapshot.counts.alarms.acknowledged = 10
      snapshot.counts.warning = 104
      snapshot.counts.created = 111
      snapshot.counts.pending = 310
      snapshot.counts.processing = 390
      snapshot.counts.shipped = 1_234
      snapshot.counts.errorsLastHour = 117
      for index in snapshot.orders.rows.indices {
        snapshot.orders.rows[index].id = OrderID("ORD-2026-\(48_000 + index)")
        if index % 2 == 0 { snapshot.orders.rows[index].place = nil }
      }
    },
  ]
}
