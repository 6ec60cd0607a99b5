import TOMLKit

/// A TOML value that knows where it stands.
struct ThemeValue {
  enum Content {
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case array([ThemeValue])
    /// In the order of the file.
    case table([ThemeEntry])
    /// A kind that themes have no use for.
    case other
  }

  let content: Content
  let position: TextPosition
}

struct ThemeEntry {
  let key: String
  let position: TextPosition
  let value: ThemeValue
}

/// A theme file as far as TOML goes: values and places, no meaning yet.
struct ThemeDocument {
  /// Larger files are refused; the bundled ones have about 4 KiB.
  static let largestFile = 256 * 1024

  let entries: [ThemeEntry]

  init(_ bytes: [UInt8], file: String) throws(ThemeError) {
    guard bytes.count <= ThemeDocument.largestFile else {
      throw ThemeError(file: file, reason: "too large: \(bytes.count) bytes; a theme has at most 256 KiB")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ThemeError(file: file, position: ThemeDocument.firstInvalid(bytes), reason: "not UTF-8")
    }
    let outline: TOMLOutline
    do throws(TOMLOutline.Problem) {
      outline = try TOMLOutline(text)
    } catch {
      throw switch error {
      case .tooDeep(let position): ThemeError(file: file, position: position, reason: "nested too deeply")
      case .controlCharacter(let position): ThemeError(file: file, position: position, reason: "a control character")
      }
    }
    entries = try ThemeDocument.entries(of: ThemeDocument.parsed(text, outline, file), at: [], outline)
  }

  /// TOMLKit gets no more than the outline has seen, and a little for its message about what comes next.
  private static func parsed(_ text: String, _ outline: TOMLOutline, _ file: String) throws(ThemeError) -> TOMLTable {
    let isWhole = outline.end == text.utf8.count
    let known = isWhole ? text : String(decoding: text.utf8.prefix(outline.end + 80), as: UTF8.self)
    do {
      let table = try TOMLTable(string: known)
      if isWhole { return table }
    } catch let error as TOMLParseError {
      let begin = error.source.begin
      throw ThemeError(
        file: file, position: TextPosition(line: begin.line, column: begin.column),
        reason: ThemeDocument.shortened(error.description))
    } catch {
      throw ThemeError(file: file, reason: "cannot be read")
    }
    throw ThemeError(file: file, position: outline.position, reason: "not TOML")
  }

  /// toml++ begins with "Error while parsing key-value pair: ", which says less than the rest.
  private static func shortened(_ message: String) -> String {
    guard message.hasPrefix("Error while parsing "), let colon = message.firstIndex(of: ":") else { return message }
    let subject = message[..<colon].dropFirst("Error while parsing ".count)
    return "not TOML: " + subject + message[colon...]
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

extension ThemeDocument {
  private static func entries(of table: TOMLTable, at path: [String], _ outline: TOMLOutline) -> [ThemeEntry] {
    let entries = table.keys.compactMap { key -> ThemeEntry? in
      guard let value = table[key] else { return nil }
      let place = place(of: path + [key], outline)
      return ThemeEntry(
        key: key, position: place.key,
        value: ThemeValue(content: content(of: value, at: path + [key], outline), position: place.value))
    }
    return entries.sorted { ($0.position, $0.key) < ($1.position, $1.key) }
  }

  private static func content(
    of value: any TOMLValueConvertible, at path: [String], _ outline: TOMLOutline
  ) -> ThemeValue.Content {
    if let string = value.string { return .string(string) }
    if let integer = value.int { return .integer(integer) }
    if let boolean = value.bool { return .boolean(boolean) }
    if let table = value.table { return .table(entries(of: table, at: path, outline)) }
    guard let array = value.array else { return .other }
    return .array(
      (0..<array.count).map { index in
        let element = path + [String(index)]
        return ThemeValue(
          content: content(of: array[index], at: element, outline), position: place(of: element, outline).value)
      })
  }

  /// The place of the nearest thing around it, where the outline has none for `path` itself.
  private static func place(of path: [String], _ outline: TOMLOutline) -> TOMLOutline.Place {
    for length in stride(from: path.count, to: 0, by: -1) {
      if let place = outline.places[Array(path.prefix(length))] { return place }
    }
    let start = TextPosition(line: 1, column: 1)
    return TOMLOutline.Place(key: start, value: start)
  }
}
