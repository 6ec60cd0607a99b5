/// Remembers the Strings of event types, so that a type seen again costs neither decoding nor an allocation.
///
/// Bounded: 64 places; a type that finds its two places taken drives another one out. Types longer than 32 bytes are
/// not kept.
struct EventTypeCache: Sendable {
  private struct Entry: Sendable {
    var key: SIMD4<UInt64>
    var count: Int
    var type: String
  }

  private static let places = 64
  private static let longest = 32
  private var entries: [Entry?] = []

  /// The type that these bytes spell, with U+FFFD in place of bytes that are not UTF-8.
  mutating func type(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.count <= Self.longest else { return String(decoding: bytes, as: UTF8.self) }
    var key = SIMD4<UInt64>()
    // Safe: the key is 32 bytes long, and count is at most that.
    withUnsafeMutableBytes(of: &key) { $0.copyBytes(from: bytes) }
    if entries.isEmpty { entries = Array(repeating: nil, count: Self.places) }

    let mixed = key[0] ^ (key[1] &* 31) ^ (key[2] &* 37) ^ (key[3] &* 41) ^ UInt64(truncatingIfNeeded: bytes.count)
    // The top six bits: one of 64 places.
    let place = Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 58)
    let neighbour = place ^ 1
    if let entry = entries[place], entry.count == bytes.count, entry.key == key { return entry.type }
    if let entry = entries[neighbour], entry.count == bytes.count, entry.key == key { return entry.type }

    let type = String(decoding: bytes, as: UTF8.self)
    let free = entries[place] == nil || entries[neighbour] != nil ? place : neighbour
    entries[free] = Entry(key: key, count: bytes.count, type: type)
    return type
  }
}
