import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

struct MatchMarksTests {
  private func marked(_ text: String, _ search: String, columns: Int = 20) -> String {
    var canvas = Canvas(surface: Surface(size: Size(columns: columns, rows: 1)), look: .test)
    canvas.write(text, .text, column: 0, row: 0)
    var view = ViewState()
    view.search = search
    let plain = canvas.surface
    MatchMarks(view)?.draw(on: &canvas, [canvas.surface.bounds])
    return (0..<columns).map { column in
      canvas.surface[column: column, row: 0].style == plain[column: column, row: 0].style ? "." : "#"
    }.joined()
  }

  @Test(
    "each place where it stands is marked, cell by cell",
    arguments: [
      ("order-77 Order", "ORDER", "#####....#####......"), ("aaaa", "aa", "####................"),
      ("日本語x", "本語", "..####.............."), ("Tür", "tü", "##.................."),
      ("abc", "x", "...................."),
      ("e\u{301}f", "f", ".#.................."), ("a b", "a b", "###................."),
      ("abc", "", "...................."),
    ])
  func cells(text: String, search: String, expected: String) {
    #expect(marked(text, search) == expected)
  }

  @Test("what cannot be shown is looked for as it is shown")
  func hostile() {
    #expect(marked("a\u{1B}b", "\u{1B}b") == ".##.................")
    #expect(marked("x", String(repeating: "x", count: 100_000)) == "....................")
  }
}
