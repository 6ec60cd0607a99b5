import OrderProtocol
import Testing

@testable import OrderServer

@Suite("How much history a made-up shop needs")
struct HistoryLimitTests {
  @Test("the usual history is enough for a small shop; a large one gets more, up to a limit")
  func limits() {
    #expect(HistoryLimits.simulation(ordersPerHour: 400) == HistoryLimits())
    let large = HistoryLimits.simulation(ordersPerHour: 20_000)
    #expect(large.events == 480_000 && large.bytes > HistoryLimits().bytes)
    #expect(HistoryLimits.simulation(ordersPerHour: 1_000_000).bytes == HistoryLimits.largest)
    #expect(HistoryLimits.simulation(ordersPerHour: .max).bytes == HistoryLimits.largest)
  }

  @Test("all orders that are open are in the history, also at the end of the great rush")
  func rush() throws {
    let ordersPerHour = 600
    // Half past eight in the evening.
    let start = Timestamp(milliseconds: 1_789_331_400_000)
    var simulation = Simulation(ordersPerHour: ordersPerHour, seed: 4, start: start - .seconds(2 * 3600))
    var history = EventHistory(
      name: "name0", limits: HistoryLimits(events: ordersPerHour * HistoryLimits.eventsPerHourlyOrder))
    var created: [OrderID: Int64] = [:]
    try simulation.playEvents(until: start) { time, event in
      history.append(try history.prepared([EventDraft(event)], at: time))
      switch event {
      case .created(let patch): created[patch.orderID] = history.newest
      case .shipped(let patch), .cancelled(let patch): created[patch.orderID] = nil
      default: break
      }
    }
    // But for those that are stuck.
    let kept = created.filter { $0.value >= history.oldest }.count
    #expect(created.count > 300 && Double(kept) > 0.98 * Double(created.count), "\(kept) of \(created.count)")
  }
}

extension Simulation {
  fileprivate mutating func playEvents(
    until end: Timestamp, _ body: (Timestamp, OrderEvent) throws -> Void
  ) rethrows {
    while case let moment = next(), moment.time < end {
      for event in moment.events { try body(moment.time, event) }
    }
  }
}
