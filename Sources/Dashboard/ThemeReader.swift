import TOML

/// What a theme can build on.
package enum ThemeBase: Sendable {
  case theme(Theme)
  /// It stands on its own.
  case none
  /// There is no theme of that name, but these.
  case unknown(names: [String])
  /// It extends the theme that asks, directly or not.
  case circular
  case broken(ThemeError)
}

/// Reads theme files: TOML with `description`, `kind`, `extends`, `background`, `[colors]` and `[styles]`.
package struct ThemeReader {
  static let keys = ["description", "kind", "extends", "background", "colors", "styles"]

  let file: String
  var colors: [String: ThemeColor] = [:]

  /// Reads a theme.
  ///
  /// - Parameters:
  ///   - bytes: the file's content; nothing is taken for granted.
  ///   - name: the theme's name.
  ///   - file: the file, as errors shall name it.
  ///   - base: the theme that this one extends: by the name it states, or, without one, by what it is made for.
  /// - Throws: ``ThemeError`` for the first mistake.
  package static func read(
    _ bytes: [UInt8], name: String, file: String, base: (_ name: String?, Theme.Kind?) -> ThemeBase = { _, _ in .none }
  ) throws(ThemeError) -> Theme {
    var reader = ThemeReader(file: file)
    return try reader.theme(TOMLDocument.entries(bytes, file: file), name: name, base: base)
  }

  private mutating func theme(
    _ entries: [TOMLTable.Entry], name: String, base: (String?, Theme.Kind?) -> ThemeBase
  ) throws(ThemeError) -> Theme {
    var stated: [String: TOMLValue] = [:]
    for entry in entries {
      if entry.key == "name" {
        throw problem("unknown key 'name'; the theme is called after its file", at: entry.position)
      }
      guard ThemeReader.keys.contains(entry.key) else {
        throw unknown("key", entry.key, at: entry.position, among: ThemeReader.keys)
      }
      stated[entry.key] = entry.value
    }
    let kind = try stated["kind"].map(kind)
    let parent = try baseTheme(of: stated["extends"], kind, base)
    colors = parent?.colors ?? [:]
    if let table = stated["colors"] { try readColors(table) }
    var styles = parent?.styles ?? [:]
    if let table = stated["styles"] {
      for entry in try self.entries(of: table, "styles") { styles[try role(entry)] = try style(entry.value) }
    }
    if parent == nil, styles[.text] == nil {
      throw ThemeError(file: file, reason: "a theme that extends no other must state a style for 'text'")
    }
    return Theme(
      name: name, description: try stated["description"].map(description) ?? "",
      kind: kind ?? parent?.kind ?? .dark,
      background: try stated["background"].map(colorName) ?? parent?.background, colors: colors, styles: styles)
  }

  private func kind(_ value: TOMLValue) throws(ThemeError) -> Theme.Kind {
    let word = try string(value, "kind")
    if let kind = Theme.Kind(rawValue: word) { return kind }
    throw unknown("kind", word, at: value.position, among: Theme.Kind.allCases.map(\.rawValue))
  }

  private func description(_ value: TOMLValue) throws(ThemeError) -> String { try string(value, "description") }

  private func extendedName(_ value: TOMLValue) throws(ThemeError) -> String { try string(value, "extends") }

  private func baseTheme(
    of extends: TOMLValue?, _ kind: Theme.Kind?, _ base: (String?, Theme.Kind?) -> ThemeBase
  ) throws(ThemeError) -> Theme? {
    let name = try extends.map(extendedName)
    let quoted = ThemeError.quoted(name ?? "")
    switch base(name, kind) {
    case .theme(let theme): return theme
    case .none:
      if name == nil { return nil }
      throw problem("no theme \(quoted) to extend", at: extends?.position)
    case .unknown(let names):
      throw unknown("theme", name ?? "", at: extends?.position, among: names)
    case .circular:
      throw problem("\(quoted) extends this theme in turn", at: extends?.position)
    case .broken(let error):
      throw problem("\(quoted), which it extends, is broken: \(error)", at: extends?.position)
    }
  }
}

extension ThemeReader {
  func problem(_ reason: String, at position: TextPosition?) -> ThemeError {
    ThemeError(file: file, position: position, reason: reason)
  }

  func unknown(_ what: String, _ word: String, at position: TextPosition?, among names: [String]) -> ThemeError {
    ThemeError(
      file: file, position: position, reason: "unknown \(what) \(ThemeError.quoted(word))",
      suggestion: nearestName(to: word, among: names))
  }

  func string(_ value: TOMLValue, _ what: String) throws(ThemeError) -> String {
    if case .string(let string) = value.content { return string }
    throw problem("\(what) must be a string", at: value.position)
  }

  func entries(of value: TOMLValue, _ what: String) throws(ThemeError) -> [TOMLTable.Entry] {
    if case .table(let table) = value.content { return table.entries }
    throw problem("\(what) must be a table", at: value.position)
  }
}
