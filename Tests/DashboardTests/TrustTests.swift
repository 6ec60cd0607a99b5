import OrderProtocol
import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Clocks, forecasts and voids on the screen")
struct TrustTests {
  private static let sizes = [(160, 48), (120, 40), (80, 24), (40, 6)]

  @Test(
    "a difference of clocks that makes ages wrong is told at every size, and one that does not is a lag",
    arguments: [
      (123.0, "clock +2:03"), (-9.5, "clock -9.5 s"), (5, "clock +5.0 s"),
    ])
  func clocks(lag: Double, text: String) {
    for (columns, rows) in Self.sizes.dropLast() {
      let fixture = Fixture("clocks") { $0.gauge.lag = .seconds(lag) }
      #expect(fixture.drawn(columns, rows).text.contains(text), "\(columns)x\(rows)")
      let demo = Fixture("demo") { snapshot in
        snapshot.gauge.lag = .seconds(lag)
        snapshot.isDemo = true
      }
      #expect(!demo.drawn(columns, rows).text.contains("clock"))
    }
    #expect(!Fixture("near") { $0.gauge.lag = .seconds(4.9) }.drawn(120, 40).text.contains("clock"))
  }

  @Test("the screen about the feed says what a difference of clocks does")
  func feed() {
    func text(_ lag: Double) -> String {
      Fixture("feed") { snapshot in
        snapshot.view.showsFeed = true
        snapshot.feed = Board.feed
        snapshot.gauge.lag = .seconds(lag)
      }.drawn(160, 48).text
    }
    #expect(text(-123).contains("this clock is 2:03 behind the server's: ages are short by as much"))
    #expect(text(123).contains("heartbeats are 2:03 old, or this clock is ahead: ages are long by as much"))
    #expect(!text(1).contains("ages are"))
  }

  @Test("orders that will be late are foretold above the list and on the board, not by a feed that is not trusted")
  func forecast() {
    func text(_ columns: Int, _ rows: Int, _ change: @escaping @Sendable (inout Snapshot) -> Void) -> String {
      Fixture("forecast") { snapshot in
        snapshot.counts.lateForecast = LateForecast(count: 12, at: Board.ago(-1735))
        change(&snapshot)
      }.drawn(columns, rows).text
    }
    #expect(text(160, 48) { _ in }.contains("12 late by 15:00 at this pace"))
    #expect(text(80, 24) { _ in }.contains("12 late by 15:00"))
    #expect(text(160, 48) { $0.view.showsBoard = true }.contains("12 late by 15:00"))
    #expect(!text(160, 48) { $0.gauge.staleFor = .seconds(99) }.contains("by 15:00"))
    let none = text(160, 48) { $0.counts.lateForecast = LateForecast(count: 0, at: Board.now) }
    #expect(!none.contains(" by 1"))
  }

  @Test("what was cancelled is struck through, in the list and in its detail")
  func struck() throws {
    let fixture = Fixture("struck") { snapshot in
      snapshot.orders.rows[0].status = .cancelled
      snapshot.orders.selectedRow = nil
      snapshot.detail?.row.status = .cancelled
    }
    let surface = fixture.drawn(160, 48)
    func struckText(_ row: Int) -> String {
      (0..<160).filter { surface[column: $0, row: row].style.attributes.contains(.strikethrough) }
        .map { surface.text(of: surface[column: $0, row: row].glyph) }.joined()
    }
    let rows = surface.text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(rows.firstIndex { $0.contains("order-4711") && $0.contains("CANCELLED") })
    #expect(struckText(first).hasPrefix("order-47113181.95"))
    #expect(struckText(first + 1) == "")
    let item = try #require(rows.firstIndex { $0.contains("Widget ") })
    #expect(struckText(item) == "Widget2 × 25.99 = 51.98")
  }
}
