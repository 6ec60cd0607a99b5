import Synchronization

/// A clock that moves only when a test says so.
///
/// A sleep whose time has come returns at once; so it makes no difference whether a task falls asleep before or after
/// the clock was advanced past its deadline.
package final class ManualClock: Clock, Sendable {
  /// A point in time, as the distance from the clock's start.
  package struct Instant: InstantProtocol {
    package var offset: Duration

    package init(offset: Duration = .zero) {
      self.offset = offset
    }

    package func advanced(by duration: Duration) -> Instant {
      Instant(offset: offset + duration)
    }

    package func duration(to other: Instant) -> Duration {
      other.offset - offset
    }

    package static func < (left: Instant, right: Instant) -> Bool {
      left.offset < right.offset
    }
  }

  private struct Sleeper {
    var deadline: Instant
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct Observer {
    var isSatisfied: @Sendable ([Instant]) -> Bool
    var continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var now = Instant()
    var nextKey = 0
    var sleepers: [Int: Sleeper] = [:]
    var cancelled: Set<Int> = []
    var observers: [Observer] = []

    mutating func satisfiedObservers() -> [Observer] {
      let deadlines = sleepers.values.map(\.deadline)
      let satisfied = observers.filter { $0.isSatisfied(deadlines) }
      if !satisfied.isEmpty { observers.removeAll { $0.isSatisfied(deadlines) } }
      return satisfied
    }
  }

  private let state = Mutex(State())

  package init() {}

  package var now: Instant { state.withLock { $0.now } }

  package var minimumResolution: Duration { .zero }

  /// How many tasks are asleep on this clock.
  package var sleeperCount: Int { state.withLock { $0.sleepers.count } }

  /// Moves the clock forward and wakes every task whose deadline has come, earliest first.
  package func advance(by duration: Duration) {
    let due = state.withLock { state -> [Sleeper] in
      state.now = state.now.advanced(by: duration)
      let keys = state.sleepers.filter { $0.value.deadline <= state.now }
        .sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }.map(\.key)
      return keys.compactMap { state.sleepers.removeValue(forKey: $0) }
    }
    for sleeper in due { sleeper.continuation.resume() }
  }

  /// Returns as soon as at least `count` tasks are asleep on this clock.
  package func waitForSleepers(_ count: Int = 1) async {
    await wait { $0.count >= count }
  }

  /// Returns as soon as a task sleeps until exactly that instant.
  package func waitForSleeper(until instant: Instant) async {
    await wait { $0.contains(instant) }
  }

  private func wait(until isSatisfied: @escaping @Sendable ([Instant]) -> Bool) async {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state -> Bool in
        if isSatisfied(state.sleepers.values.map(\.deadline)) { return true }
        state.observers.append(Observer(isSatisfied: isSatisfied, continuation: continuation))
        return false
      }
      if isReady { continuation.resume() }
    }
  }

  package func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
    try Task.checkCancellation()
    let key = state.withLock { state -> Int in
      state.nextKey += 1
      return state.nextKey
    }
    defer { state.withLock { _ = $0.cancelled.remove(key) } }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        fallAsleep(Sleeper(deadline: deadline, continuation: continuation), key: key)
      }
    } onCancel: {
      let sleeper = state.withLock { state -> Sleeper? in
        state.cancelled.insert(key)
        return state.sleepers.removeValue(forKey: key)
      }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }

  private func fallAsleep(_ sleeper: Sleeper, key: Int) {
    let (answer, observers) = state.withLock { state -> (Result<Void, any Error>?, [Observer]) in
      if state.cancelled.contains(key) { return (.failure(CancellationError()), []) }
      if sleeper.deadline <= state.now { return (.success(()), []) }
      state.sleepers[key] = sleeper
      return (nil, state.satisfiedObservers())
    }
    if let answer { sleeper.continuation.resume(with: answer) }
    for observer in observers { observer.continuation.resume() }
  }
}
