import OrderStore
import TerminalUI

/// A chart of the screen about the feed: bars, a scale at their right, and a line where a limit is.
struct FeedChart {
  let bars: BarChart
  let rows: Int
  /// The value at which bars are bad news, with a line drawn there.
  let limit: Double?
  let unit: String

  /// Time between heartbeats, in seconds, against the timeout.
  init(intervals: [Double?], timeout: Duration, rows: Int) {
    let limit = max(1, timeout / .seconds(1))
    bars = BarChart(intervals, top: limit)
    self.limit = limit
    self.rows = rows
    unit = " s"
  }

  /// Events in each second.
  init(eventHistory: [Int], rows: Int) {
    bars = BarChart(eventHistory.map(Double.init), top: 1, cutsPeaks: true)
    limit = nil
    self.rows = rows
    unit = "/s"
  }

  var lines: [FeedLine] { (0..<rows).map { .chart(self, row: $0) } }

  func draw(row: Int, on canvas: inout Canvas, column: Int, at line: Int, columns: Int) {
    let scaleColumns = columns >= 30 ? 8 : 0
    let room = columns - scaleColumns
    let limitRow = limit.flatMap { bars.row(of: $0, rows: rows) }
    if row == limitRow {
      canvas.surface.horizontalLine(column: column, row: line, columns: room, style: canvas.look[.border])
    }
    let look = canvas.look
    bars.draw(row: row, of: rows, on: &canvas.surface, column: column, at: line, columns: room, hole: look[.stateGap]) {
      look[role(of: $0)]
    }
    guard scaleColumns > 0 else { return }
    let mark: String? =
      if row == limitRow, let limit { "\(Self.text(limit))\(unit)" } else if row == 0 {
        "\(Self.text(bars.top))\(unit)"
      } else if row == rows - 1 { "0" } else { nil }
    guard let mark else { return }
    canvas.write(mark, .dim, column: column + room + 1, row: line, columns: scaleColumns - 1)
  }

  private func role(of value: Double) -> Role {
    guard let limit else { return .sparkline }
    return value >= limit ? .gaugeOverdue : value >= limit * 0.75 ? .gaugeWarning : .gaugeFill
  }

  private static func text(_ value: Double) -> String { "\(Int(exactly: value.rounded()) ?? 0)" }
}
