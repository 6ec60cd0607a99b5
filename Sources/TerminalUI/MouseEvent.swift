/// What the mouse did, and where.
package struct MouseEvent: Hashable, Sendable {
  package enum Deed: Hashable, Sendable {
    /// The first button went down.
    case press
    /// The wheel turned by one step.
    case wheelUp, wheelDown
  }

  package var deed: Deed
  /// The cell under the pointer, counted from 0; it may lie outside of the screen.
  package var column: Int
  package var row: Int

  package init(_ deed: Deed, column: Int, row: Int) {
    self.deed = deed
    self.column = column
    self.row = row
  }
}
