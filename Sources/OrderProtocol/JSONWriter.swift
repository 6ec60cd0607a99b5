/// Writes the members of one JSON object, on one line. Absent values are left out.
package struct JSONWriter {
  private(set) var text = "{"

  /// The finished object.
  var object: String { text + "}" }

  mutating func add(_ field: FieldName, _ value: String?) {
    if let value { add(field.rawValue, json: Self.quoted(value)) }
  }

  mutating func add(_ field: FieldName, _ value: Bool?) {
    if let value { add(field.rawValue, json: value ? "true" : "false") }
  }

  mutating func add(_ field: FieldName, _ value: Int?) {
    if let value { add(field.rawValue, json: String(value)) }
  }

  mutating func add(_ field: FieldName, _ value: DecimalNumber?) {
    if let value { add(field.rawValue, json: value.description) }
  }

  /// A value that is JSON already.
  mutating func add(_ name: String, json: String) {
    if text != "{" { text += "," }
    text += Self.quoted(name) + ":" + json
  }

  /// A JSON string. Control characters are escaped, so a line end in it ends no line.
  package static func quoted(_ string: String) -> String {
    var string = string
    // Nearly always; and one by one the scalars cost more than all else of an event.
    if string.withUTF8({ $0.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") } }) {
      return "\"" + string + "\""
    }
    var quoted = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
