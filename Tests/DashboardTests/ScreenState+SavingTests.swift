import EventStream
import OrderProtocol
import OrderStore
import SavedState
import TerminalUI
import Testing

@testable import Dashboard

@Suite("State of the screen: saved and not saved")
struct ScreenStateSavingTests {
  private static let phases: [ConnectionPhase] = [
    .idle, .connecting(attempt: 4), .live, .replaying(done: 12, total: 300),
    .waiting(remaining: .seconds(57), .announced),
    .waiting(remaining: .seconds(6), .retry(number: 3, limit: 10, reason: "connection refused")),
    .waiting(remaining: .seconds(28), .offline(attempts: 11, reason: "no route to host")), .stopped(.noContent),
  ]

  @Test("from 20 columns on nothing hides that the board is old, has gaps or is not saved", arguments: phases.indices)
  func combinations(index: Int) {
    for bits in 0..<16 {
      let fixture = Fixture("combination") { snapshot in
        snapshot.phase = Self.phases[index]
        if bits & 1 > 0 { snapshot.asOf = Board.ago(90_000) }
        if bits & 2 > 0 { snapshot.gaps = [Gap(at: Board.now, reason: "EVENT_ID_EXPIRED")] }
        if bits & 4 > 0 { snapshot.saving = .failing(reason: "database or disk is full") }
        if bits & 8 > 0 { snapshot.view.isPaused = true }
      }
      for columns in [20, 40, 80] {
        let line = fixture.drawn(columns, 1).text
        let words = line.split { $0 == " " || $0 == "│" }.map(String.init)
        #expect(words.contains { $0.hasPrefix("3L") } || line.contains("3 LATE"), "\(line)")
        #expect((bits & 1 > 0) == (words.contains("OLD") || line.contains("AS OF")), "\(line)")
        #expect((bits & 2 > 0) == words.contains("GAP"), "\(line)")
        #expect((bits & 4 > 0) == ["NSV", "UNSAVED", "NOT SAVED"].contains { line.contains($0) }, "\(line)")
        #expect((bits & 8 > 0) == (words.contains("P") || words.contains("PAUSED")), "\(line)")
      }
    }
  }

  @Test("how old the board is has a date when it is not of today")
  func age() {
    func header(_ seconds: Int64) -> String {
      Fixture("restored") { snapshot in
        snapshot.phase = .connecting(attempt: 0)
        snapshot.asOf = Board.ago(seconds)
      }.drawn(80, 24).text.split(separator: "\n").first.map(String.init) ?? ""
    }
    #expect(header(7_322).contains("  AS OF 12:29:03 (2 h ago)  "))
    #expect(header(41).contains("  AS OF 14:30:24 (41 s ago)  "))
    #expect(header(90_000).contains("  AS OF 2026-07-14 13:31:05 (25 h ago)  "))
    #expect(header(-5).contains("  AS OF 14:31:10  "), "a time to come has no age")
  }

  @Test("the reason why nothing is saved is safe and bounded")
  func hostileReason() {
    let reason = "\u{1B}]0;owned\u{7}" + String(repeating: "x", count: 100_000)
    let header = Fixture("hostile") { $0.saving = .failing(reason: reason) }.drawn(160, 1).text
    #expect(header.contains("NOT SAVED: ·]0;owned·xxx"))
    #expect(header.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    #expect(header.contains("3 LATE"))
    let path = "/home/somebody/.local/state/ordertop/shop.example-0123456789abcdef.sqlite: no space left on device"
    let full = Fixture("full") { $0.saving = .failing(reason: path) }.drawn(160, 1).text
    #expect(full.contains("NOT SAVED: no space left on device"))
    #expect(Fixture("none") { $0.saving = .failing(reason: "") }.drawn(160, 1).text.contains("NOT SAVED │"))
  }

  @Test("a replay of known length fills a bar; one of unknown length has none")
  func progress() {
    func bar(_ done: Int, _ total: Int?) -> String {
      let header = Fixture("replay") { snapshot in
        snapshot.phase = .replaying(done: done, total: total)
        snapshot.gauge.eventHistory = []
      }.drawn(120, 40).text
      return String(header.prefix { $0 != "\n" }.filter { "█▁".contains($0) })
    }
    #expect(bar(0, 300) == "▁▁▁▁▁▁▁▁▁▁")
    #expect(bar(150, 300) == "█████▁▁▁▁▁")
    #expect(bar(299, 300) == "█████████▁")
    #expect(bar(301, 300) == "██████████")
    #expect(bar(12, nil) == "")
    #expect(bar(12, 0) == "")
  }

  @Test("saving that works, or is not wanted, says nothing", arguments: [SavingStatus.off, .saved])
  func silent(saving: SavingStatus) {
    let fixture = Fixture("saved") { $0.saving = saving }
    #expect(fixture.drawn(120, 40) == Fixture.busy.drawn(120, 40))
  }
}
