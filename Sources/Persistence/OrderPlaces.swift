import OrderProtocol

/// Where orders that were saved lately stand in their table, and what stands there: the next time nobody has to look.
/// Bounded: it starts anew when it is full.
struct OrderPlaces {
  /// A row of the table of orders.
  struct Place {
    var row: Int64
    var checksum: Int64
    var status: OrderStatus
    var statusSince: Timestamp
  }

  /// How many places are remembered.
  static let limit = 16_384

  private var places: [OrderID: Place] = [:]

  subscript(id: OrderID) -> Place? { places[id] }

  mutating func remember(_ place: Place, of id: OrderID) {
    if places.count >= Self.limit { places.removeAll(keepingCapacity: true) }
    places[id] = place
  }

  /// Rows were deleted, or what was written has not come to stay.
  mutating func forgetAll() { places = [:] }
}
