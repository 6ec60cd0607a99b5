import EventStream
import TerminalUI

/// `tail --format jsonl`: one object per event, its data as the exact string that was received.
enum JSONLine {
  /// Appends `{"id":…,"event":…,"data":…}` and a line end.
  static func append(_ texts: DispatchedEvents.Texts, _ index: Int, to bytes: inout [UInt8]) {
    append(#"{"id":"#, to: &bytes)
    appendQuoted(texts.lastEventID(index), to: &bytes)
    append(#","event":"#, to: &bytes)
    appendQuoted(texts.type(index), to: &bytes)
    append(#","data":"#, to: &bytes)
    appendQuoted(texts.data(index), to: &bytes)
    append("}\n", to: &bytes)
  }

  private static func append(_ text: StaticString, to bytes: inout [UInt8]) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends a JSON string. Besides what JSON asks for, whatever is not printed as it stands is escaped, as the rule for
  /// text on a terminal has it: DEL, C1, format and bidi controls, separators, private use, what is not assigned.
  static func appendQuoted(_ string: String, to bytes: inout [UInt8]) {
    var string = string
    string.withUTF8 { appendQuoted($0, to: &bytes) }
  }

  /// Appends a JSON string of these bytes, which are well-formed UTF-8.
  static func appendQuoted(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var plain = 0
    var index = 0
    while index < utf8.count {
      index = plainEnd(utf8, from: index)
      guard index < utf8.count else { break }
      let (scalar, length) = firstScalar(of: utf8, at: index)
      guard isEscaped(scalar) else {
        index += length
        continue
      }
      bytes.append(contentsOf: utf8[plain..<index])
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { appendEscaped(unit, to: &bytes) }
      index += length
      plain = index
    }
    bytes.append(contentsOf: utf8[plain...])
    bytes.append(UInt8(ascii: "\""))
  }

  /// Where bytes begin that may not stand as they are, or where the last few bytes do. Looks at eight at a time.
  @inline(__always)
  private static func plainEnd(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = UnsafeRawPointer(utf8.baseAddress) else { return start }
    var index = start
    // Safe: each load ends within the bytes.
    while utf8.count &- index >= 8 {
      let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let found =
        ((word ^ every(0x22)) &- every(1)) | ((word ^ every(0x5C)) &- every(1)) | ((word ^ every(0x7F)) &- every(1))
        | (word &- every(0x20)) | word
      let marks = found & every(0x80)
      // The lowest mark is exact, and those above it are looked at again.
      if marks != 0 { return index &+ marks.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    return index
  }

  @inline(__always)
  private static func every(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || scalar.value == 0x7F : !scalar.isPrinted
  }

  /// The scalar that starts there, and its length in bytes. The text is valid UTF-8.
  private static func firstScalar(
    of utf8: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = utf8[index]
    guard lead >= 0x80 else { return (Unicode.Scalar(lead), 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = UInt32(lead & (0x7F >> length))
    for offset in 1..<length where index + offset < utf8.count {
      value = value << 6 | UInt32(utf8[index + offset] & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  private static func appendEscaped(_ scalar: UInt16, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch scalar {
    case 0x22, 0x5C: bytes.append(UInt8(truncatingIfNeeded: scalar))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      bytes.append(UInt8(ascii: "u"))
      for shift: UInt16 in [12, 8, 4, 0] { bytes.append(digits[Int(scalar >> shift & 15)]) }
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
