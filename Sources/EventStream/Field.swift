/// A field line of an event stream: which of the known fields it is, and where its value begins.
///
/// Source: HTML standard, 9.2.6: "Collect the characters on the line before the first U+003A COLON character".
struct Field {
  enum Name {
    case data, event, id, retry
  }

  var name: Name
  /// The offset of the value in the line: after the name, the colon and one space.
  var valueStart: Int

  /// `nil` when the line is no field that the standard knows. The line must not be empty.
  @inline(__always)
  init?(line: UnsafeBufferPointer<UInt8>) {
    let nameCount: Int
    switch line.first {
    case UInt8(ascii: "d") where line.starts(with: "ata"): (name, nameCount) = (.data, 4)
    case UInt8(ascii: "e") where line.starts(with: "vent"): (name, nameCount) = (.event, 5)
    case UInt8(ascii: "i") where line.starts(with: "d"): (name, nameCount) = (.id, 2)
    case UInt8(ascii: "r") where line.starts(with: "etry"): (name, nameCount) = (.retry, 5)
    default: return nil
    }
    if line.count == nameCount {
      valueStart = nameCount
    } else if line[nameCount] != UInt8(ascii: ":") {
      return nil
    } else if line.count > nameCount + 1, line[nameCount + 1] == UInt8(ascii: " ") {
      valueStart = nameCount + 2
    } else {
      valueStart = nameCount + 1
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes after the first one are those of `rest`, or go on after them.
  @inline(__always)
  fileprivate func starts(with rest: StaticString) -> Bool {
    let length = rest.utf8CodeUnitCount
    guard count > length else { return false }
    for offset in 0..<length where self[offset + 1] != rest.utf8Start[offset] { return false }
    return true
  }
}
