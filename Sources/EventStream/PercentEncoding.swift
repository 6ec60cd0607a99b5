/// Which bytes may stand for themselves in a part of a URL. Source: RFC 3986, 2 and 3.
struct PercentEncoding: Sendable {
  /// A whole path: `pchar` and `/`.
  static let path = PercentEncoding("!$&'()*+,;=:@/-._~")
  /// A whole query.
  static let query = PercentEncoding("!$&'()*+,;=:@/?-._~")
  /// One name or value within a query: whatever would end or change it there is encoded.
  static let queryItem = PercentEncoding(",:@/-._~")

  private let marks: [UInt8]

  private init(_ marks: String) {
    self.marks = Array(marks.utf8)
  }

  /// Encodes everything that does not stand for itself, `%` included.
  func encoding(_ text: String) -> String {
    encoding(text.utf8) { _ in false }
  }

  /// Encodes what does not stand for itself in text that is meant to be encoded already: `%` stays.
  func repairing(_ bytes: ArraySlice<UInt8>) -> String {
    encoding(bytes) { $0 == UInt8(ascii: "%") }
  }

  private func encoding(_ bytes: some Sequence<UInt8>, unless isExempt: (UInt8) -> Bool) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in bytes {
      if byte.isLetterOrDigit || marks.contains(byte) || isExempt(byte) {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
