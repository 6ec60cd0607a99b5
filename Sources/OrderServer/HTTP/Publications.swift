import Synchronization

/// The requests that are publishing: few, so that their bodies together stay small.
final class Publications: Sendable {
  private struct State {
    var aborts: [Int: @Sendable () -> Void] = [:]
    var next = 0
  }

  private static let limit = 16
  private let state = Mutex(State())

  /// Lets one more begin; then ``end(_:)`` has to follow.
  ///
  /// - Parameter abort: closes its connection at once.
  /// - Returns: its number; `nil` when there are too many.
  func begin(abort: @escaping @Sendable () -> Void) -> Int? {
    state.withLock { state in
      guard state.aborts.count < Self.limit else { return nil }
      state.next += 1
      state.aborts[state.next] = abort
      return state.next
    }
  }

  func end(_ number: Int) {
    state.withLock { _ = $0.aborts.removeValue(forKey: number) }
  }

  /// Closes the connections of all.
  func abort() {
    for abort in state.withLock({ Array($0.aborts.values) }) { abort() }
  }
}
