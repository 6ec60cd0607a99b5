/// One line of text that is safe to write to a terminal: printable, of bounded width, without control sequences. Only
/// ``forTerminal(_:maxCells:charset:)`` makes it, so what takes a `TerminalText` cannot be handed anything raw.
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

/// Makes any text safe for a terminal and at most `maxCells` wide; cut text ends in `…` (`~` in ASCII). Pure and
/// idempotent; looks at no more than the first `4 × maxCells` scalars, so a megabyte costs nothing.
package func forTerminal(_ text: String, maxCells: Int, charset: Charset = .unicode) -> TerminalText {
  guard maxCells > 0 else { return TerminalText(text: "", cells: 0) }
  let limit = maxCells.multipliedReportingOverflow(by: 4)
  let clean = SanitisedText(text, limit: limit.overflow ? .max : limit.partialValue, charset: charset)
  let fitting = clean.fitting(cells: maxCells)
  guard fitting.isCut else { return TerminalText(text: String(fitting.text), cells: fitting.cells) }
  var cut = String(fitting.text)
  cut.unicodeScalars.append(charset.ellipsis)
  return TerminalText(text: cut, cells: fitting.cells + 1)
}
