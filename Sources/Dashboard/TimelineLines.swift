import OrderProtocol
import OrderStore
import SavedState
import TerminalUI

/// The lines of an order's timeline. Events are not read before they are drawn: there may be many.
struct TimelineLines {
  private enum Line {
    case event(Int, elapsed: Duration?)
    case day(String)
    case seam(String, Role)
  }

  /// What stands above the lines.
  let heading: String
  private let events: [JournalRecord]
  private let lateItems: Set<String>
  private var lines: [Line] = []

  var count: Int { lines.count }

  init(_ timeline: Timeline, lateItems: Set<String>) {
    events = timeline.events
    self.lateItems = lateItems
    let first = events.first { $0.orderID != nil }
    let day = first.map { " from \($0.receivedAt.dayText)" } ?? ""
    heading =
      first == nil ? "No events kept" : "Timeline\(day)\(timeline.isCut ? ", older events left out" : "")"
    // A failed replay is a hole as well, also when it was acknowledged long ago.
    let failed = events.filter { $0.mark == .replayFailed }.map(\.receivedAt.milliseconds)
    addLines(Set(timeline.gaps.map(\.at.milliseconds) + failed).sorted())
  }

  private mutating func addLines(_ gaps: [Int64]) {
    var gaps = gaps[...]
    var newest: Timestamp?
    var before: JournalRecord?
    var isReplay = false
    var isReplayShown = false
    for (index, event) in events.enumerated() {
      guard event.orderID != nil else {
        switch event.mark {
        case .replayStarted: isReplay = true
        case .replayCompleted:
          if isReplayShown { lines.append(.seam("live again", .stateReplay)) }
          isReplay = false
          isReplayShown = false
        default: break
        }
        continue
      }
      while let gap = gaps.first, gap <= event.receivedAt.milliseconds {
        gaps.removeFirst()
        if newest != nil { addGap(gap) }
      }
      if let newest, !newest.isSameDay(as: event.receivedAt) { lines.append(.day(event.receivedAt.dayText)) }
      if isReplay, !isReplayShown {
        lines.append(.seam("replayed", .stateReplay))
        isReplayShown = true
      }
      lines.append(.event(index, elapsed: before.flatMap { event.elapsed(since: $0) }))
      before = event
      newest = event.receivedAt
    }
    guard newest != nil else { return }
    for gap in gaps { addGap(gap) }
  }

  private mutating func addGap(_ milliseconds: Int64) {
    lines.append(.seam("gap \(Timestamp(milliseconds: milliseconds).timeOfDay), events are missing", .stateGap))
  }

  func draw(_ index: Int, on canvas: inout Canvas, _ rect: Rect) {
    guard lines.indices.contains(index) else { return }
    switch lines[index] {
    case .day(let text): draw(seam: text, .dim, on: &canvas, rect)
    case .seam(let text, let role): draw(seam: text, role, on: &canvas, rect)
    case .event(let event, let elapsed): draw(events[event], elapsed, on: &canvas, rect)
    }
  }

  private func draw(seam text: String, _ role: Role, on canvas: inout Canvas, _ rect: Rect) {
    canvas.surface.horizontalLine(
      column: rect.column, row: rect.row, columns: rect.columns, style: canvas.look[.border])
    guard rect.columns > 4 else { return }
    let column = rect.column + 2
    let used = canvas.write(" \(text) ", role, column: column, row: rect.row, columns: rect.columns - 2)
    // The blanks belong to the rule, whatever the look of the words.
    for blank in [column, column + used - 1] where used > 1 {
      canvas.write(" ", .border, column: blank, row: rect.row, columns: 1)
    }
  }

  private func draw(_ event: JournalRecord, _ elapsed: Duration?, on canvas: inout Canvas, _ rect: Rect) {
    var used = canvas.write(
      "\(event.receivedAt.timeOfDay)", .clock, column: rect.column, row: rect.row, columns: rect.columns)
    if rect.columns >= 32 {
      let columns = 8
      if let elapsed {
        canvas.writeTrailing(
          "+\(elapsed.ageText)", .dim, column: rect.column + used + 1, row: rect.row, columns: columns)
      }
      used += 1 + columns
    }
    used += 1
    for span in TimelineText(event, lateItems: lateItems, isShort: rect.columns < 48).spans where used < rect.columns {
      used += canvas.write(
        span.text, span.role, column: rect.column + used, row: rect.row, columns: rect.columns - used)
    }
    // Ids are long in some streams; what happened is worth more.
    let id = forTerminal(event.eventID, maxCells: 16, clip: .keepEnd)
    guard rect.columns - used >= id.cells + 2 else { return }
    canvas.writeTrailing(id.text, .dim, column: rect.column + used, row: rect.row, columns: rect.columns - used)
  }
}

extension JournalRecord {
  /// The time since the event before: by the server's clock where both say when they happened, for replayed ones come all
  /// at once.
  fileprivate func elapsed(since earlier: JournalRecord) -> Duration? {
    if let eventTime, let before = earlier.eventTime { return eventTime.elapsed(since: before) }
    return receivedAt.elapsed(since: earlier.receivedAt)
  }
}

extension Timestamp {
  /// The time since an earlier one; `nil` where the clock was set back.
  fileprivate func elapsed(since earlier: Timestamp) -> Duration? {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return overflow || difference < 0 ? nil : .milliseconds(difference)
  }
}
