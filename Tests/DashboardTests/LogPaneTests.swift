import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Log")
struct LogPaneTests {
  private func lines(_ columns: Int, _ rows: Int, _ change: @escaping @Sendable (inout Snapshot) -> Void) -> [String] {
    Fixture("log", change).drawn(columns, rows).text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  @Test("entries of another day say which, and all titles stay in one column")
  func days() {
    let lines = lines(80, 24) { $0.log.rows[7].at = Board.ago(90_000) }
    #expect(lines[21].hasPrefix(" 07-14 13:31    order-created      order-4714"))
    #expect(lines[22].hasPrefix(" 14:30:41    !  RATE_LIMITED       Too many"))
  }

  @Test("where there is little room, entries of another day say only the day")
  func narrow() {
    let lines = lines(40, 24) { $0.log.rows[7].at = Board.ago(90_000) }
    #expect(lines[21].hasPrefix("07-14       order-created"))
    #expect(lines[22].hasPrefix("14:30:41 !  RATE_LIMITED"))
  }
}
