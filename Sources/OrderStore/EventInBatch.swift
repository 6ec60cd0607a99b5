/// One event where it stands: a copy of it would count references to a dozen texts up and down.
struct EventInBatch {
  private let events: [ReceivedEvent]
  private let index: Int

  /// - Parameter index: has to be one of `events`.
  init(_ events: [ReceivedEvent], _ index: Int) {
    self.events = events
    self.index = index
  }

  var received: ReceivedEvent { events[index] }
}
