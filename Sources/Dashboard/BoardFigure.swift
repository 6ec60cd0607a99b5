import OrderProtocol
import OrderStore
import TerminalUI

/// One number of the big-number board.
struct BoardFigure: Equatable {
  var label: String
  /// Drawn large; letters are capitals.
  var value: String
  /// As wide as the value usually gets, so that the board does not change its shape with every digit.
  var usual: String
  /// What there is to say about it, the longest first.
  var notes: [String]
  var role: Role
  /// Instead of the value, where it is told in a line of text: the longest first.
  var lineTexts: [String] = []

  /// The label in a line of text: a look is mark enough there.
  var lineLabel: String { label.split(separator: " ").filter { $0 != "!!" }.joined(separator: " ") }

  var texts: [String] { lineTexts.isEmpty ? [value] : lineTexts }

  /// How many dots it is wide.
  var dots: Int { max(BlockText(value).columns(scale: 1), BlockText(usual).columns(scale: 1)) }
}

extension BoardFigure {
  /// How many of ``all(_:)`` are to be as large as possible.
  static let primaryCount = 2

  /// All that the board has to say, the most important first.
  static func all(_ snapshot: Snapshot) -> [BoardFigure] {
    var figures = [
      late(snapshot.counts), open(snapshot.counts), oldest(snapshot.counts), heartbeat(snapshot.gauge),
      shipped(snapshot.counts), worst(snapshot.counts),
    ]
    if snapshot.hasHeardNothing {
      for index in figures.indices {
        figures[index].value = "-"
        figures[index].notes = []
        figures[index].lineTexts = []
      }
    }
    if snapshot.hasHeardNothing || !ScreenState(snapshot).isTrusted {
      for index in figures.indices { figures[index].role = .dim }
    }
    return figures
  }

  private static func late(_ counts: OrderCounts) -> BoardFigure {
    let soon = counts.warning > 0 ? "~ \(counts.warning) soon" : "none soon"
    var notes = [soon]
    if let forecast = counts.forecast { notes.insert("\(soon), \(forecast.text)", at: 0) }
    if let next = counts.nextLate {
      let time = next.remaining.ageText
      let ahead = counts.forecast.map { ["\(soon), next in \(time), \($0.text)", "\(soon), \($0.shortText)"] } ?? []
      notes =
        ahead + [
          "\(soon), next in \(time): \(forTerminal(next.id.rawValue, maxCells: 24).text)", "\(soon), next in \(time)",
          "next in \(time)",
        ]
    }
    return BoardFigure(
      label: counts.late > 0 ? "!! LATE !!" : "LATE", value: "\(counts.late)", usual: "88", notes: notes,
      role: counts.late > 0 ? .tileAlarm : .tileNumber)
  }

  private static func open(_ counts: OrderCounts) -> BoardFigure {
    let other = counts.other > 0 ? ", \(counts.other) other" : ""
    return BoardFigure(
      label: "OPEN", value: "\(counts.open)", usual: "88",
      notes: [
        "\(counts.created) created, \(counts.pending) pending, \(counts.processing) processing\(other)",
        "\(counts.created) new \(counts.pending) pend \(counts.processing) proc",
      ], role: .tileNumber)
  }

  private static func oldest(_ counts: OrderCounts) -> BoardFigure {
    BoardFigure(
      label: "OLDEST", value: counts.oldestOpen?.boardText ?? "-", usual: usualAge,
      notes: [counts.oldestOpen == nil ? "none open" : ""], role: .tileNumber)
  }

  private static func heartbeat(_ gauge: HeartbeatGauge) -> BoardFigure {
    let heartbeat = HeartbeatText(gauge)
    let timeout = "of \(gauge.timeout.components.seconds) s"
    let longest = gauge.longestSilence.map { ", longest silence \($0.ageText)" } ?? ""
    return BoardFigure(
      label: "HEARTBEAT", value: gauge.sinceHeartbeat?.boardText ?? "-", usual: usualAge,
      notes: [timeout + longest, timeout], role: heartbeat.role == .dim ? .tileNumber : heartbeat.role)
  }

  private static func shipped(_ counts: OrderCounts) -> BoardFigure {
    let errors = "\(counts.errorsLastHour) error\(counts.errorsLastHour == 1 ? "" : "s")"
    return BoardFigure(
      label: "SHIPPED/H", value: "\(counts.shippedLastHour)", usual: "888",
      notes: ["\(errors) in the last hour", errors],
      role: .tileNumber)
  }

  /// The order that is furthest over its limit, or how long until the next one is over.
  private static func worst(_ counts: OrderCounts) -> BoardFigure {
    if let worst = counts.worst {
      let id = forTerminal(worst.id.rawValue, maxCells: 24).text
      let over = "+\(worst.overdue.ageText)"
      return BoardFigure(
        label: "WORST", value: worst.id.boardText, usual: "8888",
        notes: ["\(id) \(forTerminal(worst.status.word, maxCells: 16).text) \(over)", "\(id) \(over)", over],
        role: .late, lineTexts: ["\(id) \(over)", id])
    }
    guard let next = counts.nextLate else {
      return BoardFigure(
        label: "NEXT LATE", value: "-", usual: usualAge, notes: ["nothing can be late"], role: .tileNumber)
    }
    let id = forTerminal(next.id.rawValue, maxCells: 24).text
    return BoardFigure(
      label: "NEXT LATE", value: next.remaining.boardText, usual: usualAge,
      notes: ["\(id) \(forTerminal(next.status.word, maxCells: 16).text)", id], role: .tileNumber)
  }

  private static let usualAge = "8H88"
}

extension LimitedOrder {
  /// What is left until it is late.
  var remaining: Duration { .zero - overdue }
}

extension Snapshot {
  /// Not one byte has come, and nothing was saved: no number means anything yet.
  var hasHeardNothing: Bool { gauge.sinceSignOfLife == nil && asOf == nil }
}

extension Duration {
  /// An age in a few large letters. Seconds are told below ten minutes: what ticks draws the eye. `0:41`, `52M`, `2H14`.
  var boardText: String {
    let seconds = max(0, components.seconds)
    if seconds < 600 { return ageText }
    if seconds < 6_000 { return "\(seconds / 60)M" }
    if seconds >= 360_000 { return "\(seconds / 3_600)H" }
    let minutes = seconds / 60 % 60
    return "\(seconds / 3_600)H\(minutes < 10 ? "0" : "")\(minutes)"
  }
}

extension OrderID {
  /// The end of it that tells it apart, in a few large letters.
  fileprivate var boardText: String {
    let tail = rawValue.suffix(24).split(separator: "-").last.map(String.init) ?? ""
    let safe = forTerminal(tail, maxCells: 24, charset: .ascii).text.suffix(6)
    return safe.isEmpty ? "-" : String(safe)
  }
}
