import Testing

@testable import TerminalUI

@Suite("Text in blocks")
struct BlockTextTests {
  private func drawn(_ text: String, scale: Int, charset: Charset = .unicode, style: Style = .plain) -> Surface {
    let block = BlockText(text)
    let size = Size(columns: block.columns(scale: scale), rows: BlockText.rows(scale: scale))
    var surface = Surface(size: size, charset: charset)
    block.draw(on: &surface, column: 0, row: 0, scale: scale, style: style)
    return surface
  }

  @Test("the smallest letters are three rows of half blocks")
  func small() {
    #expect(
      drawn("STALE 4:12", scale: 1).text == """
        █▀▀▀ ▀█▀ ▄▀▄ █   █▀▀    █ █ ▄ ▄█  ▀▀█
        ▀▀▀█  █  █▀█ █   █▀     ▀▀█ ▄  █  █▀▀
        ▀▀▀▀  ▀  ▀ ▀ ▀▀▀ ▀▀▀      ▀   ▀▀▀ ▀▀▀
        """)
  }

  @Test("twice as large, a dot is two columns and one row")
  func middle() {
    let five = """
      ██████  ██  ██
      ██      ██  ██
      ██████  ██████
          ██      ██
      ██████      ██
      """
    #expect(drawn("54", scale: 2).text == five)
    #expect(drawn("54", scale: 2, charset: .ascii).text == String(five.map { $0 == "█" ? "#" : $0 }))
  }

  @Test("an odd size ends in half a row, or in whole ones with ASCII alone")
  func odd() {
    #expect(drawn("-", scale: 3).text == "\n\n\n█████████\n▀▀▀▀▀▀▀▀▀\n\n\n")
    #expect(drawn("-", scale: 3, charset: .ascii).text == "\n\n\n#########\n#########\n\n\n")
  }

  @Test("ASCII has no half rows, and so nothing so small")
  func smallest() {
    #expect(drawn("8", scale: 1, charset: .ascii).text == "\n\n")
    #expect(drawn("8", scale: 0).text == "")
  }

  @Test("all rows of a letter are of one length, and each letter has a form of its own")
  func font() {
    for (scalar, rows) in BlockText.font {
      #expect(rows.count == 5, "\(scalar)")
      #expect(Set(rows.map(\.utf8.count)).count == 1, "\(scalar)")
    }
    // In words, O and 0 are told apart by what is beside them.
    let forms = Dictionary(grouping: BlockText.font.keys, by: { BlockText.font[$0] ?? [] })
    #expect(forms.values.filter { $0.count > 1 }.map { Set($0) } == [["0", "O"]])
    for scalar in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ :.-+/".unicodeScalars { #expect(BlockText.font[scalar] != nil) }
  }

  @Test("small letters are capitals, and what has no form is a question mark")
  func others() {
    #expect(BlockText("stale") == BlockText("STALE"))
    #expect(BlockText("\u{1B}é漢~") == BlockText("????"))
    #expect(BlockText(String(repeating: "x", count: 1_000_000)).columns(scale: 1) < 1000)
  }

  @Test("the strokes carry the colour, never reversed")
  func style() {
    let style = Style(foreground: Color(9), attributes: [.bold, .reverse, .underline])
    let surface = drawn("8", scale: 1, style: style)
    #expect(surface[column: 0, row: 0].style == Style(foreground: Color(9), attributes: .bold))
    #expect(surface[column: 1, row: 1].glyph != .blank)
    #expect(drawn("0", scale: 2, style: style)[column: 2, row: 2] == .blank)
  }

  @Test("the largest scale is the largest that fits")
  func largest() {
    for columns in -1...90 {
      for rows in -1...30 {
        let scale = BlockText.scale(dots: 7, columns: columns, rows: rows)
        #expect(scale >= 0)
        if scale > 0 { #expect(7 * scale <= columns && BlockText.rows(scale: scale) <= rows) }
        #expect(7 * (scale + 1) > columns || BlockText.rows(scale: scale + 1) > rows)
      }
    }
  }

  @Test("what lies outside is cut, and huge sizes do no harm")
  func clipped() {
    var surface = Surface(size: Size(columns: 4, rows: 2))
    BlockText("88").draw(on: &surface, column: -3, row: -1, scale: 2, style: .plain)
    BlockText("88").draw(on: &surface, column: 3, row: 1, scale: 40, style: .plain)
    #expect(surface.size == Size(columns: 4, rows: 2))
  }
}
