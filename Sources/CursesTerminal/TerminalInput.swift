package import TerminalUI

/// What a terminal reports.
package enum TerminalInput: Hashable, Sendable {
  case key(Key)
  /// See ``CursesTerminal/setMouse(_:)``.
  case mouse(MouseEvent)
  /// The window has a new size; a burst of changes is one report.
  case resized(Size)
  /// A signal that asks the program to end.
  case signal(TerminalSignal)
  /// The program was stopped and continued; the screen is drawn again already.
  case resumed
  /// One more period has passed; see ``CursesTerminal/remind(every:after:)``.
  case reminder
  /// The terminal is gone: its window was closed, its connection lost. Nothing is read or written any more.
  case hungUp
}
