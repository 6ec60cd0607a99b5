import EventStream
import OrderProtocol
import OrderStore
import SavedState
import TerminalUI

extension StatusLine {
  /// What there is to say, from the left.
  static func pieces(of report: StatusReport) -> [LinePiece] {
    var pieces = statePieces(of: report)
    if let gap = gapPiece(of: report) { pieces.append(gap) }
    pieces.append(HeartbeatText(report.gauge).piece)
    let open = report.open
    pieces.append(LinePiece(.text, [("\(open) open", 81), ("\(open)op", 87), ("\(open)", 91)]))
    pieces.append(latePiece(of: report))
    if let worst = report.worst { pieces.append(piece(of: worst)) }
    let warning = report.warning
    if warning > 0 { pieces.append(LinePiece(.warning, [("~\(warning) soon", 38), ("~\(warning)", 47)])) }
    pieces.append(LinePiece("\(report.shippedLastHour)/h", .dim, keep: 22))
    let errors = report.errorsLastHour
    pieces.append(LinePiece("\(errors) err", errors > 0 ? .logWarning : .dim, keep: errors > 0 ? 40 : 21))
    let unverified = max(0, report.board.unverified)
    if unverified > 0 {
      pieces.append(LinePiece(.unverified, [("\(unverified) unverified", 24), ("\(unverified)?", 30)]))
    }
    if !report.source.isEmpty {
      pieces.append(LinePiece(forTerminal(report.source, maxCells: 24).text, .dim, keep: 10))
    }
    return pieces
  }

  /// The state in the words of the screen; the word itself always stays.
  private static func statePieces(of report: StatusReport) -> [LinePiece] {
    let connection = report.board.connection
    if report.isOutdated { return stalePieces(of: report) }
    switch connection.phase {
    case .live where report.staleFor == nil:
      let since = report.connectedFor.map { [("● LIVE \($0.clockText)", 56)] } ?? []
      return [LinePiece(.stateLive, since + [("● LIVE", 80), ("LIVE", 0)], isRequired: true)]
    case .stopped:
      let reason = connection.reason ?? ""
      let long = [(48, 61), (24, 62)].map { ("■ STOPPED \(forTerminal(reason, maxCells: $0).text)", $1) }
      let forms = [("■ STOPPED", 88), ("STOPPED", 94), ("STOP", 0)]
      return [LinePiece(.stateStopped, (reason.isEmpty ? [] : long) + forms, isRequired: true)]
    default: return ScreenState(report.snapshot).pieces
    }
  }

  /// Of a state that nobody vouches for: how old it is, and what it claimed.
  private static func stalePieces(of report: StatusReport) -> [LinePiece] {
    var snapshot = report.snapshot
    snapshot.phase = .live
    let word = report.lastWord.uppercased()
    let reason = report.board.connection.reason.map { ": \(forTerminal($0, maxCells: 24).text)" } ?? ""
    let claim =
      report.savedAge > .zero
      ? LinePiece(.dim, (reason.isEmpty ? [] : [("was \(word)\(reason)", 32)]) + [("was \(word)", 42)])
      : LinePiece("saved in the future", .dim, keep: 82)
    return ScreenState(snapshot).pieces + [claim]
  }

  private static func gapPiece(of report: StatusReport) -> LinePiece? {
    guard let gap = report.board.gaps.last else { return nil }
    var forms: [(String, Int)] = []
    if let from = gap.requestedID, let to = gap.oldestAvailable {
      let ids = [from, to].map { forTerminal($0, maxCells: 12).text }
      forms = [("GAP \(ids[0])…\(ids[1]) never seen", 37)]
    }
    let count = report.board.gaps.count
    if count > 1 { forms.append(("GAP ×\(count)", 70)) }
    return LinePiece(.stateGap, forms + [("GAP", 97), ("G", 0)], isRequired: true)
  }

  private static func latePiece(of report: StatusReport) -> LinePiece {
    let late = report.late
    return LinePiece(
      late > 0 ? .tileAlarm : .dim,
      [("\(late) LATE", 86), ("\(late)LATE", 92), ("\(late)L", 96), ("\(late.roughText)L", 0)], isRequired: true)
  }

  private static func piece(of worst: StatusReport.WorstOrder) -> LinePiece {
    let (id, distance) = (worst.id.rawValue, worst.overdue.overdueText)
    let isLate = worst.overdue >= .zero
    let short = forTerminal(id, maxCells: 5, clip: .keepEnd).text
    return LinePiece(
      isLate ? .late : .warning,
      [
        ("\(forTerminal(id, maxCells: 32).text) \(distance)", isLate ? 36 : 25),
        ("\(forTerminal(id, maxCells: 16).text) \(distance)", isLate ? 46 : 26),
        ("\(short) \(distance)", isLate ? 48 : 27),
      ])
  }
}

extension StatusReport {
  fileprivate var gauge: HeartbeatGauge {
    var gauge = HeartbeatGauge(timeout: board.connection.heartbeatTimeout)
    gauge.sinceHeartbeat = sinceHeartbeat
    gauge.staleFor = staleFor
    return gauge
  }

  /// As much of a screen as tells the state of it.
  fileprivate var snapshot: Snapshot {
    var snapshot = Snapshot(
      now: Moment(monotonic: .zero, wall: now), timeout: board.connection.heartbeatTimeout)
    snapshot.gauge = gauge
    snapshot.phase = screenPhase
    return snapshot
  }

  private var screenPhase: ConnectionPhase {
    let connection = board.connection
    let number = max(0, connection.retryNumber ?? 0)
    let (wait, reason) = (remainingWait ?? .zero, connection.reason ?? "")
    return switch connection.phase {
    case .idle: .idle
    case .connecting: .connecting(attempt: number)
    case .live: .live
    case .replay: .replaying(done: connection.replayDone ?? 0, total: connection.replayTotal)
    case .retry:
      .waiting(remaining: wait, .retry(number: number, limit: connection.retryLimit, reason: reason))
    case .maintenance: .waiting(remaining: wait, .announced)
    case .offline: .waiting(remaining: wait, .offline(attempts: number, reason: reason))
    case .stopped: .stopped(.stopped)
    }
  }
}

extension Int {
  /// At most four characters: `9999`, `12k`, `345M`.
  fileprivate var roughText: String {
    var (rest, unit) = (Swift.max(0, self), "")
    for next in ["k", "M", "G", "T", "P", "E"] {
      if rest < (unit.isEmpty ? 10_000 : 1_000) { break }
      rest /= 1_000
      unit = next
    }
    return "\(rest)\(unit)"
  }
}
