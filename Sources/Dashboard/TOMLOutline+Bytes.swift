extension TOMLOutline {
  /// Whether a key can hold the byte without quotes.
  static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Whether a number, date or truth value is over at the byte.
  static func endsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "\n"),
      UInt8(ascii: "\r"):
      true
    default: false
    }
  }

  /// What a quoted key says, with the escapes of TOML 1.0 undone.
  static func unquoted(_ quoted: ArraySlice<UInt8>) -> String {
    let text = String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
    guard quoted.first == UInt8(ascii: "\"") else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let escape = rest.popFirst() else {
        result.append(scalar)
        continue
      }
      switch escape {
      case "b": result.append("\u{8}")
      case "t": result.append("\t")
      case "n": result.append("\n")
      case "f": result.append("\u{C}")
      case "r": result.append("\r")
      case "u", "U":
        let digits = rest.prefix(escape == "u" ? 4 : 8)
        rest = rest.dropFirst(digits.count)
        UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init).map { result.append($0) }
      default: result.append(escape)
      }
    }
    return String(result)
  }
}
