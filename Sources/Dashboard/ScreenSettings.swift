/// What the user may choose about the screen, apart from its theme.
package struct ScreenSettings: Equatable, Sendable {
  /// The columns of the orders, from the left; each at most once. Where there is no room for all of them, columns drop
  /// in an order of their own, the order's id never.
  package var columns = OrderColumn.standard
  package var keys = KeyTable.standard
  /// Whether the mouse is the dashboard's to begin with; otherwise the terminal selects text with it.
  package var mouse = true

  package static let standard = ScreenSettings()

  package init() {}
}
