import DequeModule

/// Packs a limited number of orders at once; the others wait, first come, first served.
struct Warehouse {
  /// How many orders can be worked on.
  private let places: Int
  /// How many are.
  private var taken = 0
  /// The slots of orders that wait for a place.
  private var waiting: Deque<Int> = []

  init(places: Int) { self.places = places }

  /// How long its queue is for its size.
  var backlog: Double { Double(waiting.count) / Double(places) }

  mutating func queue(_ slot: Int) { waiting.append(slot) }

  /// The order whose turn it is; `nil` while there is none, or no place for it.
  mutating func next() -> Int? { taken < places ? waiting.popFirst() : nil }

  mutating func takePlace() { taken += 1 }

  mutating func leavePlace() { taken -= 1 }

  /// As many as a shop of that size has, together nearly enough for its great rush.
  static func all(ordersPerHour: Int) -> [Warehouse] {
    let count =
      switch ordersPerHour {
      case ..<30: 1
      case ..<150: 2
      case ..<1_500: 4
      case ..<15_000: 6
      default: 12
      }
    let perHour = Double(ordersPerHour) * Demand.peak * rushCapacity / Double(count)
    let places = perHour * ((Pace.preparation + Pace.work) / .seconds(3600))
    return Array(repeating: Warehouse(places: Int(places.rounded(.up)) + 1), count: count)
  }

  /// The share of the peak that the warehouses can keep up with.
  private static let rushCapacity = 0.84
}
