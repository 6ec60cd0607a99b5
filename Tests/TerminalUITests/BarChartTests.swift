import Testing

@testable import TerminalUI

@Suite("Bar chart")
struct BarChartTests {
  private func drawn(
    _ chart: BarChart, columns: Int, rows: Int, charset: Charset = .unicode
  ) -> String {
    var surface = Surface(size: Size(columns: columns, rows: rows), charset: charset)
    for row in 0..<rows {
      chart.draw(row: row, of: rows, on: &surface, column: 0, at: row, columns: columns, hole: .plain) { _ in .plain }
    }
    return surface.text
  }

  @Test("bars are as high as their values, a missing one is marked")
  func heights() {
    #expect(drawn(BarChart([1, 8, nil, 16, 12, 0]), columns: 6, rows: 2) == "   █▄\n▁█×██")
    #expect(drawn(BarChart([1, 8, nil, 16, 12, 0]), columns: 6, rows: 2, charset: .ascii) == "   #=\n.#x##")
  }

  @Test("few values are drawn wide, many by their newest")
  func width() {
    #expect(drawn(BarChart([1, 1]), columns: 6, rows: 1) == "██ ██")
    #expect(drawn(BarChart([1, 1]), columns: 5, rows: 1) == "█ █")
    #expect(drawn(BarChart([1, 1]), columns: 3, rows: 1) == "██")
    #expect(drawn(BarChart([1, 2, 4]), columns: 2, rows: 1) == "▄█")
  }

  @Test("the smallest value is seen, and one above the top is cut")
  func extremes() {
    #expect(drawn(BarChart([0.001, 100], top: 10), columns: 2, rows: 1) == "▁█")
    let spiky = BarChart(Array(repeating: 2.0, count: 20) + [400], cutsPeaks: true)
    #expect(spiky.top == 4)
    #expect(drawn(spiky, columns: 21, rows: 1).hasSuffix("▄▄█"))
  }

  @Test("a value has a row, where there is a chart")
  func row() {
    let chart = BarChart([30, 31], top: 60)
    #expect(chart.row(of: 60, rows: 6) == 0)
    #expect(chart.row(of: 30, rows: 6) == 3)
    #expect(chart.row(of: 1, rows: 6) == 5)
    #expect(chart.row(of: 900, rows: 6) == 0)
    #expect(BarChart([]).row(of: 1, rows: 6) == nil)
  }

  @Test("numbers that are none, and no room at all, do no harm")
  func hostile() {
    let chart = BarChart([.nan, .infinity, -1, 1e308, nil], top: .nan)
    for rows in 0...3 { for columns in 0...7 { _ = drawn(chart, columns: columns, rows: rows) } }
    #expect(drawn(chart, columns: 5, rows: 1) == "×××█×")
  }
}
