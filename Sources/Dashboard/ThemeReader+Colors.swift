import TOML

extension ThemeReader {
  /// `sky = "#87d7ff"`, or with the forms for lesser terminals `sky = ["#87d7ff", 117, "bright-cyan"]`.
  mutating func readColors(_ table: TOMLValue) throws(ThemeError) {
    for entry in try entries(of: table, "colors") {
      let name = entry.key
      if name == "on" || name == "default" || ThemeReader.attributes[name] != nil {
        throw problem("a colour cannot be called \(ThemeError.quoted(name))", at: entry.position)
      }
      guard !name.isEmpty, name.unicodeScalars.allSatisfy(TOMLParser.isBare) else {
        throw problem("the name of a colour has letters, digits, - and _ only", at: entry.position)
      }
      colors[name] = try color(entry.value)
    }
  }

  private func color(_ value: TOMLValue) throws(ThemeError) -> ThemeColor {
    guard case .array(let forms) = value.content else { return try form(value) }
    guard !forms.isEmpty else { throw problem("a colour without any form", at: value.position) }
    var result = ThemeColor()
    for element in forms {
      let stated = try form(element)
      let isRepeated =
        result.rgb != nil && stated.rgb != nil || result.index != nil && stated.index != nil
        || result.ansi != nil && stated.ansi != nil
      if isRepeated || stated == .default {
        throw problem("a colour has one form of each kind: \"#rrggbb\", 0 to 255, \"yellow\"", at: element.position)
      }
      result.rgb = result.rgb ?? stated.rgb
      result.index = result.index ?? stated.index
      result.ansi = result.ansi ?? stated.ansi
    }
    return result
  }

  private func form(_ value: TOMLValue) throws(ThemeError) -> ThemeColor {
    switch value.content {
    case .string(let word):
      if let color = try fixedColor(word, at: value.position) { return color }
      throw unknown("colour", word, at: value.position, among: ThemeColor.ansiNames + ["default"])
    case .integer(let number):
      if let index = UInt8(exactly: number) { return ThemeColor(index: index) }
      throw problem("a palette colour is 0 to 255, not \(number)", at: value.position)
    default:
      throw problem(
        "a colour is \"#rrggbb\", a number of the palette, one of the sixteen by name, or a list of these",
        at: value.position)
    }
  }

  /// `#rrggbb`, one of the sixteen by name, or `default`; `nil` for other words.
  private func fixedColor(_ word: String, at position: TextPosition) throws(ThemeError) -> ThemeColor? {
    guard word.hasPrefix("#") else { return ThemeColor(named: word) }
    if let rgb = RGB(hex: word) { return ThemeColor(rgb: rgb) }
    throw problem("\(ThemeError.quoted(word)) is not of the form #rrggbb", at: position)
  }

  /// A colour as styles name it: one of the theme's own, or fixed.
  func colorName(_ word: String, at position: TextPosition) throws(ThemeError) -> ColorName {
    if colors[word] != nil { return .own(word) }
    if let color = try fixedColor(word, at: position) { return .fixed(color) }
    throw unknown("colour", word, at: position, among: colors.keys.sorted() + ThemeColor.ansiNames + ["default"])
  }

  func colorName(_ value: TOMLValue) throws(ThemeError) -> ColorName {
    guard case .string(let word) = value.content else {
      throw problem("a colour is named here by a string", at: value.position)
    }
    return try colorName(word, at: value.position)
  }
}
