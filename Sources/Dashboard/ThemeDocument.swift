/// A theme file as far as TOML goes: values and their places, no meaning yet.
enum ThemeDocument {
  /// Larger files are refused; the bundled ones have about 4 KiB.
  static let largestFile = 256 * 1024

  static func entries(_ bytes: [UInt8], file: String) throws(ThemeError) -> [TOMLTable.Entry] {
    guard bytes.count <= largestFile else {
      throw ThemeError(file: file, reason: "too large: \(bytes.count) bytes; a theme has at most 256 KiB")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ThemeError(file: file, position: firstInvalid(bytes), reason: "not UTF-8")
    }
    do throws(TOMLError) {
      return try TOMLParser.parse(text).entries
    } catch {
      throw ThemeError(file: file, position: error.position, reason: error.reason)
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
