/// One line of text that is safe to write to a terminal: printable, of bounded width, without control sequences. Only
/// ``forTerminal(_:maxCells:charset:clip:)`` makes it, so what takes a `TerminalText` cannot be handed anything raw.
package struct TerminalText: Hashable, Sendable, CustomStringConvertible {
  package let text: String
  /// The width on the screen.
  package let cells: Int

  fileprivate init(text: String, cells: Int) {
    self.text = text
    self.cells = cells
  }

  package var description: String { text }
}

/// Makes any text safe for a terminal and at most `maxCells` wide; `…` (`~` in ASCII) stands where it was cut. Pure and
/// idempotent; looks at no more than `4 × maxCells` scalars of the end that is kept, so a megabyte costs nothing.
package func forTerminal(
  _ text: String, maxCells: Int, charset: Charset = .unicode, clip: Clip = .keepStart
) -> TerminalText {
  guard maxCells > 0 else { return TerminalText(text: "", cells: 0) }
  if text.utf8.count <= maxCells, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
    return TerminalText(text: text, cells: text.utf8.count)
  }
  let limit = maxCells.multipliedReportingOverflow(by: 4)
  let isTail = clip == .keepEnd
  let clean = SanitisedText(text, limit: limit.overflow ? .max : limit.partialValue, fromEnd: isTail, charset: charset)
  let fitting = clean.fitting(cells: maxCells, fromEnd: isTail)
  guard fitting.isCut else { return TerminalText(text: String(fitting.text), cells: fitting.cells) }
  let ellipsis = String(Character(charset.ellipsis))
  let kept = String(fitting.text)
  return TerminalText(text: isTail ? ellipsis + kept : kept + ellipsis, cells: fitting.cells + 1)
}
