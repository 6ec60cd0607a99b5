/// Reads the fields of one event's payload: usable values, and for everything else a problem.
///
/// Each method that reads a field has the cursor on its value and passes it. `null` is absent, and no problem. Only broken
/// grammar is thrown; then nothing of the payload can be used.
struct PayloadReader {
  /// How many items of an order are kept; a limit on memory, far above any order.
  static let maximumItems = 10_000
  /// How many bytes a text may have, as it is written in the payload: orders are kept for long, and there are many.
  static let maximumTextBytes = 64 * 1024
  /// How many fields that the protocol does not name are kept of one event, those of its items included.
  static let maximumUnknownFields = 64
  /// How many bytes they may have together, names and values.
  static let maximumUnknownBytes = 64 * 1024

  var json: JSONReader
  /// Where what is read goes to that has no fixed size.
  var lists = PayloadLists()
  var problems = PayloadProblems()
  /// How much more of unknown fields is kept.
  var unknownFieldsLeft = Self.maximumUnknownFields
  var unknownBytesLeft = Self.maximumUnknownBytes
  /// The element of `items` that is being read, for problems.
  var itemIndex: Int?

  init(_ bytes: UnsafeBufferPointer<UInt8>) { json = JSONReader(bytes) }

  /// Steps into the object that the payload has to be. Where it is something else, that is a problem.
  mutating func enterPayload() throws(JSONSyntaxError) -> Bool {
    json.skipWhitespace()
    let kind = try json.kind()
    guard kind == .object else {
      try json.skipValue()
      try json.finish()
      problems.add("data", "expected an object, got \(kind.description)")
      return false
    }
    try json.enter()
    return true
  }

  /// The field that a member's name means; `nil` for one that the protocol does not name.
  func field(_ name: JSONString) -> FieldName? {
    guard name.hasEscapes else { return FieldName(json.bytes(in: name.range)) }
    var unescaped = json.value(of: name)
    return unescaped.withUTF8 { FieldName($0) }
  }

  /// Whether the value is of the wanted kind. If not it is passed, and a problem unless it is null.
  @inline(__always)
  mutating func expect(_ wanted: JSONKind, _ field: FieldName) throws(JSONSyntaxError) -> Bool {
    if !problems.isEmpty { problems.forget(path(field)) }
    let kind = try json.kind()
    if kind == wanted { return true }
    try json.skipValue()
    if kind != .null { report(field, "expected \(wanted.description), got \(kind.description)") }
    return false
  }

  mutating func report(_ field: FieldName, _ text: String) { problems.add(path(field), text) }

  func hasProblem(_ field: FieldName) -> Bool { !problems.isEmpty && problems.contains(path(field)) }

  private func path(_ field: FieldName) -> String {
    guard let itemIndex else { return field.rawValue }
    return "items[\(itemIndex)].\(field.rawValue)"
  }
}
