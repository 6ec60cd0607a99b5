import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

/// What has the keys and fills the screen, one by one, at every size and in every look.
@Suite("Screens of each mode")
struct ModeScreenTests {
  private static let modes = [
    "busy", "detail-scrolled", "detail", "scrolled", "help", "filter-editing", "board", "board-stale", "feed",
  ]
  private static let sizes = [(160, 48), (120, 40), (80, 24), (40, 6), (20, 3), (20, 1)]

  private func fixture(_ name: String) throws -> Fixture { try #require(Fixture.all.first { $0.name == name }) }

  @Test("with ASCII alone", arguments: modes)
  func ascii(mode: String) throws {
    let fixture = try fixture(mode)
    let sections = Self.sizes.dropFirst().map { columns, rows in
      let text = fixture.drawn(columns, rows, charset: .ascii).text
      #expect(text.utf8.allSatisfy { $0 == 0x0A || 0x20..<0x7F ~= $0 })
      return "\(columns)x\(rows)\n\(text)"
    }
    try Golden.compare(sections.joined(separator: "\n\n"), with: "ascii-\(mode)")
  }

  @Test("what each cell means, and how that looks in sixteen colours and in none", arguments: modes)
  func looks(mode: String) throws {
    let fixture = try fixture(mode)
    var sections = Self.sizes.map { columns, rows in
      "\(columns)x\(rows)\n\(StyleMap(fixture.drawn(columns, rows, look: .roles), names: Look.roleNames).text)"
    }
    for (name, look) in [("sixteen colours", Look.sixteenColors), ("no colours", .noColors)] {
      sections.append("80x24, \(name)\n\(StyleMap(fixture.drawn(80, 24, look: look)).text)")
    }
    try Golden.compare(sections.joined(separator: "\n\n"), with: "looks-\(mode)")
  }
}

/// The styles of a screen, row by row as runs: `a12 .3` is twelve cells of one style and three plain ones.
private struct StyleMap {
  private(set) var text = ""

  init(_ surface: Surface, names: [Style: String] = [:]) {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    var seen: [Style: Int] = [:]
    var legend: [String] = []
    for row in 0..<surface.size.rows {
      var runs: [(mark: String, count: Int)] = []
      for column in 0..<surface.size.columns {
        let style = surface[column: column, row: row].style
        var mark = "."
        if style != .plain {
          let index = seen[style, default: seen.count]
          mark = index < letters.count ? String(letters[index]) : "?"
          if seen.updateValue(index, forKey: style) == nil { legend.append("\(mark) \(names[style] ?? "\(style)")") }
        }
        if runs.last?.mark == mark { runs[runs.count - 1].count += 1 } else { runs.append((mark, 1)) }
      }
      if runs.last?.mark == "." { runs.removeLast() }
      text += runs.map { "\($0.mark)\($0.count)" }.joined(separator: " ") + "\n"
    }
    text += legend.joined(separator: "\n")
  }
}

extension Look {
  /// Each role has a look of its own, so that a screen shows what every cell means.
  fileprivate static let roles = Look(
    Dictionary(uniqueKeysWithValues: Role.allCases.enumerated().map { ($1, $1 == .text ? .plain : style($0)) }))

  fileprivate static let roleNames: [Style: String] = Dictionary(
    uniqueKeysWithValues: Role.allCases.enumerated().map { (style($0), $1.rawValue) })

  private static func style(_ index: Int) -> Style {
    Style(foreground: Color(UInt8(truncatingIfNeeded: 16 + index)))
  }
}
