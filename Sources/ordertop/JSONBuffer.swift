import OrderProtocol

/// JSON as bytes, written value by value, on one line. Numbers are the exact digits they were stated with; strings are
/// what they are, with everything escaped that would act on a terminal.
struct JSONBuffer {
  /// What has been written.
  private(set) var bytes: [UInt8] = []
  /// Whether members whose value is unknown are left out; otherwise they are null.
  let leavesOutUnknown: Bool
  private var needsComma = false

  init(leavesOutUnknown: Bool) { self.leavesOutUnknown = leavesOutUnknown }

  /// Takes out what has been written so far; what follows goes on from there.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Writes text as it is, between values.
  mutating func addText(_ text: StaticString) { raw(text) }

  mutating func object(_ members: (inout JSONBuffer) -> Void) { enclosed("{", "}", members) }

  mutating func array<Element>(_ elements: some Sequence<Element>, _ write: (inout JSONBuffer, Element) -> Void) {
    enclosed("[", "]") { json in
      for element in elements {
        if json.needsComma { json.raw(",") }
        write(&json, element)
        json.needsComma = true
      }
    }
  }

  mutating func add(_ name: StaticString, _ value: String?) {
    add(name, unlessUnknown: value) { JSONLine.appendQuoted($1, to: &$0.bytes) }
  }

  mutating func add(_ name: StaticString, _ value: DecimalNumber?) {
    add(name, unlessUnknown: value) { $0.bytes.append(contentsOf: $1.description.utf8) }
  }

  mutating func add(_ name: StaticString, _ value: Int?) {
    add(name, unlessUnknown: value) { $0.bytes.append(contentsOf: String($1).utf8) }
  }

  mutating func add(_ name: StaticString, _ value: Bool?) {
    add(name, unlessUnknown: value) { $0.raw($1 ? "true" : "false") }
  }

  /// Any other value; `write` writes it.
  mutating func add<Value>(
    _ name: StaticString, unlessUnknown value: Value?, _ write: (inout JSONBuffer, Value) -> Void
  ) {
    if value == nil, leavesOutUnknown { return }
    if needsComma { raw(",") }
    raw("\"")
    raw(name)
    raw("\":")
    if let value { write(&self, value) } else { raw("null") }
    needsComma = true
  }

  mutating func string(_ value: String) { JSONLine.appendQuoted(value, to: &bytes) }

  private mutating func enclosed(_ start: StaticString, _ end: StaticString, _ body: (inout JSONBuffer) -> Void) {
    raw(start)
    needsComma = false
    body(&self)
    raw(end)
    needsComma = true
  }

  private mutating func raw(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }
}
