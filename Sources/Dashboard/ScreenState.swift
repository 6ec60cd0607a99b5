import EventStream
import OrderProtocol
import OrderStore
import SavedState
import TerminalUI

/// Whether what is on the screen can be trusted, in one or a few words; the first thing on every screen.
struct ScreenState {
  /// Each state in effect, the most important first.
  private(set) var pieces: [LinePiece] = []
  /// The bare words, the most important first: `STALE`, `GAP`.
  var words: [String] { marks.map(\.word) }
  /// The words and their looks.
  private(set) var marks: [(word: String, role: Role)] = []
  /// Orders may have moved on without the screen knowing.
  private(set) var isTrusted: Bool

  /// The board is one that was saved.
  private let isRestored: Bool

  init(_ snapshot: Snapshot) {
    isRestored = snapshot.asOf != nil
    isTrusted = snapshot.gauge.staleFor == nil && !isRestored && !snapshot.hasHeardNothing
    let isFrozen = snapshot.view.isPaused
    let hasGap = !snapshot.gaps.isEmpty
    switch snapshot.phase {
    case .live:
      if let silence = snapshot.gauge.staleFor {
        addStale(silence)
      } else {
        addLive(snapshot, isRequired: !isFrozen && !hasGap)
      }
    case .idle, .connecting:
      addStaleIfSo(snapshot)
      var attempt = 0
      if case .connecting(let count) = snapshot.phase { attempt = count }
      let longest = attempt > 0 ? [("○ CONNECTING, retry \(attempt)", 50)] : []
      add("CONNECTING", .stateConnecting, longest + [("○ CONNECTING", 78), ("CONNECT", 89), ("CONN", 0)])
    case .replaying(let done, let total):
      addStaleIfSo(snapshot)
      addReplay(done, of: total)
    case .waiting(let remaining, let reason): addWaiting(remaining, reason, snapshot)
    case .stopped(let end):
      isTrusted = false
      addStopped(end, isDemo: snapshot.isDemo)
    }
    if snapshot.isDemo, !words.contains("DEMO") { add("DEMO", .stateDemo, [("DEMO", 0)], isRequired: false, keep: 79) }
    if let asOf = snapshot.asOf { addRestored(asOf: asOf, now: snapshot.now.wall) }
    if hasGap { addGap(snapshot.gaps, now: snapshot.now.wall) }
    if let reason = snapshot.saving.problem { addUnsaved(reason: reason) }
    if isFrozen {
      let behind = snapshot.orders.behind
      let count = behind > 0 ? " +\(behind)" : ""
      // Where all else has to go, one piece that tells of the state stays.
      let isOnly = !pieces.contains { $0.isRequired && $0.rank == 0 }
      add(
        "PAUSED", .statePaused, [("PAUSED\(count)", 85), ("PAUSED", 93), ("P\(count)", 95), ("P", 0)],
        rank: isOnly ? 0 : 1)
    }
  }

  private mutating func addLive(_ snapshot: Snapshot, isRequired: Bool) {
    let word = snapshot.isDemo ? "DEMO" : "LIVE"
    let since = snapshot.gauge.connectedFor.map { [("● \(word) \($0.clockText)", 56)] } ?? []
    let shortest = snapshot.isDemo ? [] : [("●", 0)]
    add(
      word, snapshot.isDemo ? .stateDemo : .stateLive,
      since + [("● \(word)", 80), ("●\(word)", 90)] + shortest, isRequired: isRequired)
  }

  private mutating func addStaleIfSo(_ snapshot: Snapshot) {
    if let silence = snapshot.gauge.staleFor { addStale(silence) }
  }

  private mutating func addStale(_ silence: Duration) {
    add(
      "STALE", .stateStale,
      [("■ STALE \(silence.clockText)", 84), ("STALE \(silence.ageText)", 90), ("STALE", 95), ("STL", 0)])
  }

