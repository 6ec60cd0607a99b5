/// An order's id: opaque, and compared by its UTF-8 bytes. `String` would compare by Unicode equivalence and let two
/// orders collapse into one.
package struct OrderID: Sendable {
  package let rawValue: String

  package init(_ rawValue: String) { self.rawValue = rawValue }
}

extension OrderID: Hashable {
  package static func == (one: OrderID, other: OrderID) -> Bool {
    one.withBytes(and: other) { $0.count == $1.count && $0.elementsEqual($1) }
      ?? one.rawValue.utf8.elementsEqual(other.rawValue.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var raw = rawValue
    raw.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension OrderID: Comparable {
  package static func < (one: OrderID, other: OrderID) -> Bool {
    one.withBytes(and: other) { $0.lexicographicallyPrecedes($1) }
      ?? one.rawValue.utf8.lexicographicallyPrecedes(other.rawValue.utf8)
  }
}

extension OrderID {
  /// The bytes of two ids where they lie in memory, which is nearly always: their views are slow to walk.
  fileprivate func withBytes(
    and other: OrderID, _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool? {
    rawValue.utf8.withContiguousStorageIfAvailable { mine in
      other.rawValue.utf8.withContiguousStorageIfAvailable { body(mine, $0) }
    }?.flatMap { $0 }
  }
}
