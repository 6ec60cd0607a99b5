/// Finds where lines end.
enum LineEnd {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  /// The offset of the first LF or CR at or after `start`, or `bytes.count` when there is none.
  ///
  /// Looks at eight bytes at a time: both line ends in one pass, without a call per line.
  @inline(__always)
  static func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var offset = start
    guard let base = bytes.baseAddress else { return offset }
    let raw = UnsafeRawPointer(base)
    // Safe: the load ends at offset + 8, which is within the buffer.
    while bytes.count &- offset >= 8 {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let found = zeroBytes(word ^ every(lineFeed)) | zeroBytes(word ^ every(carriageReturn))
      // The lowest mark is exact; only those above it may be false.
      if found != 0 { return offset &+ found.trailingZeroBitCount >> 3 }
      offset &+= 8
    }
    while offset < bytes.count {
      let byte = base[offset]
      if byte == lineFeed || byte == carriageReturn { return offset }
      offset &+= 1
    }
    return offset
  }

  @inline(__always)
  private static func every(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// Has the top bit of every byte set that is zero in `word`, and possibly of bytes above such a one.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
