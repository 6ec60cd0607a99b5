import OrderProtocol
import Testing

@testable import OrderServer

@Suite("A simulated shop: its days")
struct SimulationDayTests {
  /// Midnight.
  private static let start = Timestamp(milliseconds: 1_789_257_600_000)

  private static let monday = day(seed: 4)

  private static func day(seed: UInt64) -> SimulationLedger {
    var ledger = SimulationLedger()
    var simulation = Simulation(ordersPerHour: 300, seed: seed, start: start)
    simulation.play(.seconds(24 * 3600), from: start) { ledger.take($0) }
    return ledger
  }

  @Test("most orders are in time, some are late, some are cancelled", arguments: [1, 2, 3])
  func shares(seed: UInt64) {
    let ledger = Self.day(seed: seed)
    #expect(ledger.faults.isEmpty, "\(ledger.faults.prefix(5))")
    #expect((6_500...8_000).contains(ledger.created))
    for (status, limit) in [(OrderStatus.created, 300), (.pending, 600), (.processing, 2_700)] {
      let stays = ledger.stays.filter { $0.status == status }
      let late = Double(stays.count { $0.time >= .seconds(limit) }) / Double(stays.count)
      #expect((0.003...0.12).contains(late), "\(status.word): \(late)")
    }
    for status in [OrderStatus.created, .pending, .processing] {
      let share = Double(ledger.cancellations.count { $0.status == status }) / Double(ledger.created)
      #expect((0.003...0.05).contains(share), "\(status.word): \(share)")
    }
    #expect(Set(ledger.cancellations.map(\.reason)).count >= 8)
    #expect(Double(ledger.shipped) / Double(ledger.created) > 0.9)
  }

  @Test("a handful of orders a day gets stuck, in a review or in the warehouse")
  func stuck() {
    var ledger = SimulationLedger()
    var simulation = Simulation(ordersPerHour: 60, seed: 7, start: Self.start)
    simulation.play(.seconds(4 * 24 * 3600), from: Self.start) { ledger.take($0) }
    // Even the rush makes none wait an hour.
    for (status, least) in [(OrderStatus.pending, 60), (.processing, 90)] {
      let stuck = ledger.stays.filter { $0.status == status && $0.time > .seconds(least * 60) }
      #expect((4...24).contains(stuck.count), "\(status.word): \(stuck.count)")
      #expect(stuck.allSatisfy { $0.time < .seconds(24 * 3600) })
    }
  }

  @Test("the evening brings a rush, in which orders wait, and the night a lull")
  func rush() {
    let ledger = Self.monday
    func waits(_ hours: Range<Int>) -> [Duration] {
      ledger.stays.filter { $0.status == .pending && hours.contains($0.hour) }.map(\.time)
    }
    #expect(waits(19..<21).count > 6 * waits(2..<4).count)
    let (evening, afternoon, night) = (mean(waits(20..<21)), mean(waits(14..<16)), mean(waits(23..<24)))
    #expect(evening > afternoon * 2)
    #expect(evening < .seconds(20 * 60))
    #expect(night < .seconds(240), "the warehouses did not catch up")
  }

  private func mean(_ durations: [Duration]) -> Duration {
    durations.isEmpty ? .zero : durations.reduce(.zero, +) / durations.count
  }

  @Test("customers come back, a few of them often")
  func customers() {
    let counts = Self.monday.customers.values.sorted(by: >)
    #expect((3...12).contains(counts.first ?? 0))
    let again = counts.filter { $0 > 1 }.reduce(0, +)
    #expect(Double(again) / Double(counts.reduce(0, +)) > 0.2 && counts.count > 3_000)
  }

  @Test("after a month it holds no more than after a day")
  func month() {
    var simulation = Simulation(ordersPerHour: 30, seed: 6, start: Self.start)
    var sizes: [Int] = []
    for days in 1...30 {
      simulation.play(.seconds(days * 24 * 3600), from: Self.start) { _ in }
      sizes.append(simulation.size)
    }
    #expect(simulation.lastNumber > 15_000)
    let (first, last) = (sizes.first ?? 0, sizes.last ?? .max)
    #expect(last < 100 && last <= 3 * first, "\(sizes)")
    #expect(simulation.openOrders < 40)
  }
}
