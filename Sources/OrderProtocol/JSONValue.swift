/// A JSON value as a tree, for small texts that are our own. Numbers are kept as their text.
package indirect enum JSONValue: Equatable, Sendable {
  case null
  case boolean(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// `nil` unless it is a JSON text (RFC 8259, strictly), nested at most 64 deep. Of duplicate names the last counts.
  package init?(_ text: String) {
    var text = text
    let value: JSONValue? = text.withUTF8 { bytes in
      var reader = JSONReader(bytes)
      do throws(JSONSyntaxError) {
        reader.skipWhitespace()
        let value = try reader.value()
        try reader.finish()
        return value
      } catch {
        return nil
      }
    }
    guard let value else { return nil }
    self = value
  }

  package init(_ value: some BinaryInteger) { self = .number(String(value)) }
}

extension JSONValue: CustomStringConvertible {
  /// On one line, an object's members by name.
  package var description: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let string): JSONWriter.quoted(string)
    case .array(let elements): "[" + elements.map(\.description).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.sorted { $0.key < $1.key }.map { JSONWriter.quoted($0.key) + ":" + $0.value.description }
        .joined(separator: ",") + "}"
    }
  }
}

extension JSONReader {
  fileprivate mutating func value() throws(JSONSyntaxError) -> JSONValue {
    switch try kind() {
    case .null:
      try scanNull()
      return .null
    case .boolean: return .boolean(try scanBoolean())
    case .number: return .number(text(in: try scanNumber()))
    case .string: return .string(value(of: try scanString()))
    case .array:
      var elements: [JSONValue] = []
      try enter()
      while try nextElement() { elements.append(try value()) }
      return .array(elements)
    case .object:
      var members: [String: JSONValue] = [:]
      try enter()
      while let name = try nextName() { members[value(of: name)] = try value() }
      return .object(members)
    }
  }
}
