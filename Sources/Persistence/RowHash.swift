/// A checksum over the values of one row. Any change within eight bytes is certain to change it, others nearly are.
struct RowHash {
  private var state: UInt64 = 0x6F72_6465_7274_6F70

  init() {}

  /// Of one text.
  init(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  /// What is stored in the row.
  var value: Int64 { Int64(bitPattern: state) }

  mutating func addNull() { mix(0) }

  mutating func add(_ value: Int64) {
    mix(1)
    mix(UInt64(bitPattern: value))
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    mix(UInt64(bytes.count) << 2 | 2)
    var offset = 0
    while bytes.count - offset >= 8 {
      mix(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
      offset += 8
    }
    guard offset < bytes.count else { return }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    mix(rest)
  }

  /// Each step maps the states one to one, so a difference once made remains.
  @inline(__always)
  private mutating func mix(_ word: UInt64) {
    state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
    state ^= state >> 32
  }
}
