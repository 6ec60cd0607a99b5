import Testing

@testable import TerminalUI

@Suite("Rect")
struct RectTests {
  @Test("pieces are cut off at each side and what is left shrinks")
  func cuts() {
    var rect = Rect(columns: 10, rows: 6)
    #expect(rect.cutTop(1) == Rect(columns: 10, rows: 1))
    #expect(rect.cutBottom(2) == Rect(row: 4, columns: 10, rows: 2))
    #expect(rect.cutLeft(3) == Rect(row: 1, columns: 3, rows: 3))
    #expect(rect.cutRight(4) == Rect(column: 6, row: 1, columns: 4, rows: 3))
    #expect(rect == Rect(column: 3, row: 1, columns: 3, rows: 3))
  }

  @Test("no more is cut off than there is, and nothing for a negative number")
  func bounds() {
    var rect = Rect(columns: 3, rows: 2)
    #expect(rect.cutTop(9) == Rect(columns: 3, rows: 2))
    #expect(rect.isEmpty)
    #expect(rect.cutBottom(1).isEmpty)
    #expect(rect.cutLeft(-1).isEmpty)
    #expect(rect.columns == 3)
  }
}
