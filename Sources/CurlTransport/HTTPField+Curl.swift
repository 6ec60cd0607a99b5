import EventStream

extension HTTPField {
  /// Whether the field can be sent as one line of a request: a token for a name, no line ends or NUL in the value.
  ///
  /// Source: RFC 9110, 5.1 and 5.5.
  var isSendable: Bool {
    !name.isEmpty && name.utf8.allSatisfy(Self.isTokenByte) && !value.utf8.contains { $0 == 0 || $0 == 10 || $0 == 13 }
  }

  /// The field in libcurl's notation, in which `Name:` takes a field out of the request and `Name;` sends an empty one.
  var curlLine: String {
    value.utf8.allSatisfy { $0 == 32 || $0 == 9 } ? "\(name);" : "\(name): \(value)"
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
