/// What the user may choose about the screen, apart from its theme.
package struct ScreenSettings: Equatable, Sendable {
  /// The columns of the orders, from the left; each at most once. Where there is no room for all of them, columns drop
  /// in an order of their own, the order's id never.
  package var columns = OrderColumn.standard
  package var keys = KeyTable.standard

  package static let standard = ScreenSettings()

  package init() {}
}
