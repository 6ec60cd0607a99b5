extension ColorDepth {
  /// Whether colours are wanted at all: `NO_COLOR`, set and not empty, asks for none (https://no-color.org).
  ///
  /// - Parameter noColor: its value.
  package static func isWanted(noColor: String?) -> Bool { noColor?.isEmpty != false }

  /// The depth to draw in.
  ///
  /// - Parameters:
  ///   - terminalColors: how many colours the terminal's description promises; 0 or less for none or not known.
  ///   - noColor: the value of `NO_COLOR`.
  package static func choose(terminalColors: Int, noColor: String?) -> ColorDepth {
    guard isWanted(noColor: noColor) else { return .none }
    return switch terminalColors {
    case 256...: .palette256
    case 8...: .sixteen
    default: .none
    }
  }
}
