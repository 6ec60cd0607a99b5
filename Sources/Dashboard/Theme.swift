import TerminalUI

/// What a theme file says, together with what it takes over from the theme it extends.
package struct Theme: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case dark, light
  }

  /// The name of its file, without `.toml`.
  package let name: String
  /// A line for people who choose.
  package let description: String
  /// Which kind of background its colours were made for.
  package let kind: Kind
  /// What is painted behind everything; `nil` or the default leaves the terminal's own.
  let background: ColorName?
  /// The palette, by the theme's own names.
  let colors: [String: ThemeColor]
  let styles: [Role: ThemeStyle]

  /// Whether the theme itself, or one that it extends, states a style for `role`.
  package func states(_ role: Role) -> Bool { styles[role] != nil }
}

/// A colour as a style names it.
enum ColorName: Hashable, Sendable {
  /// One of the theme's palette; a theme that extends this one can give the name another colour.
  case own(String)
  case fixed(ThemeColor)
}

/// The style of a role as a theme states it. What is left out is the parent role's.
struct ThemeStyle: Hashable, Sendable {
  var foreground: ColorName?
  var background: ColorName?
  var attributes: Style.Attributes = []
  /// Used in place of all the above with sixteen colours.
  var sixteen: Plain?
  /// The attributes without any colour; where not stated, those above, and reverse for what has a background.
  var mono: Style.Attributes?

  struct Plain: Hashable, Sendable {
    var foreground: ColorName?
    var background: ColorName?
    var attributes: Style.Attributes = []
  }
}
