package import TerminalUI

extension Look {
  /// How `role` looks in a line that is marked as `ground`, e.g. a status in the selected row.
  ///
  /// The line gives its background; its foreground too where it has one of its own or is reversed. A reversed role
  /// stands out against the line as it does elsewhere, in a reversed line by not being reversed.
  package func style(_ role: Role, on ground: Role) -> Style {
    let (own, line, text) = (self[role], self[ground], self[.text])
    var style = own
    style.background = line.background
    style.attributes.formUnion(line.attributes)
    guard line.attributes.contains(.reverse) || line.foreground != text.foreground else { return style }
    style.foreground = line.foreground
    style.attributes.remove(.dim)
    if own.attributes.contains(.reverse), line.attributes.contains(.reverse) { style.attributes.remove(.reverse) }
    return style
  }
}
