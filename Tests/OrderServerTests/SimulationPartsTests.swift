import OrderProtocol
import Testing

@testable import OrderServer

@Suite("A simulated shop: its parts")
struct SimulationPartsTests {
  @Test("chance is what it says")
  func chance() {
    var random = SimulationRandom(seed: 1)
    let times = (0..<40_000).map { _ in random.exponential() }
    let mean = times.reduce(0, +) / 40_000
    #expect(abs(mean - 1) < 0.03)
    let squares = times.map { ($0 - mean) * ($0 - mean) }
    #expect(abs(squares.reduce(0, +) / 40_000 - 1) < 0.1)
    // e^-2 of them are longer than 2.
    let long = Double(times.count { $0 > 2 }) / 40_000
    #expect(abs(long - 0.1353) < 0.01)
    let steps = (0..<2_000).map { _ in random.duration(mean: .seconds(60), steps: 4) }
    let sum = steps.reduce(Duration.zero, +)
    #expect(abs(sum / .seconds(2_000 * 60) - 1) < 0.06)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<7_000 { counts[random.below(7)] += 1 }
    #expect(counts.allSatisfy { (850...1_150).contains($0) }, "\(counts)")
    let skewed = (0..<3_000).map { _ in random.skewed(base: 10, octaves: 3) }
    #expect(Set(skewed) == Set(0..<70))
    #expect((850...1_150).contains(skewed.count { $0 < 10 }) && (850...1_150).contains(skewed.count { $0 >= 30 }))
  }

  @Test("a day's demand comes to the average, with a lull and a peak")
  func demand() {
    let factors = (0..<24 * 60).map { Demand.factor(at: Timestamp(milliseconds: Int64($0) * 60_000)) }
    #expect(abs(factors.reduce(0, +) / Double(factors.count) - 1) < 1e-9)
    #expect(factors.max() == Demand.peak && Demand.peak > 2)
    #expect((factors.min() ?? 1) < 0.25)
    #expect(zip(factors, factors.dropFirst()).allSatisfy { abs($0 - $1) < 0.02 })
  }

  @Test("tracking numbers are of their carrier's form", arguments: Carrier.allCases)
  func trackingNumbers(carrier: Carrier) {
    var random = SimulationRandom(seed: 2)
    for _ in 0..<50 {
      let number = carrier.trackingNumber(&random)
      switch carrier {
      case .ups: #expect(number.count == 18 && number.hasPrefix("1Z") && Int(number.suffix(10)) != nil)
      case .dhl: #expect(number.count == 10 && Int(number) != nil)
      case .fedEx: #expect(number.count == 12 && Int(number) != nil)
      case .usps: #expect(number.count == 22 && number.hasPrefix("94001") && number.allSatisfy(\.isNumber))
      }
    }
  }

  @Test("check digits are those of numbers that are known to be right")
  func checkDigits() {
    #expect(Carrier.ups(shipper: "999AA1", service: "01", [2, 3, 4, 5, 6, 7, 8]) == "1Z999AA10123456784")
    #expect(Carrier.dhl([3, 3, 1, 8, 8, 1, 0, 0, 2]) == "3318810025")
    #expect(Carrier.fedEx([9, 8, 6, 5, 7, 8, 7, 8, 8, 8, 5]) == "986578788855")
    let usps = "940551189922319742849".compactMap(\.wholeNumberValue)
    #expect(Carrier.usps(usps) == "9405511899223197428490")
  }

  @Test("products have an id of their own, a name and a price")
  func products() {
    #expect(Set(Product.all.map(\.itemID)).count == Product.all.count)
    #expect(Product.all.allSatisfy { !$0.name.isEmpty && $0.price > 0 })
    #expect(Product.all.contains { !$0.name.utf8.allSatisfy { $0 < 0x80 } })
    #expect(Product.money(23_90).description == "23.90")
    var random = SimulationRandom(seed: 3)
    let chosen = (0..<3_000).map { _ in Product.choose(&random) }
    #expect(Set(chosen) == Set(Product.all.indices))
  }

  @Test("every customer has a number of their own", arguments: [1, 6, 400])
  func customerNumbers(ordersPerHour: Int) {
    var random = SimulationRandom(seed: 4)
    let customers = Customers(ordersPerHour: ordersPerHour)
    let numbers = Set((0..<customers.count).map { customers.number(of: $0) })
    let isComplete = numbers == Set(1...customers.count)
    #expect(isComplete)
    let chosen = (0..<1_000).map { _ in customers.choose(&random) }
    #expect(chosen.allSatisfy(numbers.contains))
  }
}
