/// A file of the user's as far as TOML goes: values and their places, no meaning yet.
package enum TOMLDocument {
  /// Larger files are refused; what people write by hand has a few KiB.
  package static let largestFile = 256 * 1024

  /// The members of the file's root table, in the order of the file.
  package static func entries(_ bytes: [UInt8], file: String) throws(DocumentError) -> [TOMLTable.Entry] {
    guard bytes.count <= largestFile else {
      throw DocumentError(file: file, reason: "too large: \(bytes.count) bytes; at most 256 KiB are read")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DocumentError(file: file, position: firstInvalid(bytes), reason: "not UTF-8")
    }
    do throws(TOMLError) {
      return try TOMLParser.parse(text).entries
    } catch {
      throw DocumentError(file: file, position: error.position, reason: error.reason)
    }
  }

  private static func firstInvalid(_ bytes: [UInt8]) -> TextPosition {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var position = TextPosition(line: 1, column: 1)
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      position =
        scalar == "\n"
        ? TextPosition(line: position.line + 1, column: 1)
        : TextPosition(line: position.line, column: position.column + 1)
    }
    return position
  }
}
