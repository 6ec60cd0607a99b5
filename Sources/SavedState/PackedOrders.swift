package import OrderProtocol

/// Orders on their way to be saved, in the form in which they are saved: a copy of an order, with its dozen texts, costs more
/// than to pack it. An order that has very much is kept as it is: its texts are there once, packed they would be there twice.
package struct PackedOrders: Equatable, Sendable {
  package private(set) var heads: [OrderHead] = []
  private var bytes: [UInt8] = []
  /// Where each order ends.
  private var ends: [Int] = []
  /// Those that have no bytes here, by their index.
  private var large: [Int: SavedOrder] = [:]

  /// What an order takes about, in bytes.
  private static let likelySize = 160
  /// From how many bytes on an order is large.
  package static let largeSize = 256 * 1024

  package init() {}

  package init(_ orders: some Sequence<SavedOrder>) {
    for order in orders { append(order) }
  }

  package var count: Int { heads.count }

  package var isEmpty: Bool { heads.isEmpty }

  package mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count * Self.likelySize)
    heads.reserveCapacity(count)
    ends.reserveCapacity(count)
  }

  package mutating func append(_ order: SavedOrder) {
    append(OrderHead(order)) {
      order.append(to: &$0)
    } whole: {
      order
    }
  }

  /// Appends an order.
  ///
  /// - Parameters:
  ///   - pack: packs it as ``SavedOrder/append(to:)`` would.
  ///   - whole: the order itself; asked for if it has very much.
  package mutating func append(_ head: OrderHead, pack: (inout [UInt8]) -> Void, whole: () -> SavedOrder) {
    let start = bytes.count
    pack(&bytes)
    if bytes.count - start >= Self.largeSize {
      bytes.removeSubrange(start...)
      large[count] = whole()
    }
    heads.append(head)
    ends.append(bytes.count)
  }

  /// Whether an order has very much.
  package func isLarge(_ index: Int) -> Bool { large[index] != nil }

  /// Appends an order as it is saved, see ``SavedOrder/append(to:)``.
  package func append(_ index: Int, to page: inout [UInt8]) {
    if let order = large[index] {
      // To grow little by little would take twice the room.
      page.reserveCapacity(page.count + order.longTexts + order.longTexts / 8)
      order.append(to: &page)
    } else {
      page.append(contentsOf: bytes[range(index)])
    }
  }

  private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  package subscript(index: Int) -> SavedOrder? {
    large[index]
      ?? bytes.withUnsafeBufferPointer { bytes in
        try? SavedOrder(packed: UnsafeBufferPointer(rebasing: bytes[range(index)]))
      }
  }

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

  /// Leaves those out for whose index `isKept` does not hold.
  package mutating func keep(where isKept: (Int) -> Bool) {
    var (count, start, end) = (0, 0, 0)
    for index in heads.indices {
      let size = ends[index] - start
      if isKept(index) {
        if count < index {
          bytes.withUnsafeMutableBytes { bytes in
            let order = UnsafeRawBufferPointer(rebasing: bytes[start..<start + size])
            UnsafeMutableRawBufferPointer(rebasing: bytes[end...]).copyMemory(from: order)
          }
          heads.swapAt(count, index)
          if let order = large.removeValue(forKey: index) { large[count] = order }
        }
        end += size
        start = ends[index]
        ends[count] = end
        count += 1
      } else {
        start = ends[index]
        large[index] = nil
      }
    }
    heads.removeSubrange(count...)
    ends.removeSubrange(count...)
    bytes.removeSubrange(end...)
  }

  private mutating func append(_ index: Int, of other: PackedOrders) {
    large[count] = other.large[index]
    bytes.append(contentsOf: other.bytes[other.range(index)])
    heads.append(other.heads[index])
    ends.append(bytes.count)
  }
}

extension SavedOrder {
  /// How many bytes the texts have that may be long.
  fileprivate var longTexts: Int {
    var size = 0
    for item in items {
      size += item.itemID.utf8.count + (item.name?.utf8.count ?? 0)
      for field in item.unknown { size += field.name.utf8.count + field.json.utf8.count }
    }
    for field in unknown { size += field.name.utf8.count + field.json.utf8.count }
    for text in [customerID, assignedTo, trackingNumber, carrier, cancellationReason] { size += text?.utf8.count ?? 0 }
    return size
  }
}
