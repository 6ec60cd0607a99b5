import TerminalUI

extension Theme {
  /// The theme for a terminal of that many colours: a style for every role. With ``ColorDepth/none`` no style has a
  /// colour; with ``ColorDepth/sixteen`` all are of the user's sixteen.
  package func look(depth: ColorDepth) -> Look {
    var resolved: [Role: Style] = [:]
    for role in Role.allCases { _ = style(of: role, depth, &resolved) }
    return Look(resolved)
  }

  private func style(of role: Role, _ depth: ColorDepth, _ resolved: inout [Role: Style]) -> Style {
    if let known = resolved[role] { return known }
    let inherited =
      role.parent.map { style(of: $0, depth, &resolved) }
      ?? Style(background: depth == .none ? .default : color(background, depth) ?? .default)
    let own = styles[role].map { applied($0, over: inherited, depth) } ?? inherited
    resolved[role] = own
    return own
  }

  private func applied(_ stated: ThemeStyle, over inherited: Style, _ depth: ColorDepth) -> Style {
    if depth == .none {
      let ground = themeColor(styles[.text]?.background) ?? themeColor(background) ?? .default
      let hasBackground = themeColor(stated.background).map { $0 != .default && $0 != ground } ?? false
      return Style(attributes: stated.mono ?? (hasBackground ? stated.attributes.union(.reverse) : stated.attributes))
    }
    var plain = ThemeStyle.Plain(
      foreground: stated.foreground, background: stated.background, attributes: stated.attributes)
    if depth == .sixteen, let sixteen = stated.sixteen { plain = sixteen }
    return Style(
      foreground: color(plain.foreground, depth) ?? inherited.foreground,
      background: color(plain.background, depth) ?? inherited.background,
      attributes: plain.attributes)
  }

  private func color(_ name: ColorName?, _ depth: ColorDepth) -> Color? { themeColor(name)?.color(depth) }

  private func themeColor(_ name: ColorName?) -> ThemeColor? {
    switch name {
    case .own(let name): colors[name]
    case .fixed(let color): color
    case nil: nil
    }
  }
}
