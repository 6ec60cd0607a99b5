extension Surface {
  /// The rows as text for a terminal that is not taken over: their looks as SGR sequences (ECMA-48), each row ending in
  /// the terminal's own look. There are no other control sequences in them.
  ///
  /// - Parameter colors: how many colours the terminal has. Bright ones on a terminal of eight are the plain ones, bold.
  package func rowsWithEscapes(colors: Int) -> [String] {
    (0..<size.rows).map { row in
      var columns = size.columns
      while columns > 0, self[column: columns - 1, row: row] == .blank { columns -= 1 }
      var line = ""
      var current = Style.plain
      for column in 0..<columns {
        let cell = self[column: column, row: row]
        if cell.style != current {
          line += cell.style.escape(colors: colors)
          current = cell.style
        }
        line += text(of: cell.glyph)
      }
      return current == .plain ? line : line + Style.plain.escape(colors: colors)
    }
  }
}

extension Style {
  /// What sets this look, whatever the one before: `ESC [ 0 ; 1 ; 38 ; 5 ; 214 m`.
  package func escape(colors: Int) -> String {
    let attributes: [(Attributes, Int)] = [
      (.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.blink, 5), (.reverse, 7), (.strikethrough, 9),
    ]
    var numbers = [0] + attributes.filter { self.attributes.contains($0.0) }.map(\.1)
    if colors > 0 {
      let isBold = self.attributes.contains(.bold)
      if colors == 8, foreground != .default, 8..<16 ~= foreground.index, !isBold { numbers.append(1) }
      numbers += Style.numbers(of: foreground, plain: 30, bright: 90, colors)
      numbers += Style.numbers(of: background, plain: 40, bright: 100, colors)
    }
    return "\u{1B}[" + numbers.map(String.init).joined(separator: ";") + "m"
  }

  private static func numbers(of color: Color, plain: Int, bright: Int, _ colors: Int) -> [Int] {
    let index = Int(color.index)
    if color == .default { return [] }
    if index >= 16 { return colors >= 256 ? [plain + 8, 5, index] : [] }
    if index >= 8 { return [colors >= 16 ? bright + index - 8 : plain + index - 8] }
    return [plain + index]
  }
}
