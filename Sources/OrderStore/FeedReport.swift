import DequeModule
package import OrderProtocol

/// Whether the feed is alive, and whether it was: what the screen about the feed shows beside the gauge.
package struct FeedReport: Equatable, Sendable {
  /// All kept seconds between heartbeats, the newest last; `nil` marks a lost connection.
  package var intervals: [Double?] = []
  /// What half of them, and what 95 of 100, do not exceed, in seconds; `nil` while there are none.
  package var medianInterval: Double?
  package var longInterval: Double?
  /// When the longest silence ended, on our wall clock; `nil` while it lasts, or when it was in another run.
  package var longestSilenceEnd: Timestamp?
  /// The least and the most that the lag was since the start.
  package var lagRange: ClosedRange<Duration>?
  /// Since the last event of any type.
  package var sinceEvent: Duration?
  /// The last time that the server told.
  package var lastServerTime: Timestamp?
  /// The filters that the server says it applies, in words; empty: none.
  package var serverFilters = ""
  /// Events in each of the last seconds, the newest last, as many as are kept.
  package var eventHistory: [Int] = []
  /// The stretches without a connection since the start, the newest last.
  package var losses: [ConnectionLoss] = []
  /// The holes acknowledged since the start, the newest last.
  package var acknowledgedGaps: [AcknowledgedGap] = []
  /// Events that have yet to be saved; `nil` when nobody saves.
  package var unsavedEvents: Int?

  package init() {}
}

extension DashboardState {
  func feedReport(at moment: Moment) -> FeedReport {
    var report = FeedReport()
    report.intervals = Array(connection.intervals)
    let sorted = connection.intervals.compactMap(\.self).sorted()
    report.medianInterval = sorted.quantile(50)
    report.longInterval = sorted.quantile(95)
    report.longestSilenceEnd = connection.longestSilenceEnd
    if let longest = connection.longestSilence, let since = connection.silentSince,
      connection.lastSignOfLife != nil, moment.monotonic - since > longest
    {
      report.longestSilenceEnd = nil
    }
    report.lagRange = connection.lagRange
    report.sinceEvent = connection.lastEvent.map { moment.monotonic - $0 }
    report.lastServerTime = connection.lastServerTime
    report.serverFilters = connection.filters
    report.eventHistory = connection.rate.history(Connection.historyLength, at: moment.monotonic)
    report.losses = Array(connection.losses)
    report.acknowledgedGaps = Array(acknowledgedGaps)
    report.unsavedEvents = isSaving ? unsavedEventCount : nil
    return report
  }
}

extension [Double] {
  /// Of sorted numbers: the smallest that `percent` of 100 do not exceed.
  fileprivate func quantile(_ percent: Int) -> Double? {
    guard !isEmpty else { return nil }
    return self[Swift.min(count - 1, Swift.max(0, (count * percent + 99) / 100 - 1))]
  }
}
