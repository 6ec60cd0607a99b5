package import TerminalUI

/// How many colours the terminal can show.
package enum ColorDepth: Hashable, Sendable, CaseIterable {
  /// None, or none wanted (`NO_COLOR`): bold, reverse and underline carry the meaning.
  case none
  /// The user's own sixteen.
  case sixteen
  /// The 256-colour palette.
  case palette256
}

/// A theme made ready for one terminal: a style for each role.
package struct Look: Equatable, Sendable {
  private var styles: [Role: Style]

  package init(_ styles: [Role: Style]) { self.styles = styles }

  package subscript(role: Role) -> Style { styles[role] ?? .plain }
}
