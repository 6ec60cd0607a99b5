import TOML

extension Configuration {
  /// Where the comments begin, if there is room.
  private static let commentColumn = 44

  /// The whole configuration as a file that says the same, each value with who has chosen it. Secrets are not in it, nor
  /// what is not set; comments stand in their place.
  package var document: String {
    ConfigurationSection.all.map { section in
      "[\(section.name)]\n" + section.lines(self).map { Self.text($0) + "\n" }.joined()
    }.joined(separator: "\n")
  }

  /// The same in ASCII: what goes beyond it is written by its number, as TOML strings can.
  package var asciiDocument: String {
    var text = ""
    for scalar in document.unicodeScalars {
      if scalar.isASCII { text.unicodeScalars.append(scalar) } else { text += TOMLText.escape(scalar) }
    }
    return text
  }

  private static func text(_ line: ConfigurationLine) -> String {
    let (text, source) =
      switch line {
      case .value(let name, let text, let source): ("\(name) = \(text)", source)
      case .remark(let name, let text, let source): ("# \(name): \(text)", source)
      }
    let padding = max(1, commentColumn - text.unicodeScalars.count)
    return text + String(repeating: " ", count: padding) + "# " + source.description
  }
}
