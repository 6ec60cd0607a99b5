import OrderProtocol
import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Screen about the feed")
struct FeedPaneTests {
  private func fixture(_ change: @escaping @Sendable (inout Snapshot) -> Void = { _ in }) -> Fixture {
    Fixture("feed") { snapshot in
      snapshot.view.showsFeed = true
      snapshot.feed = Board.feed
      change(&snapshot)
    }
  }

  @Test("the store is told how far it can be scrolled, and the last page is full")
  func scrolling() throws {
    for size in [Size(columns: 80, rows: 24), Size(columns: 40, rows: 6), Size(columns: 120, rows: 20)] {
      var snapshot = fixture().snapshot(size: size)
      let count = try #require(Dashboard.feedLineCount(snapshot, size: size))
      let viewport = Dashboard.viewport(for: snapshot.view, size: size, feedLines: count)
      #expect(viewport.showsFeed && viewport.feedRows > 1 && viewport.lastFeedLine == count - viewport.feedRows)
      snapshot.view.feedFirstLine = viewport.lastFeedLine
      let last = Dashboard.draw(snapshot, look: .test, size: size, charset: .unicode).text
      #expect(!last.contains("more below"), "\(size)")
      snapshot.view.feedFirstLine -= 1
      #expect(
        Dashboard.draw(snapshot, look: .test, size: size, charset: .unicode).text.contains("1 more below"), "\(size)")
      snapshot.view.feedFirstLine = .max
      #expect(Dashboard.draw(snapshot, look: .test, size: size, charset: .unicode).text == last)
    }
    #expect(Dashboard.feedLineCount(Board.busy, size: Size(columns: 80, rows: 24)) == nil)
  }

  @Test("bars are coloured by how near they are to the timeout, and lost connections are marked")
  func bars() throws {
    let surface = fixture { snapshot in snapshot.feed?.intervals = [30, nil, 50, 70] }.drawn(80, 24)
    let lines = surface.text.split(separator: "\n", omittingEmptySubsequences: false)
    let bottom = try #require(lines.firstIndex { $0.contains("×") })
    let styles = (0..<12).map { surface[column: 1 + $0, row: bottom].style }
    #expect(styles[0] == Look.test[.gaugeFill])
    #expect(surface[column: 4, row: bottom].glyph.scalar == "×")
    #expect(styles[3] == Look.test[.stateGap])
    #expect(styles[6] == Look.test[.gaugeWarning])
    #expect(styles[9] == Look.test[.gaugeOverdue])
    #expect(lines.contains { $0.hasSuffix("60 s") && $0.contains("──") })
  }

  @Test("whatever comes from outside is cut and made safe")
  func hostile() {
    let evil = "\u{1B}[2J\u{202E}" + String(repeating: "long ", count: 50_000)
    let drawn = fixture { snapshot in
      snapshot.gauge.streamID = evil
      snapshot.gauge.lastEventID = evil
      snapshot.source = evil
      snapshot.filters = [evil, evil]
      snapshot.saving = .failing(reason: evil)
      snapshot.feed?.serverFilters = evil
      snapshot.feed?.losses = [ConnectionLoss(at: Timestamp(milliseconds: .min), reason: evil, count: .max)]
      snapshot.feed?.intervals = [.nan, .infinity, -1, 1e300]
      snapshot.feed?.medianInterval = .infinity
      snapshot.feed?.longInterval = .nan
      snapshot.feed?.lagRange = .seconds(Int64.min)...(.seconds(Int64.max))
      snapshot.gauge.longestSilence = .seconds(Int64.max)
      snapshot.feed?.eventHistory = [.max, .min, 0]
    }
    for (columns, rows) in [(160, 48), (80, 24), (40, 6), (20, 3), (11, 4), (1, 1)] {
      for charset in Charset.allCases {
        let text = drawn.drawn(columns, rows, charset: charset).text
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
      }
    }
  }

  @Test("the list keeps its place behind the board and the feed")
  func covered() {
    let size = Size(columns: 80, rows: 24)
    let rows = Dashboard.viewport(for: ViewState(), size: size).orderRows
    for path in [\ViewState.showsBoard, \.showsFeed] {
      var view = ViewState()
      view[keyPath: path] = true
      #expect(Dashboard.viewport(for: view, size: size).orderRows == rows)
    }
  }
}
