/// Why orders come to nothing, what happens more often said more than once.
enum CancellationReasons {
  static let basket = ["customer changed their mind", "customer changed their mind", "ordered twice"]
  static let abandonment = "basket abandoned"
  static let payment = [
    "payment failed", "payment failed", "payment failed", "card expired", "customer request", "customer request",
    "address could not be confirmed", "ordered twice",
  ]
  static let review = ["payment could not be confirmed", "suspected fraud", "address could not be confirmed"]
  static let wait = ["customer request: takes too long", "customer request"]
  static let warehouse = [
    "out of stock", "out of stock", "out of stock", "damaged in warehouse", "customer request", "address incomplete",
  ]
  static let search = ["out of stock", "out of stock", "lost in warehouse"]
}
