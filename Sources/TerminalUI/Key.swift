/// One key press, as far as a terminal can tell keys apart.
package enum Key: Hashable, Sendable {
  /// A printable character, as typed.
  case character(Character)
  /// Ctrl with a letter, lower case: `control("l")`. Ctrl-I is ``tab``, Ctrl-M and Ctrl-J are ``enter``, Ctrl-[ is ``escape``.
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// F1…F12.
  case function(Int)
}
