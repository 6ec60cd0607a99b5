import OrderProtocol
import Synchronization
import TestSupport
import Testing

@testable import OrderServer

@Suite("A simulated shop as a source of events", .timeLimit(.minutes(1)))
struct SimulationSourceTests {
  private let start = Timestamp(milliseconds: 1_789_300_800_000)
  private let source = SimulationSource(
    ordersPerHour: 400, seed: 9, start: Timestamp(milliseconds: 1_789_300_800_000))

  private final class Published: Sendable {
    private let drafts = Mutex<[EventDraft]>([])

    var all: [EventDraft] { drafts.withLock { $0 } }

    func add(_ more: [EventDraft]) { drafts.withLock { $0 += more } }
  }

  /// What happens in the first time of the simulation, the orders that were open before included.
  private func expected(_ time: Duration) -> [(time: Duration, drafts: [EventDraft])] {
    var moments: [(time: Duration, drafts: [EventDraft])] = []
    var simulation = Simulation(ordersPerHour: 400, seed: 9, start: start)
    simulation.play(time, from: start) { moments.append(($0.time - start, $0.events.map { EventDraft($0) })) }
    return moments
  }

  @Test("the orders that are open come at once, all others when it is time")
  func pace() async throws {
    let clock = ManualClock()
    let published = Published()
    let running = Task { try await source.run(on: clock) { published.add($0) } }
    await clock.waitForSleepers()
    let expected = expected(.seconds(120))
    let opening = published.all
    #expect(opening == expected.filter { $0.time == .zero }.flatMap(\.drafts) && opening.count > 200)
    for seconds in 1...120 {
      clock.advance(by: .seconds(1))
      await clock.waitForSleepers()
      let isOnTime = published.all == expected.filter { $0.time <= .seconds(seconds) }.flatMap(\.drafts)
      #expect(isOnTime, "after \(seconds) s")
    }
    #expect(published.all.count > opening.count + 50)
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
  }

  @Test("a source that has fallen far behind catches up, in batches that are not too large")
  func catchingUp() async throws {
    let clock = ManualClock()
    let published = Published()
    let largest = Mutex(0)
    let running = Task {
      try await source.run(on: clock) { drafts in
        published.add(drafts)
        largest.withLock { $0 = max($0, drafts.count) }
      }
    }
    await clock.waitForSleepers()
    clock.advance(by: .seconds(3600))
    await clock.waitForSleepers()
    let isComplete = published.all == expected(.seconds(3600)).flatMap(\.drafts)
    #expect(isComplete && published.all.count > 2_500)
    #expect(largest.withLock { $0 } < 2 * SimulationSource.batchLimit)
    running.cancel()
  }

  @Test("it wakes at the end of steps, not for every event")
  func steps() async throws {
    let clock = ManualClock()
    let times = Mutex<[Duration]>([])
    let running = Task {
      try await source.run(on: clock) { _ in times.withLock { $0.append(clock.now.offset) } }
    }
    await clock.waitForSleepers()
    let past = times.withLock { $0.count }
    for _ in 0..<6_000 {
      clock.advance(by: .milliseconds(3))
      await clock.waitForSleepers()
    }
    let parts = times.withLock { $0.dropFirst(past).map { $0.components.attoseconds % 10_000_000_000_000_000 } }
    #expect(parts.count > 5 && parts.allSatisfy { $0 < 3_000_000_000_000_000 })
    running.cancel()
  }

  @Test("at another speed the same happens in less time, and says so")
  func speed() async throws {
    let fast = SimulationSource(ordersPerHour: 400, seed: 9, start: start, speed: 60)
    let clock = ManualClock()
    let published = Published()
    let running = Task { try await fast.run(on: clock) { published.add($0) } }
    await clock.waitForSleepers()
    for seconds in 0...4 {
      if seconds > 0 { clock.advance(by: .seconds(1)) }
      await clock.waitForSleepers()
      let expected = expected(.seconds(60 * seconds)).flatMap(\.drafts)
      #expect(published.all.map(\.type) == expected.map(\.type), "after \(seconds) s")
      let wrong = try zip(published.all, expected).first { draft, other in
        let compressed = start.milliseconds + (try time(of: other) - start.milliseconds) / 60
        return abs(try time(of: draft) - compressed) > 1
      }
      #expect(wrong == nil, "after \(seconds) s")
    }
    running.cancel()
  }

  /// The milliseconds in an event's `timestamp`.
  private func time(of draft: EventDraft) throws -> Int64 {
    let text = try #require(draft.data.firstMatch(of: /"timestamp":"([^"]+)"/)?.output.1)
    return try #require(Timestamp(String(text))).milliseconds
  }

  @Test("it ends with the error of whoever cannot take its events")
  func failure() async {
    struct Full: Error {}
    let clock = ManualClock()
    await #expect(throws: Full.self) { try await source.run(on: clock) { _ in throw Full() } }
  }
}
