package import OrderProtocol

/// Orders on their way to be saved, in the form in which they are saved: a copy of an order, with its dozen texts, costs more
/// than to pack it.
package struct PackedOrders: Equatable, Sendable {
  package private(set) var heads: [OrderHead] = []
  private var bytes: [UInt8] = []
  /// Where each order ends.
  private var ends: [Int] = []

  package init() {}

  package init(_ orders: some Sequence<SavedOrder>) {
    for order in orders { append(order) }
  }

  package var count: Int { heads.count }

  package var isEmpty: Bool { heads.isEmpty }

  /// What an order takes about, in bytes.
  private static let likelySize = 160

  package mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count * Self.likelySize)
    heads.reserveCapacity(count)
    ends.reserveCapacity(count)
  }

  package mutating func append(_ order: SavedOrder) {
    heads.append(OrderHead(order))
    order.append(to: &bytes)
    ends.append(bytes.count)
  }

  /// Hands over the bytes of an order.
  package func withBytes<Value>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
    try bytes.withUnsafeBufferPointer { bytes in
      try body(UnsafeBufferPointer(rebasing: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]))
    }
  }

  package subscript(index: Int) -> SavedOrder? { withBytes(at: index) { try? SavedOrder(packed: $0) } }

  /// All of them, as they were appended.
  package var orders: [SavedOrder] { heads.indices.compactMap { self[$0] } }

  /// Those of some ids.
  package func orders(_ ids: Set<OrderID>) -> [SavedOrder] {
    heads.indices.compactMap { ids.contains(heads[$0].id) ? self[$0] : nil }
  }

  /// Puts orders as they are later in the places of those they were, and appends those that are new.
  package mutating func merge(_ later: PackedOrders) {
    var merged = PackedOrders()
    merged.reserveCapacity(count + later.count)
    merged.bytes.reserveCapacity(bytes.count + later.bytes.count)
    var places: [OrderID: Int] = [:]
    for (index, head) in later.heads.enumerated() { places[head.id] = index }
    for (index, head) in heads.enumerated() {
      if let place = places.removeValue(forKey: head.id) {
        merged.append(place, of: later)
      } else {
        merged.append(index, of: self)
      }
    }
    for (index, head) in later.heads.enumerated() where places[head.id] == index { merged.append(index, of: later) }
    self = merged
  }

  private mutating func append(_ index: Int, of other: PackedOrders) {
    heads.append(other.heads[index])
    other.withBytes(at: index) { bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
  }
}
