import GRDBSQLite

/// The values of one row as they are bound, in turn, with a checksum over them.
struct Parameters {
  private let statement: OpaquePointer
  private var index: Int32 = 0
  private(set) var hash = RowHash()
  /// The first error of SQLite's, if there was one.
  private(set) var code = SQLITE_OK
  /// For texts that are put together.
  private var buffer: [UInt8] = []

  /// Lets SQLite keep a copy of its own: `SQLITE_TRANSIENT`.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

  init(_ statement: OpaquePointer) { self.statement = statement }

  mutating func add(_ value: Int64?) {
    guard let value else { return addNull() }
    hash.add(value)
    index += 1
    note(sqlite3_bind_int64(statement, index, value))
  }

  mutating func add(_ value: Int?) { add(value.map { Int64($0) }) }

  mutating func add(_ value: Bool) { add(value ? 1 : 0 as Int64) }

  mutating func add(_ text: String?) {
    guard var text else { return addNull() }
    text.withUTF8 { add($0) }
  }

  /// A text of a column that came later than rows did: where there is none, the checksum is as it was before.
  mutating func addLater(_ text: String?) {
    if let text { return add(text) }
    index += 1
    note(sqlite3_bind_null(statement, index))
  }

  /// A text that `write` appends to an empty buffer.
  mutating func add(_ write: (inout [UInt8]) -> Void) {
    buffer.removeAll(keepingCapacity: true)
    write(&buffer)
    var text: [UInt8] = []
    swap(&text, &buffer)
    text.withUnsafeBufferPointer { add($0) }
    swap(&text, &buffer)
  }

  mutating func add(blob: [UInt8]) { blob.withUnsafeBytes { add($0, Self.copied) } }

  /// Bytes that SQLite reads where they lie: they have to stay there until the statement has been run.
  mutating func add(borrowed bytes: UnsafeRawBufferPointer) { add(bytes, nil) }

  private mutating func add(_ bytes: UnsafeRawBufferPointer, _ destructor: sqlite3_destructor_type?) {
    hash.add(bytes)
    index += 1
    note(sqlite3_bind_blob64(statement, index, bytes.baseAddress, UInt64(bytes.count), destructor))
  }

  /// Bytes that `write` appends to an empty buffer.
  mutating func addBlob(_ write: (inout [UInt8]) -> Void) {
    buffer.removeAll(keepingCapacity: true)
    write(&buffer)
    add(blob: buffer)
  }

  mutating func addNull() {
    hash.addNull()
    index += 1
    note(sqlite3_bind_null(statement, index))
  }

  /// The checksum over all values so far.
  mutating func addChecksum() { add(hash.value) }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    hash.add(UnsafeRawBufferPointer(text))
    index += 1
    // Without an address SQLite would take an empty text for NULL.
    let result = withUnsafePointer(to: 0 as CChar) { empty in
      text.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text64(
          statement, index, $0.baseAddress ?? empty, UInt64($0.count), Self.copied,
          UInt8(truncatingIfNeeded: SQLITE_UTF8))
      }
    }
    note(result)
  }

  private mutating func note(_ result: Int32) {
    if code == SQLITE_OK { code = result }
  }
}
