import OrderProtocol

/// The members of a JSON object as they are read: absent and null are `nil`, any other type is noted.
struct Members {
  private let values: [String: JSONValue]
  private var isBroken = false

  init(_ json: JSONValue) {
    guard case .object(let values) = json else {
      self.values = [:]
      isBroken = true
      return
    }
    self.values = values
  }

  mutating func string(_ name: String) -> String? {
    value(name) { if case .string(let string) = $0 { string } else { nil } }
  }

  mutating func boolean(_ name: String) -> Bool? {
    value(name) { if case .boolean(let value) = $0 { value } else { nil } }
  }

  mutating func integer(_ name: String) -> Int64? { value(name, JSONValue.integer) }

  mutating func count(_ name: String) -> Int? { value(name) { JSONValue.integer($0).flatMap { Int(exactly: $0) } } }

  mutating func time(_ name: String) -> Timestamp? { integer(name).map { Timestamp(milliseconds: $0) } }

  mutating func duration(_ name: String) -> Duration? {
    value(name) { if case .number(let text) = $0 { Duration(decimalSeconds: text) } else { nil } }
  }

  mutating func list<Element>(_ name: String, _ element: (JSONValue) -> Element?) -> [Element]? {
    value(name) {
      guard case .array(let elements) = $0 else { return nil }
      let list = elements.compactMap(element)
      return list.count == elements.count ? list : nil
    }
  }

  /// Whether all that was asked for had the right type, and these are there.
  func isComplete(_ names: [String]) -> Bool {
    !isBroken && names.allSatisfy { values[$0] != nil && values[$0] != .null }
  }

  private mutating func value<Value>(_ name: String, _ read: (JSONValue) -> Value?) -> Value? {
    guard let json = values[name], json != .null else { return nil }
    let value = read(json)
    if value == nil { isBroken = true }
    return value
  }
}
