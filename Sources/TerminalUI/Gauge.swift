/// A bar that fills from the left.
package struct Gauge: Equatable, Sendable {
  /// 0 is empty, 1 is full; anything outside is cut off.
  package var fraction: Double

  package init(fraction: Double) { self.fraction = fraction }

  /// How many of `columns` cells are full: none only at 0, all only from 1 on.
  package func filledCells(of columns: Int) -> Int {
    guard columns > 0, fraction > 0 else { return 0 }
    guard fraction < 1 else { return columns }
    return min(max(columns - 1, 0), max(1, Int((fraction * Double(columns)).rounded())))
  }

  /// Draws it in one row.
  package func draw(on surface: inout Surface, column: Int, row: Int, columns: Int, fill: Style, empty: Style) {
    let filled = filledCells(of: columns)
    surface.horizontalLine(column: column, row: row, columns: filled, style: fill, glyph: "█")
    surface.horizontalLine(column: column + filled, row: row, columns: columns - filled, style: empty, glyph: "▁")
  }
}
