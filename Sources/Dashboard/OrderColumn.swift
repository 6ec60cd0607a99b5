package import OrderStore

/// A column of the orders pane, by the name that a configuration calls it.
package enum OrderColumn: String, CaseIterable, Hashable, Sendable {
  case order, status
  case age = "in-status"
  case limit = "sla"
  case items, total
  case place = "where"
  case customer

  /// All of them, from the left.
  package static let standard = allCases

  /// What its head sorts by.
  package var sort: SortColumn {
    switch self {
    case .order: .order
    case .status: .status
    case .age: .age
    case .limit: .worstFirst
    case .items: .items
    case .total: .total
    case .place: .place
    case .customer: .customer
    }
  }
}
