import OrderStore
import TerminalUI

/// Which columns the orders have at a width, and where.
struct OrderColumns {
  enum Kind: Int, CaseIterable {
    case mark, order, status, age, limit, items, total, place, customer
  }

  private let places: [Range<Int>?]
  /// There is room for a question mark behind the two cells of the mark; otherwise it takes the second one.
  let hasWideMarks: Bool

  init(width: Int) {
    let isNarrow = width < 60
    let margin = isNarrow ? 0 : 1
    let columns = [
      TableColumn(minimum: 2, ideal: 2),
      TableColumn(minimum: isNarrow ? 7 : 11, ideal: max(11, width / 7)),
      TableColumn(minimum: 10, ideal: 12),
      TableColumn(minimum: isNarrow ? 7 : 9, ideal: 10, dropRank: 6),
      TableColumn(minimum: isNarrow ? 7 : 8, ideal: 9, dropRank: 5),
      TableColumn(minimum: 5, ideal: 6, dropRank: 3),
      TableColumn(minimum: 8, ideal: 12, dropRank: 2),
      TableColumn(minimum: width < 76 ? 8 : 11, ideal: max(11, width / 5), dropRank: 4),
      TableColumn(minimum: 9, ideal: 20, dropRank: 1),
    ]
    hasWideMarks = !isNarrow
    places = TableColumn.fit(columns, into: width - 2 * margin, gap: isNarrow ? 1 : 2)
      .map { place in place.map { $0.lowerBound + margin..<$0.upperBound + margin } }
  }

  subscript(kind: Kind) -> Range<Int>? { places[kind.rawValue] }

  func drawHead(on canvas: inout Canvas, _ rect: Rect, sort: SortColumn, isReversed: Bool) {
    guard !rect.isEmpty else { return }
    for kind in Kind.allCases {
      guard let place = self[kind] else { continue }
      let isSorted = kind == Self.column(of: sort)
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

  static func isNumber(_ kind: Kind) -> Bool {
    switch kind {
    case .age, .limit, .items, .total: true
    case .mark, .order, .status, .place, .customer: false
    }
  }

  private static func heading(_ kind: Kind) -> String {
    switch kind {
    case .mark: "!"
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

  private static func column(of sort: SortColumn) -> Kind? {
    switch sort {
    case .worstFirst: .limit
    case .age: .age
    case .order: .order
    case .status: .status
    case .customer: .customer
    case .items: .items
    case .total: .total
    case .changed: nil
    }
  }
}
