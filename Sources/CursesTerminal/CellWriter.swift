import CNcurses
import Glibc
import TerminalUI

/// Puts the cells of a surface that differ from what a window shows into that window.
final class CellWriter {
  private var run: [cchar_t] = []
  private var text: [wchar_t] = []

  /// Equal cells between two that differ: so few are not worth another call.
  private static let gap = 4

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
    let shown = previous ?? Surface(size: surface.size)
    // The same index means the same cluster only then.
    let hasSameClusters = surface.clusters == shown.clusters
    let columns = min(surface.size.columns, size.columns)
    for row in 0..<min(surface.size.rows, size.rows) {
      let start = row * surface.size.columns
      let cells = start..<start + columns
      if hasSameClusters, Self.areIdentical(surface, shown, cells) { continue }
      var index = start
      while let range = Self.nextChange(surface, shown, from: index, in: cells, hasSameClusters) {
        isChanged = true
        fill(surface, range, end: cells.upperBound, &palette)
        _ = mvwadd_wchnstr(window, Int32(row), Int32(range.lowerBound - start), run, Int32(run.count))
        index = range.upperBound
      }
    }
    return isChanged
  }

  /// Whether the memory of the cells is the same: quick, for most rows of most frames.
  private static func areIdentical(_ one: Surface, _ other: Surface, _ range: Range<Int>) -> Bool {
    let stride = MemoryLayout<Cell>.stride
    let bytes = range.lowerBound * stride..<range.upperBound * stride
    return one.cells.withUnsafeBytes { one in
      other.cells.withUnsafeBytes { other in
        UnsafeRawBufferPointer(rebasing: one[bytes]).isSameMemory(as: UnsafeRawBufferPointer(rebasing: other[bytes]))
      }
    }
  }

  /// The next cells that differ, as whole characters.
  private static func nextChange(
    _ surface: Surface, _ shown: Surface, from start: Int, in row: Range<Int>, _ hasSameClusters: Bool
  ) -> Range<Int>? {
    func differs(_ index: Int) -> Bool {
      let cell = surface.cells[index]
      return cell != shown.cells[index] || (!hasSameClusters && cell.glyph.clusterIndex != nil)
    }
    guard var first = (start..<row.upperBound).first(where: differs) else { return nil }
    var end = first + 1
    var index = end
    while index < row.upperBound, index - end < gap {
      if differs(index) { end = index + 1 }
      index += 1
    }
    while first > row.lowerBound, surface.cells[first].glyph.isContinuation { first -= 1 }
    while end < row.upperBound, surface.cells[end].glyph.isContinuation { end += 1 }
    return first..<end
  }

  /// Makes ncurses' cells. `end`: where the window's row ends.
  private func fill(_ surface: Surface, _ range: Range<Int>, end: Int, _ palette: inout CursesPalette) {
    run.removeAll(keepingCapacity: true)
    var style = Style.plain
    var template = palette.cell(for: style)
    for index in range {
      let cell = surface.cells[index]
      if cell.glyph.isContinuation { continue }
      if cell.style != style {
        style = cell.style
        template = palette.cell(for: style)
      }
      if let scalar = cell.glyph.scalar, scalar.isASCII {
        template.chars.0 = wchar_t(bitPattern: scalar.value)
        run.append(template)
        continue
      }
      let isWide = index + 1 < surface.cells.endIndex && surface.cells[index + 1].glyph.isContinuation
      if isWide, index + 1 == end {
        // Cut by the window's edge: there is no room for it.
        append([], width: 1, template)
      } else {
        append(surface.text(of: cell.glyph).unicodeScalars, width: isWide ? 2 : 1, template)
      }
    }
  }

  /// Appends one character that takes up `width` cells, or question marks where the C library disagrees about that:
  /// ncurses would put everything after it in the wrong place.
  private func append(_ scalars: some Sequence<Unicode.Scalar>, width: Int32, _ template: cchar_t) {
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: scalars.lazy.prefix(Int(CCHARW_MAX)).map { wchar_t(bitPattern: $0.value) })
    var cell = template
    guard let base = text.first, wcwidth(base) == width, text.dropFirst().allSatisfy({ wcwidth($0) == 0 }) else {
      cell.chars.0 = wchar_t(UInt8(ascii: "?"))
      for _ in 0..<width { run.append(cell) }
      return
    }
    cell.chars.0 = base
    if text.count > 1 {
      withUnsafeMutableBytes(of: &cell.chars) { chars in
        text.withUnsafeBytes { chars.copyMemory(from: $0) }
      }
    }
    run.append(cell)
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func isSameMemory(as other: UnsafeRawBufferPointer) -> Bool {
    guard let start = baseAddress, let otherStart = other.baseAddress else { return count == other.count }
    return count == other.count && memcmp(start, otherStart, count) == 0
  }
}
