import OrderProtocol
import OrderStore
import SavedState

extension Fixture {
  /// An order's past, beside the orders and on the whole screen.
  static let timelines: [Fixture] = [
    Fixture("timeline") { $0.detail?.timeline = Board.timeline },
    Fixture("timeline-detail") { snapshot in
      snapshot.view.showsDetailOnly = true
      snapshot.detail?.timeline = Board.timeline
    },
    Fixture("timeline-end") { snapshot in
      snapshot.view.showsDetailOnly = true
      snapshot.view.detailFirstLine = .max
      snapshot.detail?.timeline = Board.timeline
    },
    Fixture("timeline-long") { snapshot in
      snapshot.detail?.timeline = Timeline(events: manyEvents, isCut: true)
      snapshot.saving = .failing(reason: "database or disk is full")
    },
    Fixture("timeline-full") { snapshot in
      snapshot.view.showsTimeline = true
      snapshot.detail?.timeline = Board.life
    },
    Fixture("timeline-full-scrolled") { snapshot in
      snapshot.view.showsTimeline = true
      snapshot.view.timelineOffset = 20
      snapshot.detail?.timeline = Timeline(events: manyEvents, isCut: true)
    },
    Fixture("timeline-full-unknown") { $0.view.showsTimeline = true },
    Fixture("timeline-full-hostile") { snapshot in
      Fixture.hostile.change(&snapshot)
      snapshot.view.showsTimeline = true
      snapshot.view.timelineOffset = .max
    },
    Fixture("timeline-empty") { $0.detail?.timeline = Timeline(events: []) },
  ]

  private static let manyEvents = (0..<200).map { number in
    Board.event(
      Int64(4_000 - number * 20), 47_000 + number, "order-updated", #""assignedTo":"warehouse-\#(number % 7)""#)
  }
}
