import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

struct ThemesPaneTests {
  private func choosing(_ selected: Int, of count: Int = 30) -> Fixture {
    let options = (0..<count).map { Choice.Option("t\($0)", note: $0 == 2 ? "now" : "", description: "Theme \($0)") }
    return Fixture("choosing") { snapshot in
      snapshot.view.choice = Choice(.theme, title: "Themes", options: options, selected: selected)
    }
  }

  @Test("the selected theme is on the screen at every size with room for a word", arguments: 1...40)
  func alwaysNamed(rows: Int) {
    for columns in [20, 29, 30, 40, 59, 60, 80, 100, 120, 160] {
      for selected in [0, 1, 13, 28, 29] {
        let text = choosing(selected).drawn(columns, rows).text
        #expect(text.contains("t\(selected)"), "\(columns)x\(rows)\n\(text)")
      }
    }
  }

  @Test("part of the board stays in sight, but for the narrowest of screens")
  func preview() {
    let pane = ThemesPane(choice: Choice(.theme, title: "Themes", options: []))
    for columns in 30...200 {
      for rows in 5...50 {
        let layout = Layout(view: ViewState(), size: Size(columns: columns, rows: rows))
        let area = pane.area(in: layout)
        #expect(area.columns >= 20 && area.columns <= columns * 2 / 3 && area.column + area.columns == columns)
        #expect(area.row == layout.panes.row && area.row + area.rows <= layout.panes.row + layout.panes.rows)
      }
    }
  }

  @Test("the row of the selected theme looks so, that of the one in use is marked, and the selected one described")
  func marks() throws {
    let drawn = choosing(1, of: 5).drawn(120, 40)
    let rows = drawn.text.split(separator: "\n", omittingEmptySubsequences: false)
    let selected = try #require(rows.firstIndex { $0.contains("│ t1") })
    #expect(rows[selected + 1].contains(/│ t2 +now/))
    #expect(drawn[column: 119, row: selected].style == Look.test.overlaid(Look.test[.text], with: .selection))
    #expect(drawn[column: 119, row: selected + 1].style == Look.test[.text])
    #expect(rows[selected + 4 + 1].contains("Theme 1"))
  }

  @Test("the help lies over the list")
  func help() {
    let fixture = Fixture("help") { snapshot in
      snapshot.view.choice = Choice(.theme, title: "Themes", options: [Choice.Option("t")])
      snapshot.view.showsHelp = true
    }
    let text = fixture.drawn(120, 40).text
    #expect(text.contains("Keys and marks") && !text.contains("Themes 1 of 1"))
  }
}
