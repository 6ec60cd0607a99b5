/// The clipboard of the desktop that the terminal runs on (xterm's control sequences, OSC 52).
struct TerminalClipboard {
  private let isSupported: Bool

  /// The most bytes of base64 that are sent: xterm, tmux and others take no more.
  static let limit = 74_994

  init(terminalType: String) { isSupported = TerminalFamily.isXterm(terminalType) }

  /// What puts a text there. Nothing of the text is sent as it is.
  func setting(_ text: String) throws(ClipboardError) -> [UInt8] {
    guard isSupported else { throw .unsupported }
    let count = text.utf8.count
    guard count <= Self.limit / 4 * 3 else { throw .tooLong(bytes: count) }
    return Array("\u{1B}]52;c;".utf8) + Base64.encoded(text.utf8) + [0x07]
  }
}

/// Why a text cannot be copied. The description is a short sentence without a final stop.
package enum ClipboardError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The terminal has no clipboard that one could write to.
  case unsupported
  case tooLong(bytes: Int)
  /// The terminal has not yet taken what was sent before, or is gone.
  case busy

  package var description: String {
    switch self {
    case .unsupported: "this terminal has no clipboard"
    case .tooLong(let bytes): "\(bytes) bytes are too many for a terminal's clipboard"
    case .busy: "the terminal is busy"
    }
  }
}

/// RFC 4648, section 4.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encoded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var encoded: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    func digit(_ shift: Int) -> UInt8 { alphabet[Int(bits >> UInt32(shift) & 63)] }
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 1
      guard count == 3 else { continue }
      encoded += [digit(18), digit(12), digit(6), digit(0)]
      (bits, count) = (0, 0)
    }
    if count == 1 {
      bits <<= 16
      encoded += [digit(18), digit(12), UInt8(ascii: "="), UInt8(ascii: "=")]
    } else if count == 2 {
      bits <<= 8
      encoded += [digit(18), digit(12), digit(6), UInt8(ascii: "=")]
    }
    return encoded
  }
}
