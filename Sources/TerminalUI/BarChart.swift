/// Bars side by side over several rows, the newest at the right.
package struct BarChart: Equatable, Sendable {
  /// The newest last. Values that are `nil`, negative or no numbers are holes.
  package var values: [Double?]
  /// A bar of this value is as high as the chart.
  package var top: Double

  private static let bars: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// The same heights; distinct where only ASCII can be shown.
  private static let asciiBars: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "%", "#"]

  /// - Parameters:
  ///   - top: the least value that the chart is as high as.
  ///   - cutsPeaks: a few values that are far above the others do not make these small; their bars are cut.
  package init(_ values: [Double?], top: Double = 0, cutsPeaks: Bool = false) {
    self.values = values
    let known = values.compactMap(\.self).filter { $0.isFinite && $0 >= 0 }.sorted()
    let largest = known.last ?? 0
    let usual = cutsPeaks && !known.isEmpty ? known[(known.count - 1) * 9 / 10] * 2 : largest
    self.top = max(top.isFinite ? top : 0, min(largest, usual))
  }

  /// How many columns each bar takes, the blank one before the next included: few values are drawn wider.
  package func pitch(columns: Int) -> Int {
    values.count * 3 <= columns ? 3 : values.count * 2 <= columns ? 2 : 1
  }

  /// The row, counted from 0 at the top, that a bar of that value reaches; `nil` where the chart is empty.
  package func row(of value: Double, rows: Int) -> Int? {
    guard top > 0, rows > 0, value.isFinite, value > 0 else { return nil }
    let eighths = Self.eighths(value / top, rows: rows)
    return rows - 1 - min(rows - 1, max(0, (eighths - 1) / 8))
  }

  private static func eighths(_ fraction: Double, rows: Int) -> Int {
    guard fraction > 0 else { return 0 }
    // What is there is seen.
    return max(1, Int((min(1, fraction) * Double(rows * 8)).rounded()))
  }

  /// Draws one row of it, counted from the top, and returns the columns used.
  ///
  /// - Parameter style: the style of a bar, by its value.
  @discardableResult
  package func draw(
    row: Int, of rows: Int, on surface: inout Surface, column: Int, at line: Int, columns: Int, hole: Style,
    style: (Double) -> Style
  ) -> Int {
    guard columns > 0, rows > 0 else { return 0 }
    let pitch = pitch(columns: columns)
    let shown = values.suffix(columns / pitch)
    let bars = surface.charset == .unicode ? Self.bars : Self.asciiBars
    for (index, value) in shown.enumerated() {
      let left = column + index * pitch
      let width = max(1, pitch - 1)
      guard let value, value.isFinite, value >= 0 else {
        if row == rows - 1 { surface.put("×", column: left, row: line, style: hole) }
        continue
      }
      let eighths = top > 0 ? Self.eighths(value / top, rows: rows) : 0
      let inRow = min(8, max(0, eighths - (rows - 1 - row) * 8))
      guard inRow > 0 else { continue }
      surface.horizontalLine(column: left, row: line, columns: width, style: style(value), glyph: bars[inRow])
    }
    return shown.count * pitch
  }
}
