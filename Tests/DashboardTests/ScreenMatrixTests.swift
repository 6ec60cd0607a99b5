import EventStream
import OrderStore
import SavedState
import TerminalUI
import Testing

@testable import Dashboard

/// Every pane and mode and state of the connection (``Fixture/all``), at every size, in 256 colours, in sixteen, in none,
/// and in ASCII. Of each there are three files in `Screens`: its text, its text in ASCII, and what each cell means. What
/// a meaning looks like in each depth is in a file for each theme; that a screen is made of nothing else is tested here.
@Suite("Screens: every mode, size and look")
struct ScreenMatrixTests {
  static let sizes = [(160, 48), (120, 40), (80, 24), (40, 6), (20, 3), (20, 1)].map(Size.init)
  /// One row can be of any width.
  private static let widths = [120, 80, 60, 40, 30, 20, 15, 10, 8, 5, 3, 2, 1]

  private func sections(_ sizes: [Size], _ content: (Size) -> String) -> String {
    sizes.map { "\($0.columns)x\($0.rows)\n\(content($0))" }.joined(separator: "\n\n")
  }

  @Test("the text", arguments: Fixture.all)
  func text(fixture: Fixture) throws {
    let texts = sections(Self.sizes.filter { $0.rows > 1 }) { fixture.drawn($0).text }
    let rows = Self.widths.map { fixture.drawn($0, 1).text }.joined(separator: "\n")
    try Golden.compare("\(texts)\n\none row\n\(rows)", with: fixture.name)
  }

  @Test("the text in ASCII", arguments: Fixture.all)
  func ascii(fixture: Fixture) throws {
    let texts = sections(Self.sizes) { fixture.drawn($0, charset: .ascii).text }
    #expect(texts.utf8.allSatisfy { $0 == 0x0A || 0x20..<0x7F ~= $0 })
    try Golden.compare(texts, with: "ascii-\(fixture.name)")
  }

  @Test("what each cell means", arguments: Fixture.all)
  func meanings(fixture: Fixture) throws {
    var maps: [RoleMap] = []
    let texts = sections(Self.sizes) { size in
      let map = RoleMap(fixture.drawn(size, look: RoleMap.look))
      maps.append(map)
      return map.text
    }
    try Golden.compare("\(texts)\n\n\(RoleMap.legend(of: maps))", with: "roles-\(fixture.name)")
  }

  @Test("what a theme's roles look like in 256 colours, in sixteen and in none", arguments: ThemeTests.names)
  func styles(theme: String) throws {
    let looks = [(ColorDepth.palette256, 256), (.sixteen, 16), (.none, 0)]
    let theme = try bundledTheme(theme)
    let lines = Role.allCases.map { role in
      let forms = looks.map { depth, colors in
        let escape = theme.look(depth: depth)[role].escape(colors: colors)
        // Without what stands around the numbers: ESC [ 0 ; … m
        return escape.dropFirst(4).dropLast()
      }
      return role.rawValue.padded(20) + forms.map { String($0).padded(24) }.joined()
    }
    let head = "SGR".padded(20) + ["256 colours", "16 colours", "no colours"].map { $0.padded(24) }.joined()
    let text = ([head] + lines).map { $0.trimmedEnd }.joined(separator: "\n")
    try Golden.compare(text, with: "styles-\(theme.name)")
  }

  @Test("in every depth the text is the same, and a cell looks like what it means", arguments: Fixture.all)
  func depths(fixture: Fixture) throws {
    // One theme that leaves the background alone, and one that paints it.
    let looks =
      try ColorDepth.allCases.map(try bundledTheme("midnight").look) + [bundledTheme("paper").look(depth: .palette256)]
    for size in Self.sizes {
      let told = fixture.drawn(size, look: RoleMap.look)
      let (map, text) = (RoleMap(told), told.text)
      for look in looks {
        let drawn = fixture.drawn(size, look: look)
        #expect(drawn.text == text, "\(size)")
        #expect(map.strangeCell(of: drawn, look) == nil, "\(size)")
      }
    }
  }
}

extension Fixture {
  func drawn(_ size: Size, look: Look = .test, charset: Charset = .unicode) -> Surface {
    drawn(size.columns, size.rows, look: look, charset: charset)
  }
}

extension RoleMap {
  var cells: [(column: Int, row: Int, meaning: CellMeaning)] {
    meanings.enumerated().flatMap { row, line in
      line.enumerated().map { column, meaning in (column, row, meaning) }
    }
  }
}

extension RoleMap {
  /// The first cell that does not look like what it means.
  fileprivate func strangeCell(of surface: Surface, _ look: Look) -> (column: Int, row: Int, meaning: CellMeaning)? {
    for (row, line) in meanings.enumerated() {
      var last: (meaning: CellMeaning, style: Style)?
      for (column, meaning) in line.enumerated() {
        let style = surface[column: column, row: row].style
        if let last, last.style == style, last.meaning == meaning { continue }
        let expected = meaning.style(in: look)
        guard style == expected || style == expected.asStroke else { return (column, row, meaning) }
        last = (meaning, style)
      }
    }
    return nil
  }
}

extension Style {
  /// As large letters are drawn: the strokes alone carry the look.
  fileprivate var asStroke: Style {
    var style = self
    style.attributes.subtract([.reverse, .underline])
    return style
  }
}

extension String {
  fileprivate func padded(_ columns: Int) -> String { self + String(repeating: " ", count: max(0, columns - count)) }

  fileprivate var trimmedEnd: Substring { self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)] }
}
