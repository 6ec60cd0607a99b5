import OrderProtocol
import OrderStore
import SavedState
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Timeline")
struct TimelineLinesTests {
  private func drawn(_ timeline: Timeline, columns: Int = 50, charset: Charset = .unicode) -> [String] {
    let lines = TimelineLines(timeline, lateItems: [])
    var canvas = Canvas(
      surface: Surface(size: Size(columns: columns, rows: max(1, lines.count)), charset: charset), look: .test)
    for index in 0..<lines.count {
      lines.draw(index, on: &canvas, Rect(row: index, columns: columns, rows: 1))
    }
    return lines.count == 0
      ? []
      : canvas.surface.text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { String($0.prefix { $0 != "─" } + ($0.contains("─") ? "─\($0.filter { $0 != "─" })" : "")) }
  }

  private func updated(_ ago: Int64, _ id: Int) -> JournalRecord {
    Board.event(ago, id, "order-updated", #""assignedTo":"w\#(id)""#)
  }

  @Test("events come with their time, what passed since the one before, and their id")
  func events() {
    #expect(
      drawn(Timeline(events: [updated(100, 1), updated(90, 2), updated(30, 3)])) == [
        "14:29:25          updated w1                     1", "14:29:35    +0:10 updated w2                     2",
        "14:30:35    +1:00 updated w3                     3",
      ])
  }

  @Test("where room is short the time between goes, and an id that leaves no room for what happened")
  func narrow() {
    #expect(
      drawn(Timeline(events: [updated(100, 1), updated(90, 2)]), columns: 20) == [
        "14:29:25 w1        1", "14:29:35 w2        2",
      ])
    #expect(drawn(Timeline(events: [updated(100, 1)]), columns: 13) == ["14:29:25 w1"])
  }

  @Test("another day says which, and the heading says the first")
  func days() {
    let timeline = Timeline(events: [updated(90_000, 1), updated(89_990, 2), updated(30, 3)])
    #expect(TimelineLines(timeline, lateItems: []).heading == "Timeline from 2026-07-14")
    #expect(drawn(timeline).map { $0.prefix(16) }.dropFirst(2).first == "─ 2026-07-15 ")
  }

  @Test("a hole stands where the events are missing, also after the last one")
  func gaps() {
    let gaps = [10, 95, 2_000].map { Gap(at: Board.ago($0), reason: "x") }
    let lines = drawn(Timeline(events: [updated(100, 1), updated(90, 2)], gaps: gaps))
    #expect(lines.count == 4)
    #expect(lines.dropFirst(1).first == "─ gap 14:29:30, events are missing ")
    #expect(lines.dropFirst(3).first == "─ gap 14:30:55, events are missing ")
  }

  @Test("replayed events are marked off; a replay without any is not")
  func replay() {
    func control(_ ago: Int64, _ type: String) -> JournalRecord { Board.event(ago, 0, type, "", order: nil) }
    let lines = drawn(
      Timeline(events: [
        updated(100, 1), control(90, "replay-start"), control(89, "replay-complete"), control(80, "replay-start"),
        updated(79, 2), updated(79, 3), control(78, "replay-complete"), updated(60, 4),
      ]))
    #expect(lines.count == 6)
    #expect(lines.dropFirst(1).first == "─ replayed ")
    #expect(lines.dropFirst(4).first == "─ live again ")
  }

  @Test("a clock that was set back makes no negative times")
  func clock() {
    let lines = drawn(Timeline(events: [updated(30, 1), updated(90, 2)]))
    #expect(lines.dropFirst(1).first == "14:29:35          updated w2                     2")
  }

  @Test("what was replayed tells the times between by the server's clock, where both events say when they happened")
  func replayedTimes() {
    var events = [updated(30, 1), updated(30, 2), updated(30, 3), updated(29, 4)]
    events[0].eventTime = Board.ago(3_000)
    events[1].eventTime = Board.ago(2_948)
    events[3].eventTime = Board.ago(20)
    let elapsed = drawn(Timeline(events: events)).map { $0.dropFirst(9).prefix(8).filter { $0 != " " } }
    #expect(elapsed == ["", "+0:52", "+0:00", "+0:01"])
  }

  @Test("nothing kept, and more than is shown, are said")
  func headings() {
    #expect(TimelineLines(Timeline(events: []), lateItems: []).heading == "No events kept")
    #expect(drawn(Timeline(events: [], gaps: [Gap(at: Board.now, reason: "x")])).isEmpty)
    #expect(
      TimelineLines(Timeline(events: [updated(1, 1)], isCut: true), lateItems: []).heading
        == "Timeline from 2026-07-15, older events left out")
  }

  @Test("ASCII terminals see the same")
  func ascii() {
    let text = Fixture("timeline") { $0.detail?.timeline = Board.timeline }.drawn(120, 40, charset: .ascii).text
    #expect(text.contains("+ Widget x 2"))
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
  }
}
