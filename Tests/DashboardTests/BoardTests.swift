import OrderProtocol
import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Big-number board")
struct BoardTests {
  private static let fixtures = Fixture.whole.filter { $0.name.hasPrefix("board") }

  private func layout(_ fixture: Fixture, _ area: Rect, charset: Charset = .unicode) -> BoardLayout {
    let size = Size(columns: area.columns, rows: area.rows)
    return BoardPane(snapshot: fixture.snapshot(size: size)).layout(area, charset: charset)
  }

  @Test("at every size each figure has its own cells and fits into them", arguments: fixtures)
  func disjoint(fixture: Fixture) {
    for columns in stride(from: 1, through: 260, by: 23) {
      for rows in stride(from: 1, through: 90, by: columns % 2 + 4) {
        let charset: Charset = rows % 2 == 0 ? .ascii : .unicode
        let area = Rect(column: 3, row: 1, columns: columns, rows: rows)
        let layout = layout(fixture, area, charset: charset)
        let rects = layout.tiles.map(\.rect) + [layout.banner, layout.bannerNote, layout.text]
        for (index, rect) in rects.enumerated() where !rect.isEmpty {
          #expect(rect.column >= area.column && rect.column + rect.columns <= area.column + columns)
          #expect(rect.row >= area.row && rect.row + rect.rows <= area.row + rows)
          #expect(!rects[(index + 1)...].contains { rect.overlaps($0) }, "\(columns)x\(rows)")
        }
        let figures = BoardFigure.all(fixture.snapshot(size: Size(columns: columns, rows: rows)))
        for tile in layout.tiles {
          #expect(tile.scale >= BlockText.smallestScale(charset))
          #expect(figures[tile.figure].dots * tile.scale <= tile.rect.columns)
          #expect(BlockText.rows(scale: tile.scale) + (tile.hasNote ? 2 : 1) <= tile.rect.rows)
        }
      }
    }
  }

  @Test("a larger screen has larger numbers, the most important ones the largest")
  func growing() throws {
    func scales(_ columns: Int, _ rows: Int) throws -> (late: Int, shipped: Int) {
      let fixture = try #require(Self.fixtures.first)
      let tiles = layout(fixture, Rect(columns: columns, rows: rows)).tiles
      func scale(_ figure: Int) -> Int { tiles.first { $0.figure == figure }?.scale ?? 0 }
      #expect(tiles.allSatisfy { $0.scale <= scale(0) } && scale(0) == scale(1))
      return (scale(0), scale(4))
    }
    #expect(try scales(40, 5).late == 1)
    let (small, middle) = (try scales(80, 22), try scales(160, 46))
    let large = try scales(320, 90)
    #expect(small.late >= 3 && small.late < middle.late && middle.late < large.late)
    #expect(middle.shipped >= 2 && middle.shipped < large.shipped)
  }

  @Test("it has the look that the state asks for: nothing as if it were live when the feed is stale")
  func stale() throws {
    let fixture = try #require(Self.fixtures.first { $0.name == "board-stale" })
    let surface = fixture.drawn(120, 40)
    #expect(surface.text.contains("no news since 14:26:53, for 4:12"))
    let layout = layout(fixture, Rect(row: 1, columns: 120, rows: 38))
    #expect(layout.bannerWords == 1 && layout.bannerScale >= 4)
    let styles = Set(surface.cells.filter { $0.glyph.scalar == "█" }.map(\.style))
    #expect(styles == [Look.test[.stateStale], Look.test[.dim]])
  }

  @Test("where there is no room for both, the numbers are large and the first line tells the state")
  func crowded() throws {
    let fixture = try #require(Self.fixtures.first { $0.name == "board-stale" })
    let layout = layout(fixture, Rect(columns: 70, rows: 9), charset: .ascii)
    #expect(layout.banner.isEmpty && layout.tiles.count >= 2)
    #expect(!self.layout(fixture, Rect(columns: 70, rows: 12)).banner.isEmpty)
  }

  @Test("before the first byte no number is told")
  func unknown() throws {
    let fixture = try #require(Self.fixtures.first { $0.name == "board-connecting" })
    let figures = BoardFigure.all(fixture.snapshot(size: Size(columns: 80, rows: 24)))
    #expect(figures.allSatisfy { $0.value == "-" && $0.role == .dim })
  }

  @Test(
    "seconds are told below ten minutes only",
    arguments: [
      (0, "0:00"), (41, "0:41"), (599, "9:59"), (600, "10M"), (5_999, "99M"), (6_000, "1H40"), (8_049, "2H14"),
      (359_999, "99H59"), (360_000, "100H"), (-5, "0:00"),
    ])
  func ages(seconds: Int, text: String) {
    #expect(Duration.seconds(seconds).boardText == text)
  }

  @Test("where no order is late the next one that will be is told")
  func next() throws {
    let fixture = try #require(Self.fixtures.first { $0.name == "board-calm" })
    let text = fixture.drawn(160, 48).text
    #expect(text.contains("NEXT LATE") && text.contains("order-4713 CREATED") && !text.contains("WORST"))
  }
}

extension Rect {
  fileprivate func overlaps(_ other: Rect) -> Bool {
    !isEmpty && !other.isEmpty && column < other.column + other.columns && other.column < column + columns
      && row < other.row + other.rows && other.row < row + rows
  }
}
