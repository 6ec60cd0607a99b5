/// What is known of one client while its stream is open.
struct Subscriber {
  typealias Instant = ContinuousClock.Instant

  /// The id of the stream.
  let name: String
  let filter: EventFilter
  /// Which token the client came with.
  let tokenGeneration: Int
  /// Closes the connection at once, whatever was written to it.
  let abort: @Sendable () -> Void
  /// The number of the last event that the client has, or that it did not ask for.
  var position: Int64
  /// The number of the last event that is part of the replay.
  let replayEnd: Int64
  /// Whether it has had everything there was at one time: only then falling behind is slowness.
  var isCaughtUp = false
  /// Why the stream ends, once it does.
  var ending: StreamEnding?
  /// The stream, while it sleeps.
  var waiter: CheckedContinuation<Void, Never>?
  /// When to wake it at the latest.
  var wakeAt: Instant?
  /// Whether events wake it.
  var isAwaitingEvents = true
  /// When the connection is closed if what is being written has not been taken by then.
  var mustWriteBy: Instant?

  init(
    name: String, filter: EventFilter, tokenGeneration: Int, position: Int64, replayEnd: Int64,
    abort: @escaping @Sendable () -> Void
  ) {
    self.name = name
    self.filter = filter
    self.tokenGeneration = tokenGeneration
    self.position = position
    self.replayEnd = replayEnd
    self.abort = abort
  }

  /// Takes the sleeping stream out, to be woken.
  mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
    defer { waiter = nil }
    return waiter
  }

  /// Ends the stream, unless it ends already.
  ///
  /// - Parameter limit: when the connection is closed even if the last words were not taken.
  mutating func end(_ ending: StreamEnding, by limit: Instant) {
    guard self.ending == nil else { return }
    self.ending = ending
    mustWriteBy = min(mustWriteBy ?? limit, limit)
  }
}
