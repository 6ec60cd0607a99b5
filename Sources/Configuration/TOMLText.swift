import TOML

/// Values as TOML, so that they are read back as they were, and are harmless to look at.
enum TOMLText {
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default:
        if isPlain(scalar) { result.unicodeScalars.append(scalar) } else { result += escape(scalar) }
      }
    }
    return result + "\""
  }

  static func list(_ elements: [String]) -> String { "[" + elements.joined(separator: ", ") + "]" }

  /// A key, in quotes where it needs them.
  static func key(_ name: String) -> String {
    !name.isEmpty && name.unicodeScalars.allSatisfy(TOMLParser.isBare) ? name : string(name)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }

  /// A character by its number.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let length = scalar.value > 0xFFFF ? 8 : 4
    return (length == 8 ? "\\U" : "\\u") + String(repeating: "0", count: length - digits.utf8.count) + digits
  }
}
