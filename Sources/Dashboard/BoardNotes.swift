import EventStream
import OrderProtocol
import OrderStore
import SavedState
import TerminalUI

/// What stands under the state's large words on the board: since when, and why.
struct BoardNotes {
  private(set) var pieces: [LinePiece] = []

  init(_ snapshot: Snapshot) {
    let now = snapshot.now.wall
    if let silence = snapshot.gauge.staleFor {
      let since = Timestamp(milliseconds: now.milliseconds &- silence.milliseconds).clockText(today: now)
      pieces.append(
        LinePiece(
          .stateStale, [("no news since \(since), for \(silence.ageText)", 90), ("no news since \(since)", 95)]))
    }
    if let asOf = snapshot.asOf {
      let age = asOf.agoText(at: now).map { ", \($0)" } ?? ""
      pieces.append(
        LinePiece(
          .stateRestored,
          [("as saved at \(asOf.clockText(today: now))\(age)", 85), ("as saved at \(asOf.clockText(today: now))", 88)]))
    }
    addPhase(snapshot)
    if let gap = snapshot.gaps.last {
      let since = gap.at.mediumClockText(today: now)
      pieces.append(LinePiece(.stateGap, [("events are missing, gap of \(since)", 60), ("gap of \(since)", 65)]))
    }
    if let reason = snapshot.saving.problem {
      pieces.append(LinePiece("not saved: \(forTerminal(reason, maxCells: 48).text)", .stateUnsaved, keep: 50))
    }
    if snapshot.isDemo {
      let name = snapshot.source == "recording" ? "" : ": \(forTerminal(snapshot.source, maxCells: 40).text)"
      pieces.append(LinePiece("a recording\(name)", .dim, keep: 40))
    }
    if snapshot.view.isPaused {
      pieces.append(LinePiece("the list of orders is held", .statePaused, keep: 55))
    }
  }

  private mutating func addPhase(_ snapshot: Snapshot) {
    let source = forTerminal(snapshot.source, maxCells: 40).text
    switch snapshot.phase {
    case .live: break
    case .idle, .connecting: pieces.append(LinePiece("connecting to \(source)", .stateConnecting, keep: 80))
    case .replaying(let done, let total):
      let all = total.map { " of \($0)" } ?? ""
      pieces.append(LinePiece("\(done)\(all) missed events are here", .stateReplay, keep: 80))
    case .waiting(let remaining, let reason):
      let next = "next try in \(remaining.countdownText)"
      switch reason {
      case .announced:
        pieces.append(LinePiece("the server is down for maintenance, \(next)", .stateMaintenance, keep: 80))
      case .retry(_, _, let cause), .offline(_, let cause):
        let cause = forTerminal(cause, maxCells: 48).text
        pieces.append(LinePiece(.stateRetry, [("\(cause), \(next)", 75), (next, 80)]))
      }
    case .stopped(let end):
      pieces.append(LinePiece("\(forTerminal(end.sentence, maxCells: 60).text)", .stateStopped, keep: 80))
    }
  }
}

extension Duration {
  /// In whole milliseconds, `Int64.max` at most.
  fileprivate var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    return overflow ? (seconds < 0 ? .min : .max) : product &+ attoseconds / 1_000_000_000_000_000
  }
}
