/// How long things take in the shop, and how often they go wrong. ordertop calls an order late after 5 minutes as CREATED,
/// 10 as PENDING and 45 as PROCESSING; most orders here are well within that.
enum Pace {
  // MARK: The basket
  static let firstItem = Duration.seconds(12)
  static let nextItem = Duration.seconds(24)
  static let checkout = Duration.seconds(30)
  /// How many times as long a customer takes who is in no hurry.
  static let dawdling = 4
  static let dawdlers = 0.05
  /// One more item, again and again.
  static let anotherItem = 0.56
  static let mostItems = 14
  static let removal = 0.06
  /// The shop tells the total at the end, and now and then before.
  static let earlyTotal = 0.25
  static let emptiedBaskets = 0.012
  static let abandonedBaskets = 0.018
  /// What comes on top of the time that the shop waits before it drops a basket.
  static let abandonment = Duration.seconds(60)
  static let patience = Duration.seconds(6 * 60)

  // MARK: Payment and address
  static let check = Duration.seconds(75)
  static let reviews = 0.025
  static let review = Duration.seconds(7 * 60)
  static let refusals = 0.012
  /// How many of the orders that were stuck in a review come to nothing.
  static let refusalsAfterLongReview = 0.5
  static let longReview = Duration.seconds(2 * 3600)

  // MARK: The warehouse
  static let preparation = Duration.seconds(4 * 60)
  static let work = Duration.seconds(16 * 60)
  static let longSearch = Duration.seconds(3 * 3600)
  static let shortages = 0.008
  static let shortagesAfterLongSearch = 0.35
  static let lateItems = 0.012
  /// After so long a customer asks whether the order is still to be had.
  static let longWait = Duration.seconds(12 * 60)
  static let impatience = 0.04

  /// The share of orders that get stuck, in a review or in the warehouse: a handful a day, in a large shop some more.
  static func stuck(ordersPerHour: Int) -> Double {
    min(0.02, max(1.0 / 4_000, 6 / (24 * Double(ordersPerHour))))
  }
}
