import OrderProtocol
import Synchronization
import TestSupport
import Testing

@testable import OrderServer

@Suite("Keeping events before they are sent")
struct EventPublisherTests {
  @Test("what cannot be kept is refused and not sent, and the next events are numbered as if it had not been")
  func failure() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("history")
    let draft = EventDraft(type: "order-created", data: #"{"orderId":"a"}"#)
    let opened = try HistoryFile.open(path, limits: HistoryLimits(), name: "abc12")
    let taken = try opened.history.prepared([draft], at: Timestamp(milliseconds: 0))
    try await opened.file.append(zip(taken, [draft]), dropping: 0)
    // The history knows nothing of it, so the file refuses a second event of this number.
    let hub = EventHub(history: opened.history, settings: HubSettings())
    let publisher = EventPublisher(hub: hub, file: opened.file, now: { Timestamp(milliseconds: 0) })
    await #expect(throws: HistoryError.self) { try await publisher.publish([draft]) }
    #expect(hub.state.withLock { $0.history.newest } == 0)
    await publisher.close()
    await #expect(throws: EventPublisher.Closed.self) { try await publisher.publish([draft]) }
  }

  @Test("events that come together get ids in the order in which they came")
  func order() async throws {
    let hub = EventHub(
      history: EventHistory(name: "abc12", limits: HistoryLimits(events: 10_000)), settings: HubSettings())
    let publisher = EventPublisher(hub: hub, file: nil, now: { Timestamp(milliseconds: 0) })
    let draft = EventDraft(type: "order-created", data: #"{"orderId":"a"}"#)
    let ids = try await withThrowingTaskGroup(of: [String].self) { group in
      for count in 1...60 {
        group.addTask { try await publisher.publish(Array(repeating: draft, count: count)) }
      }
      return try await group.reduce(into: [[String]]()) { $0.append($1) }
    }
    #expect(Set(ids.joined()).count == 60 * 61 / 2)
    for batch in ids {
      let numbers = batch.compactMap { Int($0.dropFirst("abc12-".count)) }
      #expect(numbers == Array((numbers.first ?? 0)..<(numbers.first ?? 0) + numbers.count))
    }
    #expect(hub.state.withLock { $0.history.newest } == 60 * 61 / 2)
  }
}
