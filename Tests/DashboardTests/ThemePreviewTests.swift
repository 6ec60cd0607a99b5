import TerminalUI
import Testing

@testable import Dashboard

struct ThemePreviewTests {
  @Test("the preview shows what a theme is judged by", arguments: [40, 60, 80, 100])
  func content(columns: Int) {
    let text = ThemePreview.draw(look: .test, columns: columns, charset: .unicode).text
    for word in ["LIVE", "!!", "4711", "~ ", "4688", "4714", "SHIPPED", "CANCEL", "?"] {
      #expect(text.contains(word), "\(columns): \(word)\n\(text)")
    }
  }

  @Test("it is as large as asked for, and plain where only ASCII can be shown")
  func size() {
    let surface = ThemePreview.draw(look: .test, columns: 72, charset: .ascii)
    #expect(surface.size == Size(columns: 72, rows: ThemePreview.rows))
    #expect(surface.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("in every theme and depth what is late or selected does not look like the rest", arguments: ThemeTests.names)
  func rows(name: String) throws {
    for depth in ColorDepth.allCases {
      let surface = ThemePreview.draw(look: try bundledTheme(name).look(depth: depth), columns: 80, charset: .unicode)
      // The place of the mark, from the first row of orders on: late, nearly late, selected, closed.
      let styles = (3...6).map { surface[column: 1, row: $0].style }
      #expect(styles[0] != styles[3] && styles[2] != styles[3], "\(depth): \(styles)")
    }
  }
}
