/// An order's id: opaque, and compared by its UTF-8 bytes. `String` would compare by Unicode equivalence and let two
/// orders collapse into one.
package struct OrderID: Sendable {
  package let rawValue: String

  package init(_ rawValue: String) { self.rawValue = rawValue }
}

extension OrderID: Hashable {
  package static func == (one: OrderID, other: OrderID) -> Bool {
    guard one.rawValue.utf8.count == other.rawValue.utf8.count else { return false }
    return one.withBytes(and: other) { $0.hasSameBytes(as: $1) }
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

extension UnsafeBufferPointer<UInt8> {
  /// Compares eight bytes at a time.
  package func hasSameBytes(as other: Self) -> Bool {
    guard count == other.count else { return false }
    guard let mine = UnsafeRawPointer(baseAddress), let theirs = UnsafeRawPointer(other.baseAddress) else {
      return true
    }
    var offset = 0
    // Safe: each load ends within both, which have the same length.
    while count &- offset >= 8 {
      guard
        mine.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          == theirs.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      else { return false }
      offset &+= 8
    }
    while offset < count {
      guard self[offset] == other[offset] else { return false }
      offset &+= 1
    }
    return true
  }
}
