import SavedState

/// 64 bits that tell events apart by their id, type and payload. The same in every run, so that it can be made again from
/// what is saved.
struct Fingerprint: BitwiseCopyable, Equatable, Sendable {
  private var bits: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(lastEventID: String, type: String, data: String) {
    var (lastEventID, type, data) = (lastEventID, type, data)
    self = lastEventID.withUTF8 { id in type.withUTF8 { type in data.withUTF8 { Fingerprint(id, type, $0) } } }
  }

  init(
    _ lastEventID: UnsafeBufferPointer<UInt8>, _ type: UnsafeBufferPointer<UInt8>, _ data: UnsafeBufferPointer<UInt8>
  ) {
    add(UnsafeRawBufferPointer(lastEventID))
    add(UnsafeRawBufferPointer(type))
    add(UnsafeRawBufferPointer(data))
  }

  init(_ record: JournalRecord) {
    self.init(lastEventID: record.eventID, type: record.type, data: record.data)
  }

  /// The length comes first, so that no text can run into the next.
  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var offset = 0
    while bytes.count - offset > 16 {
      mix(bytes.word(at: offset), bytes.word(at: offset + 8))
      offset += 16
    }
    // The rest overlaps with what came before it, where there was so much.
    switch bytes.count {
    case 16...: mix(bytes.word(at: bytes.count - 16), bytes.word(at: bytes.count - 8))
    case 8...: mix(bytes.word(at: 0), bytes.word(at: bytes.count - 8))
    default: mix(bytes.reduce(0) { $0 << 8 | UInt64($1) }, 0)
    }
    mix(UInt64(bytes.count), 0)
  }

  private mutating func mix(_ one: UInt64, _ other: UInt64) {
    let (high, low) = (one ^ 0xA076_1D64_78BD_642F ^ bits).multipliedFullWidth(by: other ^ 0xE703_7ED1_A0B4_28DB)
    bits = bits &* 0x9E37_79B9_7F4A_7C15 ^ high ^ low
  }
}

extension UnsafeRawBufferPointer {
  /// Eight bytes from an offset on, all of which have to be there.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
