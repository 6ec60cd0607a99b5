extension ColorDepth {
  /// The depth to draw in.
  ///
  /// - Parameters:
  ///   - terminalColors: how many colours the terminal's description promises; 0 or less for none or not known.
  ///   - noColor: the value of `NO_COLOR`; set and not empty, it asks for no colours (https://no-color.org).
  package static func choose(terminalColors: Int, noColor: String?) -> ColorDepth {
    if noColor?.isEmpty == false { return .none }
    return switch terminalColors {
    case 256...: .palette256
    case 8...: .sixteen
    default: .none
    }
  }
}
