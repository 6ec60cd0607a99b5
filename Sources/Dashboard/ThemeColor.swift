package import TerminalUI

/// A colour as a theme states it: in full, and in the forms that lesser terminals can show.
package struct ThemeColor: Hashable, Sendable {
  /// `#rrggbb`
  package var rgb: RGB?
  /// Its form in the 256-colour palette, where stated.
  package var index: UInt8?
  /// Its form among the user's own sixteen colours, where stated: 0…15.
  package var ansi: UInt8?

  /// The terminal's own foreground or background.
  package static let `default` = ThemeColor()

  package init(rgb: RGB? = nil, index: UInt8? = nil, ansi: UInt8? = nil) {
    self.rgb = rgb
    self.index = index
    self.ansi = ansi
  }

  /// The nearest that a terminal of that depth can show. Unless stated otherwise, the 256-colour form is one of 16…255:
  /// the first sixteen look as the user has set them.
  package func color(_ depth: ColorDepth) -> Color {
    switch depth {
    case .none: .default
    case .sixteen: (ansi ?? full?.nearest(among: 0..<16)).map { Color($0) } ?? .default
    case .palette256: (index ?? rgb?.nearest(among: 16..<256) ?? ansi).map { Color($0) } ?? .default
    }
  }

  private var full: RGB? { rgb ?? index.map { RGB.palette[Int($0)] } }

  /// The names of the sixteen colours, in order.
  package static let ansiNames = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
    "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
  ]

  /// One of the sixteen by its name, or `default`.
  init?(named name: String) {
    if name == "default" {
      self = .default
    } else if let index = ThemeColor.ansiNames.firstIndex(of: name) {
      self.init(ansi: UInt8(index))
    } else {
      return nil
    }
  }
}
