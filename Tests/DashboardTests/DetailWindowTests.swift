import Testing

@testable import Dashboard

@Suite("Rows of a detail")
struct DetailWindowTests {
  private func shown(_ window: DetailWindow) -> [Int] {
    window.rows.compactMap { row in
      if case .line(let index) = row { return index }
      return nil
    }
  }

  @Test("what fits is shown in order")
  func fitting() {
    let window = DetailWindow(lines: 20, events: 8, rows: 20, first: 0)
    #expect(shown(window) == Array(0..<20))
    #expect(window.below == 0)
  }

  @Test("what does not fit leaves the newest events at the bottom, and says what is left out between")
  func kept() {
    let window = DetailWindow(lines: 50, events: 30, rows: 20, first: 0)
    #expect(shown(window) == Array(0..<11) + Array(42..<50))
    #expect(window.rows[11] == .leftOut(31))
    #expect(window.rows.count == 20)
    #expect(window.below == 0)
  }

  @Test("scrolled to the end, the last lines follow one another", arguments: [30, 31, 1_000_000, .max])
  func end(first: Int) {
    #expect(shown(DetailWindow(lines: 50, events: 30, rows: 20, first: first)) == Array(30..<50))
  }

  @Test("every line comes by when scrolled")
  func everyLine() {
    var seen: Set<Int> = []
    for first in 0...30 {
      let window = DetailWindow(lines: 50, events: 30, rows: 20, first: first)
      #expect(window.rows.count == 20)
      seen.formUnion(shown(window))
    }
    #expect(seen == Set(0..<50))
  }

  @Test("where there is little room, or no events, the first lines alone are shown", arguments: [(11, 30), (20, 0)])
  func plain(rows: Int, events: Int) {
    let window = DetailWindow(lines: 50, events: events, rows: rows, first: 2)
    #expect(shown(window) == Array(2..<2 + rows))
    #expect(window.below == 48 - rows)
  }

  @Test("no size and no place is refused")
  func extremes() {
    for rows in [0, 1, 12] {
      for lines in [0, 1, 13] {
        for first in [Int.min, -1, 0, 5, .max] {
          #expect(DetailWindow(lines: lines, events: lines, rows: rows, first: first).rows.count == min(rows, lines))
        }
      }
    }
  }
}
