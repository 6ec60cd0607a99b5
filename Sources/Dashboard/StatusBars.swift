import OrderProtocol
import TerminalUI

/// The statuses of an order in one line, each with its time and a bar of that length: `CREATED 2:10 ▇▇ PENDING 12:41 ▇▇▇▇`.
/// Where room is short the bars go first, then the oldest statuses.
struct StatusBars {
  let stretches: [StatusStretches.Stretch]

  func draw(on canvas: inout Canvas, _ rect: Rect) {
    let labels = stretches.map(Self.label)
    var first = 0
    func columns() -> Int { labels[first...].reduce(first > 0 ? 2 : 0) { $0 + $1.count + 2 } - 2 }
    while first < labels.count - 1, columns() > rect.columns { first += 1 }
    let bars = Self.bars(stretches[first...].map(\.duration), columns: rect.columns - columns())
    var used = first > 0 ? canvas.write("… ", .dim, column: rect.column, row: rect.row, columns: rect.columns) : 0
    for (index, stretch) in stretches[first...].enumerated() {
      func write(_ text: String, _ role: Role) {
        used += canvas.write(
          text, role, column: rect.column + used, row: rect.row, columns: rect.columns - used)
      }
      write(labels[first + index], stretch.status.role)
      if bars[index] > 0 { write(" " + String(repeating: "▇", count: bars[index]), stretch.status.role) }
      if first + index < stretches.count - 1 { write("  ", .text) }
    }
  }

  private static func label(_ stretch: StatusStretches.Stretch) -> String {
    let word = forTerminal(stretch.status.word, maxCells: 16).text
    return stretch.duration.map { "\(word) \($0.ageText)" } ?? word
  }

  /// How long each bar is; all of them with the blank before each take no more than so many columns.
  static func bars(_ durations: [Duration?], columns: Int) -> [Int] {
    let total = durations.reduce(Duration.zero) { $0 + ($1 ?? .zero) }
    let count = durations.count { $0 != nil }
    let room = columns - 2 * count
    guard room >= count, total > .zero else { return durations.map { _ in 0 } }
    return durations.map { duration in
      guard let duration else { return 0 }
      return 1 + (Int(exactly: (duration / total * Double(room)).rounded(.down)) ?? 0)
    }
  }
}
