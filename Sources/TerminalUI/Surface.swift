/// One cell of the screen: what is drawn and how. 8 bytes.
package struct Cell: Hashable, Sendable {
  /// What the cell shows; made by ``Surface`` alone, from sanitised text.
  package internal(set) var glyph: Glyph
  package var style: Style

  package static let blank = Cell(glyph: .blank, style: .plain)
}

/// The content of a cell.
package enum Glyph: Hashable, Sendable {
  /// Nothing: a space.
  case blank
}
