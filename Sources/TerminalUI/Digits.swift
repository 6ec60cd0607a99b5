/// Large digits, three columns by three rows each: half blocks, or seven segments in ASCII; with the point and the units of
/// shortened numbers.
package enum Digits {
  package static let rows = 3

  private static let blocks: [[String]] = [
    ["█▀█", "█ █", "▀▀▀"], ["▄█ ", " █ ", "▀▀▀"], ["▀▀█", "█▀▀", "▀▀▀"], ["▀▀█", "▀▀█", "▀▀▀"], ["█ █", "▀▀█", "  ▀"],
    ["█▀▀", "▀▀█", "▀▀▀"], ["█▀▀", "█▀█", "▀▀▀"], ["▀▀█", "  █", "  ▀"], ["█▀█", "█▀█", "▀▀▀"], ["█▀█", "▀▀█", "▀▀▀"],
  ]

  private static let segments: [[String]] = [
    [" _ ", "| |", "|_|"], ["   ", "  |", "  |"], [" _ ", " _|", "|_ "], [" _ ", " _|", " _|"], ["   ", "|_|", "  |"],
    [" _ ", "|_ ", " _|"], [" _ ", "|_ ", "|_|"], [" _ ", "  |", "  |"], [" _ ", "|_|", "|_|"], [" _ ", "|_|", " _|"],
  ]

  /// What makes a number shorter: its point, and the units that follow it.
  private static let signs: [Unicode.Scalar: (blocks: [String], segments: [String])] = [
    ".": ([" ", " ", "▀"], [" ", " ", "."]), "k": (["█ ▄", "█▀▄", "▀ ▀"], ["   ", "|/ ", "|\\ "]),
    "M": (["█▄█", "█ █", "▀ ▀"], ["   ", "|V|", "| |"]),
  ]

  private static func strokes(of scalar: Unicode.Scalar, _ charset: Charset) -> [String]? {
    let font = charset == .unicode ? blocks : segments
    if "0"..."9" ~= scalar { return font[Int(scalar.value) - 0x30] }
    return signs[scalar].map { charset == .unicode ? $0.blocks : $0.segments }
  }

  /// The columns that a number takes up: digits, a point, `k` and `M`. `nil`: it cannot be drawn.
  package static func columns(of number: String) -> Int? {
    var columns = -1
    for scalar in number.unicodeScalars {
      guard let strokes = strokes(of: scalar, .unicode) else { return nil }
      columns += (strokes.first?.unicodeScalars.count ?? 0) + 1
    }
    return max(0, columns)
  }

  /// Draws a number, without what cannot be drawn.
  package static func draw(_ number: String, on surface: inout Surface, column: Int, row: Int, style: Style) {
    var left = column
    for scalar in number.unicodeScalars {
      guard let lines = strokes(of: scalar, surface.charset) else { continue }
      for (line, strokes) in lines.enumerated() {
        for (offset, stroke) in strokes.unicodeScalars.enumerated() {
          surface.put(stroke, column: left + offset, row: row + line, style: style)
        }
      }
      left += (lines.first?.unicodeScalars.count ?? 0) + 1
    }
  }
}
