import CNcurses

/// What is known of a kind of terminal, by its name (terminfo).
package enum TerminalDescription {
  /// How many colours it has, 0 for none; `nil` when nothing is known of it.
  ///
  /// ncurses keeps what it has read: not for programs that take the terminal over as well.
  package static func colors(of type: String) -> Int? {
    var problem: Int32 = 0
    guard setupterm(type, 1, &problem) == OK else { return nil }
    return max(0, Int(tigetnum("colors")))
  }
}
