/// The beginning of a line whose end has not arrived yet.
struct UnfinishedLine: Sendable {
  enum Kind: Sendable {
    /// A field that is needed at its end, or too short to tell; its bytes are kept.
    case kept
    case comment
    /// Nothing in this line will be used.
    case dropped
  }

  /// Where it begins among what is carried over; it is the last there. Nothing of it is there when it is a comment or dropped.
  var start = 0
  /// How long the line is so far, kept or not. 0 when no line has begun.
  var size = 0
  var kind = Kind.kept
}

extension [UInt8] {
  /// Empties the array; its memory stays for the next use unless it has grown large.
  mutating func removeAllKeepingLittle() {
    removeAll(keepingCapacity: capacity <= 64 * 1024)
  }
}
