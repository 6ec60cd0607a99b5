/// What a terminal can show: everything, or only ASCII (another locale, `--ascii`).
package enum Charset: Hashable, Sendable, CaseIterable {
  case unicode, ascii

  /// Stands where text was cut.
  package var ellipsis: Unicode.Scalar { self == .unicode ? "…" : "~" }

  /// Stands for a scalar that must not reach a terminal.
  package var substitute: Unicode.Scalar { self == .unicode ? "·" : "?" }

  /// The drawing vocabulary in ASCII; other scalars have no better form than `?`.
  static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII { return scalar }
    return switch scalar {
    case "─", "–", "—": "-"
    case "│": "|"
    case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼": "+"
    case "●", "•": "*"
    case "○", "·": "."
    case "…": "~"
    case "×": "x"
    case "▲", "↑": "^"
    case "▼", "↓": "v"
    case "◀", "←", "‹": "<"
    case "▶", "→", "›": ">"
    case "▁": "."
    case "▂": ":"
    case "▃": "-"
    case "▄": "="
    case "▅": "+"
    case "▆": "*"
    case "▇", "█": "#"
    case "▀": "\""
    case "░": "."
    default: "?"
    }
  }
}
