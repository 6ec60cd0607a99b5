import TOML
import TerminalUI

extension ThemeReader {
  static let attributes: [String: Style.Attributes] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
    "strike": .strikethrough, "blink": .blink,
  ]

  func role(_ entry: TOMLTable.Entry) throws(ThemeError) -> Role {
    if let role = Role(rawValue: entry.key) { return role }
    throw unknown("role", entry.key, at: entry.position, among: Role.allCases.map(\.rawValue))
  }

  /// `"sky on night bold"`, or a table of `fg`, `bg` and attributes, with `sixteen` and `mono` for lesser terminals.
  func style(_ value: TOMLValue) throws(ThemeError) -> ThemeStyle {
    var mono: Style.Attributes?
    var sixteen: ThemeStyle.Plain?
    let plain = try plainStyle(value) { entry throws(ThemeError) in
      switch entry.key {
      case "mono": mono = try attributeSet(entry.value)
      case "sixteen": sixteen = try plainStyle(entry.value) { _ throws(ThemeError) in false }
      default: return false
      }
      return true
    }
    return ThemeStyle(
      foreground: plain.foreground, background: plain.background, attributes: plain.attributes, sixteen: sixteen,
      mono: mono)
  }

  /// - Parameter takesOther: takes a key that is neither colour nor attribute; false if it has no use for it.
  private func plainStyle(
    _ value: TOMLValue, takesOther: (TOMLTable.Entry) throws(ThemeError) -> Bool
  ) throws(ThemeError) -> ThemeStyle.Plain {
    var style = ThemeStyle.Plain()
    switch value.content {
    case .string(let words): style = try plainStyle(words, at: value.position)
    case .table(let table):
      for entry in table.entries {
        switch entry.key {
        case "fg": style.foreground = try colorName(entry.value)
        case "bg": style.background = try colorName(entry.value)
        default:
          if let attribute = ThemeReader.attributes[entry.key] {
            guard case .boolean(let isOn) = entry.value.content else {
              throw problem("\(entry.key) is true or false", at: entry.value.position)
            }
            if isOn { style.attributes.insert(attribute) }
          } else if try !takesOther(entry) {
            throw unknown(
              "key", entry.key, at: entry.position,
              among: ["fg", "bg", "sixteen", "mono"] + ThemeReader.attributes.keys.sorted())
          }
        }
      }
    default: throw problem("a style is a string such as \"red bold\", or a table", at: value.position)
    }
    return style
  }

  /// `sky on night bold underline`: colours and attributes in any order, `on` before the background.
  private func plainStyle(_ words: String, at position: TextPosition) throws(ThemeError) -> ThemeStyle.Plain {
    var style = ThemeStyle.Plain()
    var isBackground = false
    for word in words.split(separator: " ").map(String.init) {
      if isBackground {
        guard style.background == nil else { throw problem("a style with two backgrounds", at: position) }
        style.background = try colorName(word, at: position)
        isBackground = false
      } else if word == "on" {
        isBackground = true
      } else if let attribute = ThemeReader.attributes[word] {
        style.attributes.insert(attribute)
      } else {
        let color = try wordColor(word, at: position)
        guard style.foreground == nil else {
          throw problem("a style with two foregrounds, the second \(ThemeError.quoted(word))", at: position)
        }
        style.foreground = color
      }
    }
    if isBackground { throw problem("no colour after 'on'", at: position) }
    return style
  }

  /// As ``colorName(_:at:)``, but attributes may have been meant as well.
  private func wordColor(_ word: String, at position: TextPosition) throws(ThemeError) -> ColorName {
    do throws(ThemeError) {
      return try colorName(word, at: position)
    } catch {
      guard error.suggestion == nil, let near = nearestName(to: word, among: ThemeReader.attributes.keys.sorted())
      else { throw error }
      throw ThemeError(file: file, position: position, reason: error.reason, suggestion: near)
    }
  }

  private func attributeSet(_ value: TOMLValue) throws(ThemeError) -> Style.Attributes {
    var result: Style.Attributes = []
    switch value.content {
    case .string(let words):
      for word in words.split(separator: " ") { result.insert(try attribute(String(word), at: value.position)) }
    case .array(let elements):
      for element in elements {
        result.insert(try attribute(string(element, "an attribute"), at: element.position))
      }
    default: throw problem("mono is a list of attributes, such as \"bold reverse\"", at: value.position)
    }
    return result
  }

  private func attribute(_ word: String, at position: TextPosition) throws(ThemeError) -> Style.Attributes {
    if let attribute = ThemeReader.attributes[word] { return attribute }
    throw unknown("attribute", word, at: position, among: ThemeReader.attributes.keys.sorted())
  }
}
