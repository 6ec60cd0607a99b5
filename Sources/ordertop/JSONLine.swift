import EventStream

/// `tail --format jsonl`: one object per event, its data as the exact string that was received.
enum JSONLine {
  /// Appends `{"id":…,"event":…,"data":…}` and a line end.
  static func append(_ event: ServerSentEvent, to bytes: inout [UInt8]) {
    append(#"{"id":"#, to: &bytes)
    appendQuoted(event.lastEventID, to: &bytes)
    append(#","event":"#, to: &bytes)
    appendQuoted(event.type, to: &bytes)
    append(#","data":"#, to: &bytes)
    appendQuoted(event.data, to: &bytes)
    append("}\n", to: &bytes)
  }

  private static func append(_ text: StaticString, to bytes: inout [UInt8]) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends a JSON string. Besides what JSON asks for, whatever would act on a terminal or a pager is escaped: DEL, C1,
  /// bidi controls, line and paragraph separators.
  static func appendQuoted(_ string: String, to bytes: inout [UInt8]) {
    var string = string
    string.withUTF8 { utf8 in
      bytes.append(UInt8(ascii: "\""))
      var plain = 0
      var index = 0
      while index < utf8.count {
        guard let (scalar, length) = escaped(utf8, at: index) else {
          index += 1
          continue
        }
        bytes.append(contentsOf: utf8[plain..<index])
        appendEscaped(scalar, to: &bytes)
        index += length
        plain = index
      }
      bytes.append(contentsOf: utf8[plain...])
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// The scalar that starts there and its length in bytes, if it is one to be escaped. The text is valid UTF-8.
  private static func escaped(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt16, length: Int)? {
    let lead = utf8[index]
    func bits(_ offset: Int) -> UInt16 { index + offset < utf8.count ? UInt16(utf8[index + offset] & 0x3F) : 0 }
    switch lead {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: return (UInt16(lead), 1)
    case 0xC2: return bits(1) < 0x20 ? (0x80 | bits(1), 2) : nil
    case 0xD8: return bits(1) == 0x1C ? (0x061C, 2) : nil
    case 0xE2:
      let scalar = 0x2000 | bits(1) << 6 | bits(2)
      return switch scalar {
      case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: (scalar, 3)
      default: nil
      }
    default: return nil
    }
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
