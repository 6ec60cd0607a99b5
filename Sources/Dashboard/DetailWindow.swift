/// Which lines of a detail stand in which row. Where not all fit, the newest events stay at the bottom while the lines
/// above are scrolled: what just happened is what one looks for.
struct DetailWindow: Equatable {
  enum Row: Equatable {
    case line(Int)
    /// So many lines are left out here.
    case leftOut(Int)
  }

  private(set) var rows: [Row] = []
  /// How many lines follow the last row.
  private(set) var below = 0

  /// - Parameters:
  ///   - lines: how many lines there are…
  ///   - events: …and how many of them, at the end, are events.
  ///   - first: the first line to be shown.
  init(lines: Int, events: Int, rows count: Int, first: Int) {
    let first = min(max(0, first), max(0, lines - count))
    // Fewer rows would show neither the order nor its events.
    let kept = lines > count && count >= 12 ? min(events, max(3, count * 2 / 5)) : 0
    let end = lines - kept
    let head = first..<min(end, first + max(0, count - kept))
    rows = head.map(Row.line)
    let leftOut = end - head.upperBound
    if kept == 0 {
      below = leftOut
    } else if leftOut > 0, !rows.isEmpty {
      // The row that says so takes the place of a line itself.
      rows[rows.count - 1] = .leftOut(leftOut + 1)
    }
    rows += (end..<lines).map(Row.line)
  }
}
