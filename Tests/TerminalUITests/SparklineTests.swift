import Testing

@testable import TerminalUI

@Suite("Sparkline")
struct SparklineTests {
  @Test(
    "bars stand between 0 and the largest value",
    arguments: [
      ([0, 1, 2, 3, 4, 5, 6, 7], 8, "▁▂▃▄▅▆▇█"), ([7], 1, "█"), ([0, 0], 2, "▁▁"), ([], 5, ""), ([1, 2], 0, ""),
      ([9, 9, 0, 7], 2, "▁█"), ([3, nil, 3], 3, "█ █"), ([.nan, -1, .infinity, 2], 4, "   █"), ([1], -1, ""),
    ] as [([Double?], Int, String)])
  func bars(values: [Double?], columns: Int, text: String) {
    #expect(Sparkline.text(values, columns: columns, charset: .unicode) == text)
  }

  @Test("bars can be measured against more than the largest value")
  func top() {
    #expect(Sparkline.text([30, 60, 90], columns: 3, top: 60, charset: .unicode) == "▃▆█")
    #expect(Sparkline.text([30, 60], columns: 2, top: 60, charset: .unicode) == "▅█")
  }

  @Test("ASCII has as many heights")
  func ascii() {
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7], columns: 8, charset: .ascii) == ".:-=+*%#")
  }
}
