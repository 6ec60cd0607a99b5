/// An order's id: opaque, and compared by its UTF-8 bytes. `String` would compare by Unicode equivalence and let two
/// orders collapse into one.
package struct OrderID: Sendable {
  package let rawValue: String

  package init(_ rawValue: String) { self.rawValue = rawValue }
}

extension OrderID: Hashable {
  package static func == (one: OrderID, other: OrderID) -> Bool {
    one.rawValue.utf8.elementsEqual(other.rawValue.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var raw = rawValue
    raw.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension OrderID: Comparable {
  package static func < (one: OrderID, other: OrderID) -> Bool {
    one.rawValue.utf8.lexicographicallyPrecedes(other.rawValue.utf8)
  }
}
