import OrderProtocol
import Synchronization

extension EventHub {
  /// Where a client wants to begin.
  enum Start: Equatable, Sendable {
    /// Where newcomers begin, see ``NewcomerReplay``.
    case newcomer
    /// After the event with an id that it sent.
    case after(id: String)
    /// After that event, but as if it were gone.
    case expired(id: String)
    /// After a time.
    case since(Timestamp)
  }

  /// How a stream begins.
  struct Opening: Equatable, Sendable {
    /// The number of the subscriber.
    var subscriber: Int
    /// The position before anything is sent.
    var position: Int64
    /// How many events the replay has; no replay if there are none.
    var missed: Int
    /// The position at the end of the replay.
    var replayEnd: Int64
    /// What of the past is not here, if the client asked for it.
    var hole: Hole?
  }

  /// A part of the past that a client asked for and that is gone.
  struct Hole: Equatable, Sendable {
    var reason: String
    /// The id of the oldest event that is here; `nil` when there is none.
    var oldestAvailable: String?
    var requestedID: String?
  }

  /// Lets a client in. Everything after the opening's position is for it, exactly once and in order.
  ///
  /// - Parameters:
  ///   - name: the id of the stream.
  ///   - abort: closes its connection at once.
  /// - Returns: `nil` when there are too many already. Otherwise ``unsubscribe(_:)`` has to follow.
  func subscribe(
    _ name: String, _ filter: EventFilter, from start: Start, tokenGeneration: Int,
    abort: @escaping @Sendable () -> Void
  ) -> Opening? {
    state.withLock { state in
      guard state.subscribers.count < settings.maximumClients else { return nil }
      let history = state.history
      var opening = Opening(
        subscriber: state.nextSubscriber, position: history.newest, missed: 0, replayEnd: history.newest)
      let oldest = history.newest >= history.oldest ? history.id(of: history.oldest) : nil
      switch start {
      case .newcomer: opening.position = newcomerPosition(history)
      case .after(let id):
        switch history.resumption(after: id) {
        case .possible(let number): opening.position = number
        case .expired: opening.hole = Hole(reason: "EVENT_ID_EXPIRED", oldestAvailable: oldest, requestedID: id)
        case .unknown: opening.hole = Hole(reason: "EVENT_ID_UNKNOWN", oldestAvailable: oldest, requestedID: id)
        }
      case .expired(let id):
        opening.hole = Hole(reason: "EVENT_ID_EXPIRED", oldestAvailable: oldest, requestedID: id)
      case .since(let time):
        let (number, isComplete) = history.position(at: time)
        opening.position = number
        if !isComplete { opening.hole = Hole(reason: "SINCE_EXPIRED", oldestAvailable: oldest) }
      }
      opening.missed = history.count(after: opening.position, matching: filter)
      if opening.missed == 0 { opening.position = history.newest }
      state.nextSubscriber += 1
      var subscriber = Subscriber(
        name: name, filter: filter, tokenGeneration: tokenGeneration, position: opening.position,
        replayEnd: opening.replayEnd, abort: abort)
      if let limit = state.closingLimit { subscriber.end(.maintenance, by: limit) }
      state.subscribers[opening.subscriber] = subscriber
      return opening
    }
  }

  /// The position of a client that has none.
  ///
  /// Where the past is not complete anyway, it begins some way after the oldest event: the next ones to be published
  /// would push that out before it is sent.
  private func newcomerPosition(_ history: EventHistory) -> Int64 {
    let isComplete = history.oldest == 1
    let first = history.oldest - 1 + (isComplete ? 0 : (history.newest - history.oldest) / Self.skippedShare)
    return switch settings.newcomers {
    case .none: history.newest
    case .run: max(first, newestAtStart)
    case .all: first
    }
  }

  private static let skippedShare: Int64 = 8

  func unsubscribe(_ subscriber: Int) {
    let waiter = state.withLock { $0.subscribers.removeValue(forKey: subscriber)?.waiter }
    waiter?.resume()
  }

  /// How far a stream is.
  struct Progress: Equatable, Sendable {
    var position: Int64
    var ending: StreamEnding?
  }

