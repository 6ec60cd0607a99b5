import OrderProtocol
import OrderStore
import SavedState
import Testing

@testable import ordertop

struct ShownTimelineTests {
  private let start = ContinuousClock.now

  private func snapshot(_ order: Int, changed: Int64, event: String = "e") -> Snapshot {
    var snapshot = Snapshot(now: Moment(monotonic: .zero, wall: Timestamp(milliseconds: 0)), timeout: .seconds(60))
    let row = OrderRow(id: OrderID("o-\(order)"), status: .created, age: .zero)
    snapshot.detail = OrderDetail(
      row: row, firstSeen: Timestamp(milliseconds: 0), lastChanged: Timestamp(milliseconds: changed), lastEventID: event
    )
    return snapshot
  }

  private func events(_ order: Int, _ times: Int64...) -> [JournalRecord] {
    times.map {
      JournalRecord(
        eventID: "\($0)", type: "order-updated", orderID: OrderID("o-\(order)"),
        receivedAt: Timestamp(milliseconds: $0),
        data: "")
    }
  }

  /// Shows a snapshot so many milliseconds after the start: what is asked for, and the events on the screen.
  private func show(
    _ timeline: inout ShownTimeline, _ snapshot: Snapshot, after milliseconds: Int
  ) -> (asked: OrderID?, shown: [Int64]?) {
    var snapshot = snapshot
    let asked = timeline.show(in: &snapshot, at: start.advanced(by: .milliseconds(milliseconds)))
    return (asked, snapshot.detail?.timeline?.events.map(\.receivedAt.milliseconds))
  }

  @Test("an order is asked for once, and shown when the answer is there")
  func once() {
    var timeline = ShownTimeline()
    var (asked, shown) = show(&timeline, snapshot(1, changed: 5), after: 0)
    #expect(asked == OrderID("o-1") && shown == nil)
    (asked, shown) = show(&timeline, snapshot(1, changed: 5), after: 1000)
    #expect(asked == nil && shown == nil, "it has been asked for")
    timeline.receive(events(1, 3, 5), of: OrderID("o-1"))
    (asked, shown) = show(&timeline, snapshot(1, changed: 5), after: 2000)
    #expect(asked == nil && shown == [3, 5])
  }

  @Test("a change is asked for, but not more often than every 300 ms")
  func changes() {
    var timeline = ShownTimeline()
    _ = show(&timeline, snapshot(1, changed: 5), after: 0)
    timeline.receive(events(1, 5), of: OrderID("o-1"))
    var (asked, shown) = show(&timeline, snapshot(1, changed: 6), after: 299)
    #expect(asked == nil && shown == [5])
    (asked, shown) = show(&timeline, snapshot(1, changed: 6), after: 300)
    #expect(asked != nil)
    timeline.receive(events(1, 5, 6), of: OrderID("o-1"))
    #expect(show(&timeline, snapshot(1, changed: 6), after: 900).asked == nil)
    #expect(show(&timeline, snapshot(1, changed: 6, event: "f"), after: 1500).asked != nil, "within one millisecond")
  }

  @Test("another order is asked for at once, and never shown with the events of the one before")
  func selection() {
    var timeline = ShownTimeline()
    _ = show(&timeline, snapshot(1, changed: 5), after: 0)
    var (asked, shown) = show(&timeline, snapshot(2, changed: 7), after: 1)
    #expect(asked == nil, "one question at a time")
    timeline.receive(events(1, 5), of: OrderID("o-1"))
    (asked, shown) = show(&timeline, snapshot(2, changed: 7), after: 2)
    #expect(asked == OrderID("o-2") && shown == nil)
    timeline.receive(events(2, 7), of: OrderID("o-2"))
    (asked, shown) = show(&timeline, snapshot(2, changed: 7), after: 3)
    #expect(shown == [7])
  }

  @Test("an answer that lacks the newest event is asked for again, a few times")
  func late() {
    var timeline = ShownTimeline()
    var count = 0
    for number in 0..<20 {
      if show(&timeline, snapshot(1, changed: 5), after: number * 1000).asked != nil {
        count += 1
        timeline.receive(events(1, 3), of: OrderID("o-1"))
      }
    }
    #expect(count == ShownTimeline.attempts)
  }

  @Test("a view that is held shows no event that came later")
  func paused() {
    var timeline = ShownTimeline()
    var held = snapshot(1, changed: 5)
    held.view.isPaused = true
    _ = show(&timeline, held, after: 0)
    timeline.receive(events(1, 3, 5, 8), of: OrderID("o-1"))
    #expect(show(&timeline, held, after: 1000).shown == [3, 5])
  }

  @Test("gaps come with the snapshot, and an answer as long as allowed says that it may lack the beginning")
  func cut() {
    var timeline = ShownTimeline()
    var snapshot = snapshot(1, changed: 5)
    snapshot.gaps = [Gap(at: Timestamp(milliseconds: 4), reason: "x")]
    _ = timeline.show(in: &snapshot, at: start)
    timeline.receive(Array(repeating: events(1, 5), count: ShownTimeline.limit).flatMap(\.self), of: OrderID("o-1"))
    _ = timeline.show(in: &snapshot, at: start)
    #expect(snapshot.detail?.timeline?.isCut == true)
    #expect(snapshot.detail?.timeline?.gaps == snapshot.gaps)
  }

  @Test("events that are met twice on their way to the file are shown once")
  func twice() {
    #expect(events(1, 1, 2, 3).followed(by: events(1, 2, 3, 4)) == events(1, 1, 2, 3, 4))
    #expect(events(1, 1, 2).followed(by: events(1, 1)) == events(1, 1, 2))
    #expect(events(1, 1).followed(by: []) == events(1, 1))
    #expect([].followed(by: events(1, 1)) == events(1, 1))
  }

  @Test("no order, no question")
  func nothing() {
    var timeline = ShownTimeline()
    var empty = snapshot(1, changed: 5)
    empty.detail = nil
    #expect(show(&timeline, empty, after: 0).asked == nil)
  }
}
