import EventStream
import OrderProtocol
import Testing

@testable import OrderServer

@Suite("A simulated shop: what it says")
struct SimulationTests {
  /// Noon.
  private let start = Timestamp(milliseconds: 1_789_300_800_000)

  private func stream(seed: UInt64, start: Timestamp) -> [String] {
    var simulation = Simulation(ordersPerHour: 300, seed: seed, start: start)
    return (0..<1_500).flatMap { _ in
      let moment = simulation.next()
      return ["\(moment.time.milliseconds)"] + moment.events.map { $0.typeName + ServerSentEvent($0).data }
    }
  }

  @Test("the same start and seed give the same bytes, another one of either does not")
  func determinism() {
    let stream = stream(seed: 7, start: start)
    #expect(stream == self.stream(seed: 7, start: start))
    #expect(stream != self.stream(seed: 8, start: start))
    #expect(stream != self.stream(seed: 7, start: start + .seconds(1)))
  }

  @Test("the same happens whenever it is, and events say when", arguments: [1.0, 60.0])
  func statedTime(speed: Double) throws {
    let now = start + .milliseconds(123_456_789)
    var simulation = Simulation(ordersPerHour: 300, seed: 7, start: start, speed: speed)
    var later = Simulation(ordersPerHour: 300, seed: 7, start: start, stated: now, speed: speed)
    for _ in 0..<1_500 {
      let (moment, same) = (simulation.next(), later.next())
      #expect(moment.time == same.time)
      for (event, other) in zip(moment.events, same.events) {
        let (one, another) = (try StatedEvent(event), try StatedEvent(other))
        #expect(one.rest == another.rest && another.time - one.time == now - start)
      }
    }
  }

  /// An event, and apart from it when it says that it happened.
  private struct StatedEvent {
    var time: Timestamp
    var rest: String

    init(_ event: OrderEvent) throws {
      let data = ServerSentEvent(event).data
      let times = data.matches(of: /"(?:timestamp|submittedAt)":"([^"]+)"/).map { String($0.output.1) }
      time = try #require(Set(times).count == 1 ? Timestamp(times[0]) : nil)
      rest = event.typeName + data.replacing(times[0], with: "")
    }
  }

  @Test("every event can be read, every order lives as orders do, and every total that is stated is right")
  func lives() {
    var ledger = SimulationLedger()
    var simulation = Simulation(ordersPerHour: 60, seed: 3, start: start)
    var last = start
    simulation.play(.seconds(24 * 3600), from: start) { moment in
      #expect(!moment.events.isEmpty && moment.time >= last)
      last = moment.time
      ledger.take(encoded: moment)
    }
    #expect(ledger.faults.isEmpty, "\(ledger.faults.prefix(5))")
    #expect(ledger.created > 1_000 && ledger.shipped > 900 && ledger.removals > 20 && ledger.lateItems > 2)
    #expect(ledger.lives.count - simulation.openOrders <= 1)
  }

  @Test("the stream begins with the orders that are open, since when they are what they are")
  func opening() {
    var ledger = SimulationLedger()
    let start = start + .seconds(3 * 3600)
    var simulation = Simulation(ordersPerHour: 400, seed: 5, start: start)
    let open = simulation.openOrders
    var times: [Timestamp] = []
    var moment = simulation.next()
    while moment.time == start {
      ledger.take(moment)
      for case .created(let patch) in moment.events { times.append(patch.timestamp ?? moment.time) }
      moment = simulation.next()
    }
    #expect(ledger.faults.isEmpty, "\(ledger.faults.prefix(5))")
    #expect(ledger.lives.count == open && open > 100)
    #expect(times == times.sorted() && (times.last ?? start) - (times.first ?? start) > .seconds(1800))
    let statuses = Dictionary(grouping: ledger.lives.values, by: \.status).mapValues(\.count)
    #expect((statuses[.created] ?? 0) > 2 && (statuses[.pending] ?? 0) > 2 && (statuses[.processing] ?? 0) > 80)
  }

  /// The number of the first order that is told of, of a shop that starts so many hours after Monday noon.
  private func firstNumber(_ ordersPerHour: Int, hours: Int) -> Int? {
    let start = Timestamp(milliseconds: 1_789_387_200_000) + .seconds(hours * 3600)
    var simulation = Simulation(ordersPerHour: ordersPerHour, seed: 1, start: start, warmUp: .seconds(1200))
    guard case .created(let patch)? = simulation.next().events.first else { return nil }
    return Int(patch.orderID.rawValue.dropFirst("order-".count))
  }

  @Test("a shop that is started again later counts on, and begins anew each week", arguments: [1, 40, 400, 20_000])
  func numbers(ordersPerHour: Int) throws {
    let monday = try #require(firstNumber(ordersPerHour, hours: 0))
    let thursday = try #require(firstNumber(ordersPerHour, hours: 72))
    let nextMonday = try #require(firstNumber(ordersPerHour, hours: 168))
    #expect(abs(thursday - monday - 72 * ordersPerHour) <= ordersPerHour)
    #expect(abs(nextMonday - monday) <= ordersPerHour)
    #expect((10_000...10_000 + 13 * ordersPerHour).contains(monday))
  }

  @Test(
    "any number of orders an hour works, the nearest possible one where it is none",
    arguments: [Int.min, 1, 1_000_000, .max])
  func rates(ordersPerHour: Int) {
    var simulation = Simulation(ordersPerHour: ordersPerHour, seed: 1, start: start, warmUp: .seconds(5))
    var ledger = SimulationLedger()
    for _ in 0..<5_000 { ledger.take(simulation.next()) }
    #expect(ledger.faults.isEmpty, "\(ledger.faults.prefix(5))")
    #expect(Simulation.rates.contains(simulation.ordersPerHour))
  }
}
