import Testing

@testable import TerminalUI

@Suite("Surface")
struct SurfaceTests {
  private let red = Style(foreground: Color(1), attributes: .bold)

  private func drawn(
    columns: Int, rows: Int = 1, charset: Charset = .unicode, _ draw: (inout Surface) -> Void
  ) -> Surface {
    var surface = Surface(size: Size(columns: columns, rows: rows), charset: charset)
    draw(&surface)
    return surface
  }

  @Test("a cell is 8 bytes")
  func cellSize() { #expect(MemoryLayout<Cell>.stride == 8) }

  @Test("text is written where it is told to, and says how much room it took")
  func writes() {
    var used = 0
    let surface = drawn(columns: 10, rows: 2) { used = $0.write("late", column: 3, row: 1, style: red) }
    #expect(used == 4)
    #expect(surface.text == "\n   late")
    #expect(surface[column: 3, row: 1].style == red)
    #expect(surface[column: 2, row: 1] == .blank)
  }

  @Test("text is cut at its room and at the edge, from the end or from the start")
  func clips() {
    #expect(drawn(columns: 8) { $0.write("warehouse-1", column: 0, row: 0, style: .plain) }.text == "warehou…")
    #expect(
      drawn(columns: 20) { $0.write("warehouse-1", column: 0, row: 0, columns: 4, style: .plain) }.text == "war…")
    #expect(
      drawn(columns: 6) { $0.write("order-4711", column: 0, row: 0, style: .plain, clip: .keepEnd) }.text == "…-4711")
    #expect(
      drawn(columns: 6, charset: .ascii) { $0.write("order-4711", column: 0, row: 0, style: .plain) }.text == "order~")
    #expect(
      drawn(columns: 5) { $0.write("日本語", column: 0, row: 0, style: .plain, clip: .keepEnd) }.text == "…本語")
  }

  @Test("text can stand at the right end of its room")
  func trailing() {
    #expect(
      drawn(columns: 8) { $0.writeTrailing("12:41", column: 1, row: 0, columns: 6, style: .plain) }.text == "  12:41")
    #expect(
      drawn(columns: 8) { $0.writeTrailing("1234567", column: 1, row: 0, columns: 4, style: .plain) }.text == " 123…")
    #expect(drawn(columns: 8) { $0.writeTrailing("日本", column: 0, row: 0, columns: 8, style: .plain) }.text == "    日本")
  }

  @Test(
    "drawing outside is clipped",
    arguments: [(-3, 0), (0, -1), (9, 0), (0, 5), (.max, .max), (.min, .min)] as [(Int, Int)])
  func outside(column: Int, row: Int) {
    let surface = drawn(columns: 4, rows: 2) {
      $0.write("text", column: column, row: row, style: red)
      $0.write("日本", column: column, row: row, columns: .min, style: red)
      $0.fill(Rect(column: column, row: row, columns: 1, rows: 1), style: red)
      $0.horizontalLine(column: column, row: row, columns: 2, style: red)
      $0.verticalLine(column: column, row: row, rows: 1, style: red)
      $0.put("x", column: column, row: row, style: red)
    }
    #expect(column == -3 || surface == Surface(size: Size(columns: 4, rows: 2)))
    #expect(surface[column: column, row: row] == .blank)
  }

  @Test("a surface without cells takes everything and shows nothing")
  func empty() {
    let surface = drawn(columns: 0, rows: 0) {
      $0.write("text", column: 0, row: 0, style: .plain)
      $0.fill($0.bounds, style: red)
    }
    #expect(surface.text == "")
  }

  @Test("a wide character has a second cell, and loses both when one is overwritten")
  func wide() {
    var surface = drawn(columns: 6) { $0.write("a日本", column: 0, row: 0, style: .plain) }
    #expect(surface[column: 2, row: 0].glyph.isContinuation)
    #expect(surface.text == "a日本")
    surface.write("x", column: 2, row: 0, style: .plain)
    #expect(surface.text == "a x本")
    surface.write("y", column: 3, row: 0, style: .plain)
    #expect(surface.text == "a xy")
    #expect(surface[column: 4, row: 0].glyph == .blank)
  }

  @Test("a base and its marks share a cell")
  func marks() throws {
    let surface = drawn(columns: 4) { $0.write("xe\u{301}y", column: 0, row: 0, style: .plain) }
    let glyph = surface[column: 1, row: 0].glyph
    #expect(surface.text(of: glyph) == "e\u{301}")
    #expect(try #require(glyph.clusterIndex) == 0)
    #expect(surface[column: 2, row: 0].glyph.scalar == "y")
  }

  @Test("controls never reach a cell")
  func controls() {
    let surface = drawn(columns: 20) { $0.write("a\u{1B}[31m\u{7}b\n", column: 0, row: 0, style: .plain) }
    #expect(surface.text == "a·[31m·b·")
    let put = drawn(columns: 2) { $0.put("\u{1B}", column: 0, row: 0, style: .plain) }
    #expect(put.text == "·")
  }

  @Test("the drawing vocabulary has an ASCII form")
  func ascii() {
    let surface = drawn(columns: 4, rows: 2, charset: .ascii) {
      $0.horizontalLine(column: 0, row: 0, columns: 4, style: .plain)
      $0.verticalLine(column: 1, row: 0, rows: 2, style: .plain)
      $0.write("●é", column: 2, row: 1, style: .plain)
    }
    #expect(surface.text == "-|--\n |*?")
  }

  @Test("a rectangle can be filled and restyled")
  func rectangles() {
    var surface = drawn(columns: 4, rows: 2) { $0.write("abcd", column: 0, row: 0, style: .plain) }
    surface.restyle(Rect(column: 1, row: 0, columns: 2, rows: 5)) { $0.attributes.insert(.reverse) }
    #expect(surface.text == "abcd\n")
    let reverse = Style(attributes: .reverse)
    #expect(surface.cells.map(\.style) == [.plain, reverse, reverse, .plain, .plain, reverse, reverse, .plain])
    surface.fill(Rect(column: 2, row: 0, columns: 9, rows: 1), style: red)
    #expect(surface.text == "ab\n")
    #expect(surface.cells.map(\.style) == [.plain, reverse, red, red, .plain, reverse, reverse, .plain])
  }

  @Test("the quick ways for plain text draw what the long way does", arguments: 0..<20)
  func quickWays(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for _ in 0..<100 {
      let words = ["ab", "order-4711", "─", "●", "é", "…", "e\u{301}", "漢", "\u{200D}", "\u{A0}", "x", "\u{1B}"]
      var text = ""
      for _ in 0..<Int.random(in: 0...6, using: &random) { text += words.randomElement(using: &random) ?? "" }
      let room = Int.random(in: 1...20, using: &random)
      for (charset, clip) in [(Charset.unicode, Clip.keepStart), (.unicode, .keepEnd), (.ascii, .keepStart)] {
        let long = forTerminal(text, maxCells: room, charset: charset, clip: clip)
        var used = 0
        let surface = drawn(columns: 24, charset: charset) {
          used = $0.write(text, column: 2, row: 0, columns: room, style: red, clip: clip)
        }
        let expected = drawn(columns: 24, charset: charset) {
          $0.write(long.text, column: 2, row: 0, style: red)
        }
        #expect(used == long.cells)
        #expect(surface.text == expected.text, "\(text.debugDescription) in \(room)")
        #expect(surface.text.drop { $0 == " " } == long.text.drop { $0 == " " }.trimmingEnd())
      }
    }
  }

  @Test("whatever is written stays printable and inside its room", arguments: 0..<20)
  func hostile(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for _ in 0..<50 {
      let charset = Charset.allCases.randomElement(using: &random) ?? .unicode
      var surface = Surface(size: Size(columns: 20, rows: 1), charset: charset)
      let column = Int.random(in: 0..<20, using: &random)
      let room = Int.random(in: 0...25, using: &random)
      let text = HostileText.random(using: &random)
      let used = surface.write(
        text, column: column, row: 0, columns: room, style: red,
        clip: Bool.random(using: &random) ? .keepEnd : .keepStart)
      #expect(used <= min(room, 20 - column))
      for index in 0..<20 where index < column || index >= column + used {
        #expect(surface[column: index, row: 0] == .blank)
      }
      #expect(surface.text.unicodeScalars.allSatisfy { ScalarWidth(of: $0) != .unprintable })
      #expect(surface.clusters.allSatisfy { (2...5).contains($0.unicodeScalars.count) })
    }
  }
}

extension Substring {
  fileprivate func trimmingEnd() -> Substring {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
