import CNcurses
import TerminalUI

/// What ncurses reads: a character, or the code of a key that it knows by its sequence.
enum CursesKey: Hashable {
  case character(wint_t)
  case code(Int32)

  /// The key of a code; `nil`: one that has no use here.
  static func key(code: Int32) -> Key? {
    switch code {
    case Int32(KEY_UP): .up
    case Int32(KEY_DOWN): .down
    case Int32(KEY_LEFT): .left
    case Int32(KEY_RIGHT): .right
    case Int32(KEY_HOME): .home
    case Int32(KEY_END): .end
    case Int32(KEY_PPAGE): .pageUp
    case Int32(KEY_NPAGE): .pageDown
    case Int32(KEY_IC): .insert
    case Int32(KEY_DC): .delete
    case Int32(KEY_BACKSPACE): .backspace
    case Int32(KEY_BTAB): .backTab
    case Int32(KEY_ENTER): .enter
    case Int32(KEY_F0) + 1...Int32(KEY_F0) + 12: .function(Int(code - Int32(KEY_F0)))
    default: keyname(code).flatMap { key(name: String(cString: $0)) }
    }
  }

  /// The key of a terminal's own code, by its name in the database: `kUP5` is Up with Ctrl (terminfo's user-defined
  /// capabilities), which counts as Up.
  static func key(name: String) -> Key? {
    guard let last = name.last, last.isNumber else { return nil }
    return switch name.dropLast() {
    case "kUP": .up
    case "kDN": .down
    case "kLFT": .left
    case "kRIT": .right
    case "kHOM": .home
    case "kEND": .end
    case "kPRV": .pageUp
    case "kNXT": .pageDown
    case "kIC": .insert
    case "kDC": .delete
    case "kcbt": .backTab
    default: nil
    }
  }
}
