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

  /// Appends a JSON string. Control characters are escaped, those of C1 and DEL too: lines may end up on a terminal.
  static func appendQuoted(_ string: String, to bytes: inout [UInt8]) {
    var string = string
    string.withUTF8 { utf8 in
      bytes.append(UInt8(ascii: "\""))
      var plain = 0
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        let isC1 = byte == 0xC2 && index + 1 < utf8.count && utf8[index + 1] < 0xA0
        if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte != 0x7F, !isC1 {
          index += 1
          continue
        }
        bytes.append(contentsOf: utf8[plain..<index])
        appendEscaped(isC1 ? utf8[index + 1] : byte, to: &bytes)
        index += isC1 ? 2 : 1
        plain = index
      }
      bytes.append(contentsOf: utf8[plain...])
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }
}
