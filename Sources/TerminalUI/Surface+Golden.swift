extension Surface {
  /// The screen as text: rows joined by line feeds, without trailing blanks.
  package var text: String {
    var lines: [String] = []
    for row in 0..<size.rows {
      var line = ""
      for column in 0..<size.columns { line += text(of: self[column: column, row: row].glyph) }
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}

extension Style: CustomStringConvertible {
  /// For tests and failures, e.g. `203 on 52 bold`.
  package var description: String {
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
      (.strikethrough, "strikethrough"), (.blink, "blink"),
    ]
    var words = [foreground == .default ? "default" : "\(foreground.index)"]
    if background != .default { words.append("on \(background.index)") }
    words += names.filter { attributes.contains($0.0) }.map(\.1)
    return words.joined(separator: " ")
  }
}
