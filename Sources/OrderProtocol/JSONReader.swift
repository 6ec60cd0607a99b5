/// Where a JSON text breaks the grammar of RFC 8259.
package struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
  /// Bytes before the mistake.
  package var offset: Int
  package var expected: String

  package var description: String { "malformed JSON at byte \(offset): expected \(expected)" }
}

/// What kind of JSON value begins with a byte.
package enum JSONKind: Sendable {
  case object, array, string, number, boolean, null

  /// With its article: `a string`.
  package var description: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .boolean: "a boolean"
    case .null: "null"
    }
  }
}

/// A cursor that pulls values out of a JSON text (RFC 8259, strictly), without building a tree.
///
/// The bytes are well-formed UTF-8, and must outlive the reader. Nothing is read outside of them.
package struct JSONReader {
  /// The deepest nesting of objects and arrays that is read.
  static let maximumDepth = 64

  private let bytes: UnsafeBufferPointer<UInt8>
  package var position = 0
  private var depth = 0
  /// Whether nothing of the innermost open object or array has been read yet.
  private var isAtFirst = false

  package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The byte at the cursor; 0, which no grammar rule accepts, at the end.
  @inline(__always)
  var current: UInt8 { byte(at: position) }

  @inline(__always)
  func byte(at index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// The eight bytes from an index on, the first in the lowest bits; `nil` where there are fewer.
  @inline(__always)
  func word(at index: Int) -> UInt64? {
    guard bytes.count &- index >= 8, let base = bytes.baseAddress else { return nil }
    // Safe: the load ends at index + 8, which is within the text.
    return UInt64(littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// The whole text.
  var allBytes: UnsafeBufferPointer<UInt8> { bytes }

  var byteCount: Int { bytes.count }

  /// - Precondition: a range that this reader gave, so within the text.
  func bytes(in range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[range])
  }

  /// A piece of the text as it was received.
  package func text(in range: Range<Int>) -> String {
    String(utf8: bytes(in: range))
  }

  @inline(__always)
  mutating func advance(by count: Int = 1) { position &+= count }

  func error(expected: String) -> JSONSyntaxError { JSONSyntaxError(offset: position, expected: expected) }

  @inline(__always)
  package mutating func skipWhitespace() {
    while current <= 0x20 {
      switch current {
      case 0x20, 0x0A, 0x0D, 0x09: advance()
      default: return
      }
    }
  }

  /// The kind of the value at the cursor.
  @inline(__always)
  package func kind() throws(JSONSyntaxError) -> JSONKind {
    switch current {
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw error(expected: "a value")
    }
  }

  /// Steps into the object or array whose bracket is at the cursor.
  package mutating func enter() throws(JSONSyntaxError) {
    guard depth < Self.maximumDepth else { throw error(expected: "at most \(Self.maximumDepth) levels of nesting") }
    depth += 1
    isAtFirst = true
    advance()
  }

  /// The name of the next member, with the cursor on its value; `nil` at the end of the object, which is left.
  package mutating func nextName() throws(JSONSyntaxError) -> JSONString? {
    guard try nextElement(closing: UInt8(ascii: "}")) else { return nil }
    guard current == UInt8(ascii: "\"") else { throw error(expected: "a name in quotes") }
    let name = try scanString()
    skipWhitespace()
    guard current == UInt8(ascii: ":") else { throw error(expected: "a colon") }
    advance()
    skipWhitespace()
    return name
  }

  /// Whether there is another element, with the cursor on it; at the end the array is left.
  package mutating func nextElement() throws(JSONSyntaxError) -> Bool {
    try nextElement(closing: UInt8(ascii: "]"))
  }

  @inline(__always)
  private mutating func nextElement(closing: UInt8) throws(JSONSyntaxError) -> Bool {
    skipWhitespace()
    if current == closing {
      advance()
      depth -= 1
      isAtFirst = false
      return false
    }
    if isAtFirst {
      isAtFirst = false
      return true
    }
    guard current == UInt8(ascii: ",") else {
      throw error(expected: closing == UInt8(ascii: "}") ? "a comma or }" : "a comma or ]")
    }
    advance()
    skipWhitespace()
    return true
  }

  /// Checks that nothing but white space follows.
  package mutating func finish() throws(JSONSyntaxError) {
    skipWhitespace()
    guard position == bytes.count else { throw error(expected: "nothing after the value") }
  }
}
