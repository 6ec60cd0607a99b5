package import EventStream
import Synchronization

/// A sink that keeps what a client tells, for a test to read in order.
package final class EventRecorder: Sendable {
  private struct State {
    var unread: [ClientEvent] = []
    var readers: [CheckedContinuation<ClientEvent, Never>] = []
  }

  private let state = Mutex(State())

  package init() {}

  /// What has been told and not yet read.
  package var unread: [ClientEvent] { state.withLock { $0.unread } }

  package func record(_ event: ClientEvent) {
    let reader = state.withLock { state -> CheckedContinuation<ClientEvent, Never>? in
      guard state.readers.isEmpty else { return state.readers.removeFirst() }
      state.unread.append(event)
      return nil
    }
    reader?.resume(returning: event)
  }

  /// The next event; waits for it.
  package func next() async -> ClientEvent {
    await withCheckedContinuation { continuation in
      let event = state.withLock { state -> ClientEvent? in
        guard state.unread.isEmpty else { return state.unread.removeFirst() }
        state.readers.append(continuation)
        return nil
      }
      if let event { continuation.resume(returning: event) }
    }
  }

  /// The next event that fits; those before it are dropped.
  package func next(where isWanted: (ClientEvent) -> Bool) async -> ClientEvent {
    while true {
      let event = await next()
      if isWanted(event) { return event }
    }
  }

  /// The next wait; what comes before it is dropped.
  package func nextWait() async -> Duration {
    while true {
      if case .waiting(let duration, _) = await next() { return duration }
    }
  }

  /// The end; what comes before it is dropped.
  package func end() async -> StreamEnd {
    while true {
      if case .ended(let end) = await next() { return end }
    }
  }
}
