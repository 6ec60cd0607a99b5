import OrderProtocol
import OrderStore
import TerminalUI

/// Which columns the orders have at a width, and where.
struct OrderColumns {
  /// Where the mark stands, before all columns.
  let mark: Range<Int>
  private var places: [OrderColumn: Range<Int>] = [:]
  private let chosen: [OrderColumn]
  /// There is room for a question mark behind the two cells of the mark; otherwise it takes the second one.
  let hasWideMarks: Bool

  /// People read order ids out and copy them: they have the room that they need before anything else has more than that…
  private static let shortestID = 11
  /// …but only up to this, or a quarter of the width.
  private static let longestID = 24

  /// - Parameters:
  ///   - chosen: the columns to have, from the left, as far as there is room.
  ///   - orders: those that are shown.
  init(_ chosen: [OrderColumn], width: Int, orders: [OrderRow], charset: Charset) {
    self.chosen = chosen
    let isNarrow = width < 60
    let margin = isNarrow ? 0 : 1
    hasWideMarks = !isNarrow
    let columns =
      [TableColumn(minimum: 2, ideal: 2)]
      + chosen.map {
        $0 == .order
          ? Self.idColumn(orders, width: width, isNarrow: isNarrow, charset)
          : Self.column($0, width: width, isNarrow: isNarrow)
      }
    let ranges = TableColumn.fit(columns, into: width - 2 * margin, gap: isNarrow ? 1 : 2)
      .map { place in place.map { $0.lowerBound + margin..<$0.upperBound + margin } }
    mark = (ranges.first ?? nil) ?? margin..<margin + 2
    for (column, place) in zip(chosen, ranges.dropFirst()) { places[column] = place }
  }

  private static func idColumn(_ orders: [OrderRow], width: Int, isNarrow: Bool, _ charset: Charset) -> TableColumn {
    let most = max(longestID, width / 4)
    // One that is too long even for that takes nothing from the others.
    var (longest, wanted) = (shortestID, shortestID)
    for order in orders where order.id.rawValue.utf8.count > longest {
      let text = forTerminal(order.id.rawValue, maxCells: most + 1).text
      let columns = Surface.columns(of: text, charset: charset)
      longest = max(longest, columns)
      if columns <= most { wanted = max(wanted, columns) }
    }
    // Spare room is had in steps: the columns should not move with each row that comes into sight.
    let stepped = longest > shortestID ? min(most, (longest + 3) / 4 * 4) : shortestID
    return TableColumn(minimum: isNarrow ? 7 : shortestID, ideal: max(stepped, width / 7), wanted: wanted)
  }

  private static func column(_ column: OrderColumn, width: Int, isNarrow: Bool) -> TableColumn {
    switch column {
    case .order, .status: TableColumn(minimum: 10, ideal: 12)
    case .age: TableColumn(minimum: isNarrow ? 7 : 9, ideal: 10, dropRank: 6)
    case .limit: TableColumn(minimum: isNarrow ? 7 : 8, ideal: 9, dropRank: 5)
    case .items: TableColumn(minimum: 5, ideal: 6, dropRank: 3)
    case .total: TableColumn(minimum: 8, ideal: 12, dropRank: 2)
    case .place: TableColumn(minimum: width < 76 ? 8 : 11, ideal: max(11, width / 5), least: 7, dropRank: 4)
    case .customer: TableColumn(minimum: width < 100 ? 9 : 12, ideal: 20, least: 9, dropRank: 1)
    }
  }

  subscript(column: OrderColumn) -> Range<Int>? { places[column] }

  /// The column whose head is at or next to a cell's column; `nil`: the mark.
  func column(at column: Int) -> OrderColumn? {
    func distance(_ place: Range<Int>) -> Int { max(place.lowerBound - column, column - place.upperBound + 1, 0) }
    let nearest = places.min { (distance($0.value), $0.value.lowerBound) < (distance($1.value), $1.value.lowerBound) }
    guard let nearest, distance(nearest.value) < distance(mark) else { return nil }
    return nearest.key
  }

  func drawHead(on canvas: inout Canvas, _ rect: Rect, sort: SortColumn, isReversed: Bool) {
    guard !rect.isEmpty else { return }
    canvas.write("!", .columnHead, column: rect.column + mark.lowerBound, row: rect.row, columns: mark.count)
    for kind in chosen {
      guard let place = self[kind] else { continue }
      let isSorted = kind.sort == sort
      let arrow = isSorted && canvas.charset == .unicode ? isReversed ? "▲" : "▼" : ""
      let columns = place.count
      let heading = Self.heading(kind)
      // A heading makes room for its arrow: which column sorts is worth more than its last letters.
      let text = arrow.isEmpty ? heading : heading.prefix(max(0, columns - 1)) + arrow
      if Self.isNumber(kind) {
        canvas.writeTrailing(text, .columnHead, column: rect.column + place.lowerBound, row: rect.row, columns: columns)
      } else {
        canvas.write(text, .columnHead, column: rect.column + place.lowerBound, row: rect.row, columns: columns)
      }
    }
  }

  static func isNumber(_ kind: OrderColumn) -> Bool {
    switch kind {
    case .age, .limit, .items, .total: true
    case .order, .status, .place, .customer: false
    }
  }

  private static func heading(_ kind: OrderColumn) -> String {
    switch kind {
    case .order: "ORDER"
    case .status: "STATUS"
    case .age: "IN STATUS"
    case .limit: "SLA"
    case .items: "ITEMS"
    case .total: "TOTAL"
    case .place: "WHERE"
    case .customer: "CUSTOMER"
    }
  }
}
