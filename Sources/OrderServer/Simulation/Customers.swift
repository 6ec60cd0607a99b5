/// Who orders: a few often, most of them rarely.
struct Customers {
  private static let octaves = 9
  /// A prime above any number of customers, so that it spreads their ids.
  private static let spread = 1_000_000_007

  /// How many customers are in the first octave, those who come most often.
  private let regulars: Int

  init(ordersPerHour: Int) { regulars = max(4, ordersPerHour * 2 / 3) }

  /// How many customers there are.
  var count: Int { regulars * ((1 << Self.octaves) - 1) }

  /// The number of somebody.
  func choose(_ random: inout SimulationRandom) -> Int {
    number(of: random.skewed(base: regulars, octaves: Self.octaves))
  }

  /// The number of a customer, from 1: one that does not tell how often they come.
  ///
  /// - Parameter rank: from 0, for who comes most often.
  func number(of rank: Int) -> Int { (rank + 1) * Self.spread % count + 1 }
}
