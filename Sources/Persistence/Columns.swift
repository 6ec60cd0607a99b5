import GRDBSQLite

/// The values of one row as they are read, in turn, with a checksum over them. A value of a wrong type or out of range
/// is noted, and read as some other one; ``check()`` tells.
struct Columns {
  private let statement: OpaquePointer
  private var index: Int32 = 0
  private(set) var hash = RowHash()
  private(set) var isBroken = false

  init(_ statement: OpaquePointer) { self.statement = statement }

  mutating func markBroken() { isBroken = true }

  mutating func optionalInteger() -> Int64? {
    defer { index += 1 }
    switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER:
      let value = sqlite3_column_int64(statement, index)
      hash.add(value)
      return value
    case SQLITE_NULL: hash.addNull()
    default: isBroken = true
    }
    return nil
  }

  mutating func integer() -> Int64 { present(optionalInteger(), or: 0) }

  mutating func boolean() -> Bool {
    let value = integer()
    if value != 0, value != 1 { isBroken = true }
    return value == 1
  }

  mutating func count() -> Int {
    let value = integer()
    if Int(exactly: value) == nil { isBroken = true }
    return Int(truncatingIfNeeded: value)
  }

  mutating func optionalText() -> String? { withText { String(decoding: $0, as: UTF8.self) } }

  /// Passes a text that only the checksum is wanted of.
  mutating func skipText() { _ = withText { _ in } }

  mutating func text() -> String { present(optionalText(), or: "") }

  /// As ``parsed(_:)``, of a column that came later than rows did: where there is no text, the checksum is as it was before.
  mutating func parsedLater<Value>(_ read: (UnsafeBufferPointer<UInt8>) -> Value?) -> Value? {
    guard sqlite3_column_type(statement, index) == SQLITE_NULL else { return parsed(read) }
    index += 1
    return nil
  }

  /// The value that `read` makes of a text; `nil` where there is none.
  mutating func parsed<Value>(_ read: (UnsafeBufferPointer<UInt8>) -> Value?) -> Value? {
    guard let value = withText(read) else { return nil }
    if value == nil { isBroken = true }
    return value
  }

  /// The bytes of a column where they lie: they are good until the next row is asked for.
  mutating func blob() -> UnsafeBufferPointer<UInt8> {
    defer { index += 1 }
    guard sqlite3_column_type(statement, index) == SQLITE_BLOB, let blob = sqlite3_column_blob(statement, index) else {
      isBroken = true
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    let bytes = UnsafeRawBufferPointer(start: blob, count: Int(sqlite3_column_bytes(statement, index)))
    hash.add(bytes)
    return bytes.assumingMemoryBound(to: UInt8.self)
  }

  /// Reads the row's last column, the checksum over all others, and throws unless everything was as it had been written.
  mutating func check(_ table: StaticString) throws(Damage) -> Int64 {
    let expected = hash.value
    let checksum = integer()
    guard !isBroken, checksum == expected else { throw Damage("a broken row in the table \(table)") }
    return checksum
  }

  private mutating func withText<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value? {
    defer { index += 1 }
    switch sqlite3_column_type(statement, index) {
    case SQLITE_TEXT:
      // The bytes are asked for after the text: the other order could convert it in between.
      guard let text = sqlite3_column_text(statement, index) else {
        isBroken = true
        return nil
      }
      let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, index)))
      hash.add(UnsafeRawBufferPointer(bytes))
      return body(bytes)
    case SQLITE_NULL: hash.addNull()
    default: isBroken = true
    }
    return nil
  }

  private mutating func present<Value>(_ value: Value?, or other: Value) -> Value {
    if value == nil { isBroken = true }
    return value ?? other
  }
}
