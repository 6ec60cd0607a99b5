import CTerminalGuard
import Glibc
import TerminalUI

/// The terminal behind standard output, through a description of our own.
struct TerminalDevice {
  let descriptor: Int32
  /// Whether keys are ours: standard input is this terminal, or it is the one that controls us.
  let hasKeyboard: Bool

  init() throws(TerminalError) {
    descriptor = terminal_guard_open(STDOUT_FILENO)
    guard descriptor >= 0 else { throw .notATerminal }
    hasKeyboard = Self.isSameDevice(STDIN_FILENO, descriptor) || tcgetsid(descriptor) == getsid(0)
  }

  private static func isSameDevice(_ one: Int32, _ other: Int32) -> Bool {
    var first = stat()
    var second = stat()
    return isatty(one) == 1 && fstat(one, &first) == 0 && fstat(other, &second) == 0 && first.st_rdev == second.st_rdev
  }

  /// The window's size; `nil` where the terminal does not know. Bounded: cells cost memory.
  var size: Size? {
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return nil }
    return Size(columns: min(Int(window.ws_col), 1000), rows: min(Int(window.ws_row), 500))
  }

  enum Readability {
    case empty
    case byte(UInt8)
    case gone
  }

  /// Reads one byte, to tell a keyboard without keys from a terminal that is gone.
  func readByte() -> Readability {
    var byte: UInt8 = 0
    switch read(descriptor, &byte, 1) {
    case 1: return .byte(byte)
    case -1 where errno == EAGAIN || errno == EINTR: return .empty
    default: return .gone
    }
  }

  func close() { _ = Glibc.close(descriptor) }
}
