/// Numbers and texts packed into bytes, as the blocks of the journal and saved orders are: numbers in LEB128
/// (seven bits a byte, the lowest first), signed ones with their sign in the lowest bit.
extension [UInt8] {
  package mutating func append(packed number: UInt64) {
    var rest = number
    while rest > 0x7F {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  package mutating func append(packed number: Int64) {
    append(packed: UInt64(bitPattern: number << 1 ^ number >> 63))
  }

  /// A text, after the number of its bytes.
  package mutating func append(packed text: String) {
    append(packed: UInt64(text.utf8.count))
    append(bytesOf: text)
  }

  /// A text alone.
  package mutating func append(bytesOf text: String) {
    // Without a copy of the string, which would count a reference to it.
    if text.utf8.withContiguousStorageIfAvailable({ append(contentsOf: $0) }) == nil { append(contentsOf: text.utf8) }
  }
}

/// Why bytes are not what was packed.
package struct BrokenBytes: Error {}

/// Reads packed bytes, which may be damaged or made up.
package struct PackedReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// - Parameter bytes: have to outlive the reader.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  package var isAtEnd: Bool { position >= bytes.count }

  package mutating func number() throws(BrokenBytes) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      guard position < bytes.count else { break }
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return number }
    }
    throw BrokenBytes()
  }

  package mutating func signedNumber() throws(BrokenBytes) -> Int64 {
    let number = try number()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// A text after its length.
  package mutating func text() throws(BrokenBytes) -> String {
    String(decoding: try bytes(try number()), as: UTF8.self)
  }

  mutating func byte() throws(BrokenBytes) -> UInt8 { try bytes(1)[0] }

  /// So many bytes, where they lie.
  mutating func bytes(_ count: UInt64) throws(BrokenBytes) -> UnsafeBufferPointer<UInt8> {
    guard count <= UInt64(bytes.count - position) else { throw BrokenBytes() }
    defer { position += Int(count) }
    return UnsafeBufferPointer(rebasing: bytes[position..<position + Int(count)])
  }

  /// What has not been read, where it lies.
  var rest: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[position...]) }

  /// How many of something follow; each takes a byte at the least.
  mutating func elementCount() throws(BrokenBytes) -> Int {
    let count = try number()
    guard count <= UInt64(bytes.count - position) else { throw BrokenBytes() }
    return Int(count)
  }
}
