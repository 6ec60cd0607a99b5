/// Large digits, three columns by three rows each: half blocks, or seven segments in ASCII.
package enum Digits {
  package static let rows = 3
  private static let columnsPerDigit = 3

  private static let blocks: [[String]] = [
    ["█▀█", "█ █", "▀▀▀"], ["▄█ ", " █ ", "▀▀▀"], ["▀▀█", "█▀▀", "▀▀▀"], ["▀▀█", "▀▀█", "▀▀▀"], ["█ █", "▀▀█", "  ▀"],
    ["█▀▀", "▀▀█", "▀▀▀"], ["█▀▀", "█▀█", "▀▀▀"], ["▀▀█", "  █", "  ▀"], ["█▀█", "█▀█", "▀▀▀"], ["█▀█", "▀▀█", "▀▀▀"],
  ]

  private static let segments: [[String]] = [
    [" _ ", "| |", "|_|"], ["   ", "  |", "  |"], [" _ ", " _|", "|_ "], [" _ ", " _|", " _|"], ["   ", "|_|", "  |"],
    [" _ ", "|_ ", " _|"], [" _ ", "|_ ", "|_|"], [" _ ", "  |", "  |"], [" _ ", "|_|", "|_|"], [" _ ", "|_|", " _|"],
  ]

  /// The columns that a number takes up.
  package static func columns(of number: Int) -> Int {
    let count = String(max(0, number)).utf8.count
    return count * (columnsPerDigit + 1) - 1
  }

  /// Draws a number; negative ones as 0.
  package static func draw(_ number: Int, on surface: inout Surface, column: Int, row: Int, style: Style) {
    let font = surface.charset == .unicode ? blocks : segments
    for (index, digit) in String(max(0, number)).utf8.enumerated() {
      let left = column + index * (columnsPerDigit + 1)
      for (line, strokes) in font[Int(digit) - 0x30].enumerated() {
        for (offset, stroke) in strokes.unicodeScalars.enumerated() {
          surface.put(stroke, column: left + offset, row: row + line, style: style)
        }
      }
    }
  }
}
