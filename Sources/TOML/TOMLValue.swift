/// A TOML value that knows where it stands.
package struct TOMLValue {
  package enum Content {
    case string(String)
    case integer(Int)
    /// A number with a fraction or an exponent; also `inf` and `nan`.
    case decimal(Double)
    case boolean(Bool)
    case array([TOMLValue])
    case table(TOMLTable)
    /// A date, or a whole number beyond 64 bits: nothing that we read has a use for them.
    case other
  }

  package let content: Content
  package let position: TextPosition

  /// What it is, for a message: `a string`, `a table`.
  package var kind: String {
    switch content {
    case .string: "a string"
    case .integer, .decimal: "a number"
    case .boolean: "true or false"
    case .array: "a list"
    case .table: "a table"
    case .other: "a date or a number too large"
    }
  }
}

/// A table of TOML, while it is read and after.
package final class TOMLTable {
  /// What has made the table, and so may add to it.
  enum Origin {
    /// Named on the way to another, `[a]` in `[a.b]`: may still get a header of its own.
    case path
    case header
    /// `a` in `a.b = 1`: other dotted keys may add to it.
    case dottedKey
    /// `{ … }`: complete.
    case inline
  }

  package struct Entry {
    package let key: String
    package let position: TextPosition
    package let value: TOMLValue
  }

  var origin: Origin
  private var byKey: [String: Entry] = [:]

  init(_ origin: Origin) { self.origin = origin }

  /// In the order of the file.
  package var entries: [Entry] { byKey.values.sorted { $0.position < $1.position } }

  package subscript(key: String) -> TOMLValue? { byKey[key]?.value }

  /// Adds an entry. A key can be given once.
  func add(_ key: TOMLKey, _ value: TOMLValue) throws(TOMLError) {
    guard byKey[key.name] == nil else { throw key.error("\(key.quoted) is stated twice") }
    byKey[key.name] = Entry(key: key.name, position: key.position, value: value)
  }

  /// The table of that name, made if there is none.
  func table(_ key: TOMLKey, _ origin: Origin) throws(TOMLError) -> TOMLTable {
    guard let value = self[key.name] else {
      let table = TOMLTable(origin)
      try add(key, TOMLValue(content: .table(table), position: key.position))
      return table
    }
    guard case .table(let table) = value.content else { throw key.error("\(key.quoted) is no table") }
    if table.origin == .inline || origin == .dottedKey && table.origin != .dottedKey {
      throw key.error("nothing can be added to \(key.quoted) here")
    }
    return table
  }
}

/// One part of a key.
struct TOMLKey {
  let name: String
  let position: TextPosition

  var quoted: String { DocumentError.quoted(name) }

  func error(_ reason: String) -> TOMLError { TOMLError(position: position, reason: reason) }
}

/// Why a text is no TOML, or none that we read.
struct TOMLError: Error, Equatable {
  let position: TextPosition
  let reason: String
}
