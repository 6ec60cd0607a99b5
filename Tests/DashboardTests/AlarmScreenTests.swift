import OrderProtocol
import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Alarms on the screen")
struct AlarmScreenTests {
  @Test("each state has a mark and a look of its own, at the narrowest width too")
  func marks() {
    let states = AlarmState.allCases
    #expect(Set(states.map(\.mark)).count == states.count)
    #expect(Set(states.map(\.role)).count == states.count)
    for state in states {
      let screen = Fixture("mark") { snapshot in
        snapshot.orders.rows[0].alarm = ShownAlarm(state, since: Board.now)
        snapshot.orders.rows[0].isUnverified = true
        snapshot.orders.selectedRow = nil
      }.drawn(20, 4)
      let mark = (0..<2).map { screen.text(of: screen[column: $0, row: 1].glyph) }.joined()
      #expect(mark == state.mark.padded, "\(screen.text)")
    }
  }

  @Test(
    "only what nobody has acknowledged blinks, in every theme",
    arguments: ["midnight", "paper", "terminal", "contrast"])
  func blinking(name: String) throws {
    for depth in ColorDepth.allCases {
      let look = try bundledTheme(name).look(depth: depth)
      let blinking = Role.allCases.filter { look[$0].attributes.contains(.blink) }
      #expect(blinking == [.alarmNew], "\(depth)")
    }
  }

  @Test("the window's title tells how many alarms are new")
  func title() {
    var snapshot = Board.busy
    #expect(Dashboard.title(snapshot).text == "ordertop 3 LATE 47 open")
    snapshot.counts.alarms.newLate = 2
    snapshot.counts.alarms.newCancelled = 1
    snapshot.counts.alarms.cleared = 5
    #expect(Dashboard.title(snapshot).text == "ordertop 3 LATE (2 new) 47 open")
  }

  @Test("the detail says what the alarm is, and since when", arguments: AlarmState.allCases)
  func detail(state: AlarmState) {
    let texts: [AlarmState: String] = [
      .new: "!! late, unacknowledged", .acknowledged: "!a late, acknowledged",
      .cleared: "!- was late, unacknowledged", .shelved: "z shelved, 12:40 left",
    ]
    let text = Fixture("detail") { snapshot in
      snapshot.detail?.row.alarm = ShownAlarm(
        state, since: Board.ago(60), remaining: state == .shelved ? .seconds(760) : nil)
    }.drawn(160, 48).text
    #expect(text.contains(texts[state] ?? "?"), "\(text)")
    #expect(text.contains("since       \(Board.ago(60).iso8601)"), "\(text)")
  }
}

extension String {
  fileprivate var padded: String { count < 2 ? self + " " : self }
}
