import OrderProtocol
import Synchronization

/// The history, and everyone who follows it.
///
/// There is no queue for each client: a stream remembers where it is, and takes what it still lacks from the history. A
/// client can therefore cost no more than one batch, and what a replay sends is followed by what happened meanwhile.
package final class EventHub: Sendable {
  typealias Instant = ContinuousClock.Instant

  struct State {
    var history: EventHistory
    var subscribers: [Int: Subscriber] = [:]
    var nextSubscriber = 0
    /// When everything has to be over, once the server ends.
    var closingLimit: Instant?

    /// Goes over all subscribers without copying them.
    mutating func forEachSubscriber(_ body: (inout Subscriber, EventHistory) -> Void) {
      var index = subscribers.startIndex
      while index != subscribers.endIndex {
        body(&subscribers.values[index], history)
        subscribers.formIndex(after: &index)
      }
    }
  }

  let settings: HubSettings
  let state: Mutex<State>
  /// The position when the server started.
  let newestAtStart: Int64
  private let historyName: String
  private let bell: AsyncStream<Void>.Continuation
  private let rings: AsyncStream<Void>

  init(history: EventHistory, settings: HubSettings) {
    self.settings = settings
    newestAtStart = history.newest
    historyName = history.name
    state = Mutex(State(history: history))
    (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// The id of an event, or of the place before the first one.
  func id(of number: Int64) -> String { "\(historyName)-\(number)" }

  /// How many streams are open.
  package var clientCount: Int { state.withLock { $0.subscribers.count } }

  // MARK: Publishing

  /// The number of the oldest event that is here.
  var oldest: Int64 { state.withLock { $0.history.oldest } }

  /// Encodes the next events; see ``EventHistory/prepared(_:at:)``.
  func prepared(_ drafts: [EventDraft], at now: Timestamp) throws -> [StoredEvent] {
    try state.withLock { try $0.history.prepared(drafts, at: now) }
  }

  /// Adds events that ``prepared(_:at:)`` gave and has them sent.
  func append(_ events: [StoredEvent]) {
    state.withLock { $0.history.append(events) }
    bell.yield()
  }

  /// Wakes streams whenever there is something for them, until the task is cancelled.
  ///
  /// After a round that woke many it rests a while, so that the next events go out together: a write costs more than an
  /// event.
  func fanOut() async {
    for await _ in rings {
      let woken = wakeForEvents()
      let rest = min(Self.restPerClient * woken, Self.longestRest)
      guard rest >= .milliseconds(1) else { continue }
      do { try await Task.sleep(for: rest) } catch { return }
    }
  }

  private static let restPerClient = Duration.microseconds(50)
  private static let longestRest = Duration.milliseconds(100)

  private func wakeForEvents() -> Int {
    let waiters = state.withLock { state in
      var waiters: [CheckedContinuation<Void, Never>] = []
      state.forEachSubscriber { subscriber, history in
        if let waiter = subscriber.takeWaiter(for: history) { waiters.append(waiter) }
      }
      return waiters
    }
    for waiter in waiters { waiter.resume() }
    return waiters.count
  }
}
