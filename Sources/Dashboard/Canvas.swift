import TerminalUI

/// A surface and the look to draw on it with: views speak of roles.
struct Canvas {
  var surface: Surface
  let look: Look

  var charset: Charset { surface.charset }

  /// Writes any text, made safe and cut to `columns`; returns the columns used.
  @discardableResult
  mutating func write(
    _ text: String, _ role: Role, column: Int, row: Int, columns: Int = .max, clip: Clip = .keepStart
  ) -> Int {
    surface.write(text, column: column, row: row, columns: columns, style: look[role], clip: clip)
  }

  /// Writes so that the text ends with the rectangle's row.
  mutating func writeTrailing(_ text: String, _ role: Role, column: Int, row: Int, columns: Int) {
    surface.writeTrailing(text, column: column, row: row, columns: columns, style: look[role])
  }

  /// Writes text in the middle of a row, cut to fit.
  mutating func writeCentered(_ text: String, _ role: Role, in rect: Rect, row: Int) {
    let used = Surface.columns(of: text, atMost: rect.columns, charset: charset)
    write(text, role, column: rect.column + (rect.columns - used) / 2, row: row, columns: rect.columns)
  }

  /// Lays a role's look over what is drawn.
  mutating func overlay(_ role: Role, _ rect: Rect) {
    let look = look
    surface.restyle(rect) { $0 = look.overlaid($0, with: role) }
  }

  /// Blanks a rectangle.
  mutating func clear(_ rect: Rect) { surface.fill(rect, style: look[.text]) }
}
