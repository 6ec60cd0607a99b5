import OrderProtocol

@testable import OrderStore

extension OrderBook {
  /// Adds an order that is not there.
  mutating func add(_ entry: OrderEntry) {
    var id = entry.id.rawValue
    id.withUTF8 { id in
      _ = update(id, hashing.hash(id)) {
        entry
      } change: { _, _ in
      }
    }
  }
}