  private mutating func addWaiting(_ remaining: Duration, _ reason: WaitReason, _ snapshot: Snapshot) {
    let (long, short) = (remaining.countdownText, remaining.shortCountdownText)
    switch reason {
    case .retry(let number, let limit, let cause):
      addStaleIfSo(snapshot)
      let count = limit.map { "\(number)/\($0)" } ?? "\(number)"
      add(
        "RETRY", .stateRetry,
        [
          ("○ RETRY \(count) in \(long)", 83), ("RETRY \(count) \(short)", 86), ("RETRY \(short)", 89), ("RETRY", 94),
          ("RTRY", 0),
        ])
      addCause(cause)
    case .announced:
      addStaleIfSo(snapshot)
      add(
        "MAINTENANCE", .stateMaintenance,
        [
          ("○ MAINTENANCE back in \(long)", 83), ("MAINT back \(short)", 86), ("MAINT \(short)", 89), ("MAINT", 94),
          ("MNT", 0),
        ])
    case .offline(_, let cause):
      isTrusted = false
      add(
        "OFFLINE", .stateStale,
        [("■ OFFLINE, next try in \(long)", 82), ("OFFLINE \(short)", 87), ("OFFLINE", 94), ("OFF", 0)])
      addCause(cause)
    }
  }

  private mutating func addStopped(_ end: StreamEnd, isDemo: Bool) {
    if end == .endOfRecording {
      add("DEMO", .stateDemo, [("■ DEMO ended", 84), ("DEMO end", 90), ("DEMO", 0)])
      return
    }
    let reason = end.shortText
    add(
      "STOPPED", .stateStopped,
      [("■ STOPPED \(reason)", 62), ("■ STOPPED", 88), ("STOPPED", 94), ("STOP", 96), ("END", 0)])
  }

  private mutating func addReplay(_ done: Int, of total: Int?) {
    let progress = total.map { "\(done)/\($0)" } ?? "\(done)"
    add(
      "REPLAY", .stateReplay, [("● REPLAY \(progress)", 84), ("REPLAY \(progress)", 89), ("REPLAY", 93), ("REPL", 0)])
    guard let total, total > 0 else { return }
    let columns = 10
    let filled = Gauge(fraction: Double(done) / Double(total)).filledCells(of: columns)
    let bar = [
      Span(String(repeating: "█", count: filled), .gaugeFill),
      Span(String(repeating: "▁", count: columns - filled), .gaugeEmpty),
    ]
    let place = pieces.count - 1
    guard let longest = pieces[place].forms.first else { return }
    pieces[place].forms.insert(.init(spans: longest.spans + [Span(" ", .text)] + bar, keep: 23), at: 0)
  }

  private mutating func addGap(_ gaps: [Gap], now: Timestamp) {
    var longest: [(String, Int)] = []
    if let gap = gaps.last {
      let from = gap.requestedID.map { forTerminal($0, maxCells: 12).text } ?? ""
      let to = gap.oldestAvailable.map { forTerminal($0, maxCells: 12).text } ?? ""
      if !from.isEmpty, !to.isEmpty {
        let ids = "\(from)…\(to) never seen"
        longest = [("GAP of \(gap.at.mediumClockText(today: now)), \(ids)", 17), ("GAP \(ids)", 37)]
      }
    }
    let count = gaps.count > 1 ? " ×\(gaps.count)" : ""
    add("GAP", .stateGap, longest + (count.isEmpty ? [] : [("GAP\(count)", 70)]) + [("GAP", 0)])
  }

  /// Why a connection was lost, where there is room.
  private mutating func addCause(_ cause: String) {
    guard !cause.isEmpty else { return }
    let keep = 38
    pieces.append(
      LinePiece(
        .dim, [(forTerminal(cause, maxCells: 48).text, keep), (forTerminal(cause, maxCells: 24).text, keep + 1)]))
  }

  /// The states worth a word of their own: how the connection is doing is not, where it matters more that the board is old.
  var mainMarks: [(word: String, role: Role)] {
    guard isRestored || words.contains("STALE") else { return marks }
    return marks.filter { !Self.connectionWords.contains($0.word) }
  }

  private static let connectionWords: Set = ["CONNECTING", "REPLAY", "RETRY", "MAINTENANCE"]

  mutating func add(
    _ word: String, _ role: Role, _ forms: [(text: String, keep: Int)], isRequired: Bool = true, keep: Int? = nil,
    rank: Int = 0
  ) {
    // STALE, or how old the board is, says enough where there is no room for how the connection is doing.
    let isCovered = (isRestored || words.contains("STALE")) && Self.connectionWords.contains(word)
    marks.append((word, role))
    let forms = forms.map { LinePiece.Form(spans: [Span($0.text, role)], keep: keep ?? $0.keep) }
    var piece = LinePiece(forms, isRequired: isRequired && !isCovered)
    piece.rank = rank
    pieces.append(piece)
  }
}
