import CNcurses
import Glibc
import TerminalUI

/// Puts the cells of a surface that differ from what a window shows into that window.
final class CellWriter {
  private var run: [cchar_t] = []
  private var text: [wchar_t] = []

  /// `previous` is what the window shows; `nil`: blanks in the terminal's own colours. Cells outside of the window are
  /// left out. Returns whether anything differed.
  func draw(
    _ surface: Surface, over previous: Surface?, on window: UnsafeMutablePointer<WINDOW>, size: Size,
    palette: inout CursesPalette
  ) -> Bool {
    var isChanged = false
    var previous = previous
    if let shown = previous, shown.size != surface.size || palette.isFull {
      palette.reset()
      werase(window)
      previous = nil
      isChanged = true
    }
    let columns = min(surface.size.columns, size.columns)
    for row in 0..<min(surface.size.rows, size.rows) {
      let start = row * surface.size.columns
      let cells = surface.cells[start..<start + columns]
      guard let range = Self.changed(surface, cells, previous) else { continue }
      isChanged = true
      draw(surface, range, row: row, column: range.lowerBound - start, end: cells.endIndex, on: window, &palette)
    }
    return isChanged
  }

  /// The cells of a row from the first to the last that differ, widened to whole characters.
  private static func changed(_ surface: Surface, _ cells: ArraySlice<Cell>, _ previous: Surface?) -> Range<Int>? {
    func isSame(_ index: Int) -> Bool {
      let cell = cells[index]
      guard let previous else { return cell == .blank }
      let shown = previous.cells[index]
      guard cell == shown else { return false }
      return cell.glyph.clusterIndex == nil || surface.text(of: cell.glyph) == previous.text(of: shown.glyph)
    }
    guard var first = cells.indices.first(where: { !isSame($0) }) else { return nil }
    var last = cells.indices.last { !isSame($0) } ?? first
    while first > cells.startIndex, cells[first].glyph.isContinuation { first -= 1 }
    while last + 1 < cells.endIndex, cells[last + 1].glyph.isContinuation { last += 1 }
    return first..<last + 1
  }

  private func draw(
    _ surface: Surface, _ range: Range<Int>, row: Int, column: Int, end: Int,
    on window: UnsafeMutablePointer<WINDOW>, _ palette: inout CursesPalette
  ) {
    run.removeAll(keepingCapacity: true)
    var style = Style.plain
    var attributes: attr_t = 0
    var pair: Int32 = 0
    for index in range {
      let cell = surface.cells[index]
      if cell.glyph.isContinuation { continue }
      if cell.style != style {
        style = cell.style
        attributes = palette.attributes(of: style)
        pair = palette.pair(for: style)
      }
      let isWide = index + 1 < surface.cells.endIndex && surface.cells[index + 1].glyph.isContinuation
      if !isWide {
        append(cell.glyph, of: surface, width: 1, attributes, pair)
      } else if index + 1 == end {
        // Cut by the window's edge: there is no room for it.
        append(.blank, of: surface, width: 1, attributes, pair)
      } else {
        append(cell.glyph, of: surface, width: 2, attributes, pair)
      }
    }
    run.withUnsafeBufferPointer { cells in
      guard let first = cells.baseAddress else { return }
      _ = mvwadd_wchnstr(window, Int32(row), Int32(column), first, Int32(cells.count))
    }
  }

  /// Appends one character that takes up `width` cells, or question marks where the C library disagrees about that:
  /// ncurses would put everything after it in the wrong place.
  private func append(_ glyph: Glyph, of surface: Surface, width: Int32, _ attributes: attr_t, _ pair: Int32) {
    text.removeAll(keepingCapacity: true)
    if let scalar = glyph.scalar {
      text.append(wchar_t(bitPattern: scalar.value))
    } else {
      text += surface.text(of: glyph).unicodeScalars.map { wchar_t(bitPattern: $0.value) }
    }
    let base = text.first ?? 0
    let isFit = base >= 0x20 && wcwidth(base) == width && text.dropFirst().allSatisfy { wcwidth($0) == 0 }
    if isFit {
      text = Array(text.prefix(Int(CCHARW_MAX)))
      append(attributes, pair)
    } else {
      for _ in 0..<width {
        text = [wchar_t(UInt8(ascii: "?"))]
        append(attributes, pair)
      }
    }
  }

  private func append(_ attributes: attr_t, _ pair: Int32) {
    text.append(0)
    var cell = cchar_t()
    if ot_set(&cell, text, attributes, pair) == OK { run.append(cell) }
  }
}
