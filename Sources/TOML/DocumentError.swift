/// Why a file of the user's cannot be used. Its text is safe to print: what it quotes is cut short and free of control characters.
package struct DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, as the user would name it; `nil` when no file is to blame.
  package let file: String?
  /// Where in the file.
  package let position: TextPosition?
  /// What is wrong, e.g. `unknown role 'lat'`.
  package let reason: String
  /// What was probably meant, e.g. `late`.
  package let suggestion: String?

  package init(file: String?, position: TextPosition? = nil, reason: String, suggestion: String? = nil) {
    self.file = file.map { DocumentError.printable($0, limit: 200) }
    self.position = position
    self.reason = DocumentError.printable(reason, limit: 400)
    self.suggestion = suggestion.map { DocumentError.printable($0, limit: 60) }
  }

  /// `mine.toml:12:9: unknown role 'lat'; did you mean 'late'?`
  package var description: String {
    let place = position.map { "\($0.line):\($0.column): " } ?? ""
    let start = file.map { place.isEmpty ? "\($0): " : "\($0):" } ?? ""
    return start + place + reason + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
  }

  /// `text` in quotes, for a reason; long ones are cut.
  package static func quoted(_ text: String) -> String { "'" + printable(text, limit: 40) + "'" }

  /// `text` cut short, and free of control characters.
  package static func printable(_ text: String, limit: Int) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit) {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
        result.append("?")
      default: result.append(scalar)
      }
    }
    return String(result) + (text.unicodeScalars.dropFirst(limit).isEmpty ? "" : "...")
  }
}
