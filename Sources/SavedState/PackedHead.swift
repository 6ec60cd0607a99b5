/// Up to seven packed numbers on their way into bytes: put together where nothing has to be asked for each of them.
struct PackedHead {
  // A number takes ten bytes at the most.
  private var bytes = InlineArray<70, UInt8>(repeating: 0)
  fileprivate private(set) var count = 0

  mutating func append(_ number: UInt64) {
    var rest = number
    while rest > 0x7F {
      bytes[count] = UInt8(truncatingIfNeeded: rest) | 0x80
      count += 1
      rest >>= 7
    }
    bytes[count] = UInt8(truncatingIfNeeded: rest)
    count += 1
  }

  mutating func append(_ number: Int64) { append(UInt64(bitPattern: number << 1 ^ number >> 63)) }

  fileprivate func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.span.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }
}

extension [UInt8] {
  mutating func append(_ head: PackedHead) { head.withBytes { append(contentsOf: $0) } }
}
