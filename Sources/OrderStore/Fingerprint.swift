import SavedState

/// 64 bits that tell events apart by their id, type and payload. The same in every run, so that it can be made again from
/// what is saved.
struct Fingerprint: Equatable, Sendable {
  private var bits: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(lastEventID: String, type: String, data: String) {
    add(lastEventID)
    add(type)
    add(data)
  }

  init(_ record: JournalRecord) {
    self.init(lastEventID: record.eventID, type: record.type, data: record.data)
  }

  /// The length comes first, so that no text can run into the next.
  private mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      mix(UInt64(bytes.count))
      var offset = 0
      while bytes.count - offset >= 8 {
        mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        offset += 8
      }
      guard offset < bytes.count else { return }
      var rest: UInt64 = 0
      for byte in bytes[offset...] { rest = rest << 8 | UInt64(byte) }
      mix(rest)
    }
  }

  private mutating func mix(_ word: UInt64) {
    let (high, low) = (bits ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    bits = high ^ low &+ 0xE703_7ED1_A0B4_28DB
  }
}
