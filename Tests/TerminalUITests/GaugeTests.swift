import Testing

@testable import TerminalUI

@Suite("Gauge")
struct GaugeTests {
  @Test(
    "only an empty gauge shows nothing, only a full one shows all",
    arguments: [
      (0, 10, 0), (-1, 10, 0), (0.001, 10, 1), (0.5, 10, 5), (0.999, 10, 9), (1, 10, 10), (7, 10, 10), (0.5, 0, 0),
      (0.5, -3, 0), (.nan, 10, 0), (.infinity, 10, 10), (0.9, 1, 0),
    ] as [(Double, Int, Int)])
  func filled(fraction: Double, columns: Int, cells: Int) {
    #expect(Gauge(fraction: fraction).filledCells(of: columns) == cells)
  }

  @Test("a gauge is drawn in its two styles")
  func drawn() {
    var surface = Surface(size: Size(columns: 6, rows: 1))
    let fill = Style(foreground: Color(2))
    Gauge(fraction: 0.5).draw(on: &surface, column: 1, row: 0, columns: 4, fill: fill, empty: .plain)
    #expect(surface.text == " ██▁▁")
    #expect(surface[column: 2, row: 0].style == fill)
    #expect(surface[column: 3, row: 0].style == .plain)
  }
}
