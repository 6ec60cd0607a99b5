package import TerminalUI

extension Look {
  /// A style with a role laid over it, e.g. that of a status in the selected row, or of a cell that has changed.
  ///
  /// Only what sets the role apart from plain text counts: in a theme that paints its background, every style has
  /// colours, but most of them are the text's. What is reversed stands out from a reversed line by not being so.
  package func overlaid(_ style: Style, with role: Role) -> Style {
    let (over, text) = (self[role], self[.text])
    let isReversed = over.attributes.contains(.reverse)
    var result = style
    result.attributes.formUnion(over.attributes)
    if over.background != text.background { result.background = over.background }
    if over.foreground != text.foreground || isReversed {
      result.foreground = over.foreground
      result.attributes.remove(.dim)
    }
    if isReversed, style.attributes.contains(.reverse) { result.attributes.remove(.reverse) }
    return result
  }
}
