import OrderProtocol
import OrderStore
import SavedState
import TerminalUI

/// What the screen about the feed tells, section by section.
struct FeedLines {
  private let snapshot: Snapshot
  private let report: FeedReport
  private var gauge: HeartbeatGauge { snapshot.gauge }
  private var now: Timestamp { snapshot.now.wall }

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    report = snapshot.feed ?? FeedReport()
  }

  /// The sections in columns, from the left.
  ///
  /// - Parameters:
  ///   - columns: 1 or 2.
  ///   - rows: how many rows there are, which tells how high charts may be.
  func columns(_ columns: Int, rows: Int) -> [[FeedLine]] {
    let height = min(10, max(2, columns > 1 ? rows / 4 : rows / 5))
    let charts = heartbeats(rows: height) + [.blank] + events(rows: max(1, height / 2))
    let history = losses + [.blank] + gaps
    if columns > 1 { return [state + [.blank] + saving + [.blank] + gaps, charts + [.blank] + losses] }
    return [state + [.blank] + charts + [.blank] + saving + [.blank] + history]
  }

  private var state: [FeedLine] {
    var lines: [FeedLine] = []
    var spans: [Span] = []
    for (word, role) in ScreenState(snapshot).marks {
      if !spans.isEmpty { spans.append(Span(" ", .text)) }
      spans.append(Span(word, role))
    }
    if let since = gauge.connectedFor { spans.append(Span(" for \(since.clockText)", .text)) }
    lines.append(.field(name: "state", spans))
    for piece in BoardNotes(snapshot).pieces {
      if let longest = piece.forms.first { lines.append(.field(name: "", longest.spans)) }
    }
    lines.append(.field("heartbeat", "\(Self.ago(gauge.sinceHeartbeat)), timeout \(gauge.timeout.longText)"))
    lines.append(.field("last byte", Self.ago(gauge.sinceSignOfLife)))
    lines.append(.field("last event", eventText))
    lines.append(.field("stream", text(gauge.streamID)))
    lines.append(.field("source", text(snapshot.source)))
    if !snapshot.filters.isEmpty {
      lines.append(.field("filters", text(snapshot.filters.prefix(8).joined(separator: " ")), .filter))
    }
    if !report.serverFilters.isEmpty { lines.append(.field("server filters", text(report.serverFilters), .filter)) }
    lines.append(.field("clock", clockText, snapshot.clockDifference == nil ? .text : .warning))
    if let difference = snapshot.clockDifference {
      let by = difference.unsignedText
      let sentence =
        difference < .zero
        ? "this clock is \(by) behind the server's: ages are short by as much"
        : "heartbeats are \(by) old, or this clock is ahead: ages are long by as much"
      lines.append(.note([Span(sentence, .warning)]))
    }
    return lines
  }

  private var eventText: String {
    let id = gauge.lastEventID.isEmpty ? "" : ", id \(text(gauge.lastEventID))"
    return "\(Self.ago(report.sinceEvent))\(id)"
  }

  private var clockText: String {
    guard let lag = gauge.lag else { return "the server has not told its time yet" }
    let range = report.lagRange.map { " (\($0.lowerBound.delayText) to \($0.upperBound.delayText))" } ?? ""
    return "lag \(lag.delayText)\(range)"
  }

  private var saving: [FeedLine] {
    var lines: [FeedLine] = []
    switch snapshot.saving {
    case .off: lines.append(.field("saving", "off", .dim))
    case .saved:
      let waiting = report.unsavedEvents ?? 0
      lines.append(
        .field("saving", waiting > 0 ? "on, \(waiting) event\(waiting == 1 ? "" : "s") to go" : "all is saved"))
    case .failing(let reason): lines.append(.field("saving", "failing: \(text(reason))", .stateUnsaved))
    case .elsewhere(let reason): lines.append(.field("saving", "not here: \(text(reason))", .stateUnsaved))
    }
    lines.append(.field("position", gauge.lastEventID.isEmpty ? "none" : "after id \(text(gauge.lastEventID))"))
    lines.append(.field("events", "\(gauge.eventCount) so far"))
    if let time = report.lastServerTime { lines.append(.field("server time", time.iso8601)) }
    return lines
  }

  private func heartbeats(rows: Int) -> [FeedLine] {
    var notes: [Span] = []
    if let median = report.medianInterval, let long = report.longInterval {
      notes = [Span("p50 \(median.secondsText), p95 \(long.secondsText)", .dim)]
    }
    var lines: [FeedLine] = [.heading("Heartbeats", notes)]
    if report.intervals.contains(where: { $0 != nil }) {
      lines += FeedChart(intervals: report.intervals, timeout: gauge.timeout, rows: rows).lines
    } else {
      lines.append(.note([Span("no two of them yet", .dim)]))
    }
    if let longest = gauge.longestSilence {
      let isLong = longest >= gauge.timeout
      let end = report.longestSilenceEnd.map { ", until \($0.mediumClockText(today: now))" } ?? ""
      lines.append(.field("silence", "\(longest.longText) at most\(end)", isLong ? .warning : .text))
    }
    return lines
  }

  private func events(rows: Int) -> [FeedLine] {
    let most = report.eventHistory.max() ?? 0
    return [.heading("Events", [Span("\(gauge.eventsPerSecond.rateText)/s, at most \(most) in a second", .dim)])]
      + FeedChart(eventHistory: report.eventHistory, rows: rows).lines
  }

  private var losses: [FeedLine] {
    let count = report.losses.count
    guard count > 0 else {
      return [.heading("Lost connections", []), .note([Span("none since the start", .dim)])]
    }
    return [.heading("Lost connections", [Span("\(count) since the start", .dim)])]
      + report.losses.reversed().map { loss in
        let time = loss.at.mediumClockText(today: now)
        let length = Self.length(from: loss.at, to: loss.backAt ?? now)
        let isBack = loss.backAt != nil
        let repeats = loss.count > 1 ? " ×\(loss.count)" : ""
        return .note([
          Span("\(time) ", .clock),
          Span(isBack ? "for \(length) " : "still, for \(length) ", isBack ? .text : .warning),
          Span("\(text(loss.reason))\(repeats)", isBack ? .text : .warning),
        ])
      }
  }

  private var gaps: [FeedLine] {
    guard !snapshot.gaps.isEmpty || !report.acknowledgedGaps.isEmpty else {
      return [.heading("Gaps", []), .note([Span("none since the start", .dim)])]
    }
    let open = snapshot.gaps.count
    let heading = FeedLine.heading(
      "Gaps", [open > 0 ? Span("\(open) not acknowledged", .stateGap) : Span("all acknowledged", .dim)])
    return [heading]
      + snapshot.gaps.reversed().map { line($0, .stateGap, mark: "!! ") }
      + report.acknowledgedGaps.reversed().map {
        line($0.gap, .dim, mark: "   ", end: ", acknowledged \($0.at.mediumClockText(today: now))")
      }
  }

  private func line(_ gap: Gap, _ role: Role, mark: String, end: String = "") -> FeedLine {
    let ids = [gap.requestedID, gap.oldestAvailable].compactMap { $0.map { forTerminal($0, maxCells: 16).text } }
    let range = ids.count == 2 ? "\(ids[0])…\(ids[1]) " : ids.first.map { "after \($0) " } ?? ""
    return .note([
      Span(mark, role), Span("\(gap.at.mediumClockText(today: now)) ", .clock),
      Span("\(range)\(text(gap.reason))\(end)", role),
    ])
  }

  private static func ago(_ age: Duration?) -> String {
    guard let age else { return "none yet" }
    return age < .seconds(1) ? "now" : age < .seconds(100) ? "\(age.components.seconds) s ago" : "\(age.ageText) ago"
  }

  private static func length(from start: Timestamp, to end: Timestamp) -> String {
    let (difference, overflow) = end.milliseconds.subtractingReportingOverflow(start.milliseconds)
    return Duration.milliseconds(overflow ? 0 : max(0, difference)).longText
  }

  private func text(_ text: String?) -> String { text.map { forTerminal($0, maxCells: 120).text } ?? "-" }
}

extension Duration {
  /// A length of time: `34 s`, longer ones as an age.
  fileprivate var longText: String { self < .seconds(100) ? "\(max(0, components.seconds)) s" : ageText }
}

extension Double {
  /// Seconds, `30 s` or `0.8 s`.
  fileprivate var secondsText: String {
    guard isFinite, magnitude < 1e9 else { return "?" }
    return self < 10 ? "\((self * 10).rounded() / 10) s" : "\(Int(exactly: rounded()) ?? 0) s"
  }
}