  /// Appends the next events for a client, up to the end of its replay or about 64 KiB.
  ///
  /// From here to ``sleep(_:until:ignoringEvents:)`` the client has to accept what is written to it.
  func collect(_ subscriber: Int, into bytes: inout [UInt8]) -> Progress {
    state.withLock { state in
      let history = state.history
      return state.subscribers[subscriber]?.collect(from: history, settings, into: &bytes)
        ?? Progress(position: history.newest, ending: .clientGone)
    }
  }

  /// Waits until there are events for a client, its stream has to end, or the time has come.
  func sleep(_ subscriber: Int, until wakeAt: Instant, ignoringEvents: Bool = false) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isAsleep = state.withLock { state in
          let newest = state.history.newest
          return state.subscribers[subscriber]?.fallAsleep(
            continuation, until: wakeAt, newest: newest, ignoringEvents: ignoringEvents) ?? false
        }
        if !isAsleep { continuation.resume() }
      }
    } onCancel: {
      end(subscriber, .clientGone)
    }
  }

  /// Waits until a stream has to end, whatever happens meanwhile.
  func sleepUntilEnd(_ subscriber: Int) async {
    while !isEnding(subscriber) {
      await sleep(subscriber, until: .now + .seconds(86_400), ignoringEvents: true)
    }
  }

  /// Whether a stream has to end.
  func isEnding(_ subscriber: Int) -> Bool {
    state.withLock { $0.subscribers[subscriber].map { $0.ending != nil } ?? true }
  }

  /// Closes a client's connection at once.
  func abort(_ subscriber: Int) {
    let abort = state.withLock { $0.subscribers[subscriber]?.abort }
    abort?()
  }

  /// Gives a client all its time again: it has accepted a part of what is being written.
  func noteAccepted(_ subscriber: Int) {
    state.withLock { state in
      guard state.subscribers[subscriber]?.ending == nil else { return }
      state.subscribers[subscriber]?.mustWriteBy = .now + settings.writeTimeout
    }
  }

  /// Ends one stream.
  func end(_ subscriber: Int, _ ending: StreamEnding) {
    let waiter = state.withLock { state in
      state.subscribers[subscriber]?.end(ending, by: .now + settings.endingGrace)
      return state.subscribers[subscriber]?.takeWaiter()
    }
    waiter?.resume()
  }

  /// Ends all streams whose clients came with an earlier token.
  func expireTokens(before generation: Int) {
    endAll(.tokenExpired) { $0.tokenGeneration < generation }
  }

  /// Ends all streams, and those that begin from now on.
  func close() {
    let limit = Instant.now + settings.endingGrace
    state.withLock { $0.closingLimit = limit }
    endAll(.maintenance) { _ in true }
  }

  /// Whether everything should be over.
  func isPastClosing(_ now: Instant) -> Bool {
    state.withLock { $0.closingLimit.map { $0 <= now } ?? false }
  }

  private func endAll(_ ending: StreamEnding, where isMeant: (Subscriber) -> Bool) {
    let limit = Instant.now + settings.endingGrace
    let waiters = state.withLock { state in
      var waiters: [CheckedContinuation<Void, Never>] = []
      state.forEachSubscriber { subscriber, _ in
        guard isMeant(subscriber) else { return }
        subscriber.end(ending, by: limit)
        if let waiter = subscriber.takeWaiter() { waiters.append(waiter) }
      }
      return waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Wakes streams whose time has come, and closes the connections of clients that accept nothing.
  ///
  /// - Returns: the streams that were closed.
  func tick(_ now: Instant) -> [String] {
    var waiters: [CheckedContinuation<Void, Never>] = []
    var aborted: [Subscriber] = []
    state.withLock { state in
      state.forEachSubscriber { subscriber, _ in
        if let wakeAt = subscriber.wakeAt, wakeAt <= now, let waiter = subscriber.takeWaiter() {
          waiters.append(waiter)
        }
        guard let limit = subscriber.mustWriteBy, limit <= now else { return }
        subscriber.mustWriteBy = nil
        aborted.append(subscriber)
      }
    }
    for waiter in waiters { waiter.resume() }
    for subscriber in aborted { subscriber.abort() }
    return aborted.map(\.name)
  }
}
