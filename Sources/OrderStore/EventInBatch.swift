/// One event where it stands: a copy of it would count references to a dozen texts up and down.
struct EventInBatch {
  private let events: [ReceivedEvent]
  /// Has to be one of the events'.
  var index = 0
  /// When the batch came, on the monotonic clock in nanoseconds.
  let time: Int64

  init(_ events: [ReceivedEvent], at moment: Moment) {
    self.events = events
    time = moment.monotonic.wholeNanoseconds
  }

  var received: ReceivedEvent {
    @inline(__always) _read { yield events[index] }
  }
}
