import TerminalUI

/// A report of the mouse, as terminals send it (xterm's control sequences, "Mouse Tracking").
enum MouseReport {
  /// Cells beyond are on no screen.
  private static let farthest = 1 << 15

  /// `<button;column;row` and a final `M`: mode 1006. A final `m` tells that a button was let go, which nobody asked for.
  static func event(parameters: [UInt8]) -> MouseEvent? {
    guard parameters.first == UInt8(ascii: "<") else { return nil }
    let numbers = parameters.dropFirst().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1], let row = numbers[2] else { return nil }
    return event(button: button, column: column, row: row)
  }

  /// Three characters after `ESC [ M`, from terminals that do not know mode 1006.
  static func event(legacy characters: [UInt32]) -> MouseEvent? {
    let numbers = characters.compactMap { Int(exactly: $0) }.map { $0 - 32 }
    guard numbers.count == 3 else { return nil }
    return event(button: numbers[0], column: numbers[1], row: numbers[2])
  }

  /// Columns and rows are counted from 1.
  private static func event(button: Int, column: Int, row: Int) -> MouseEvent? {
    guard 1...farthest ~= column, 1...farthest ~= row, 0..<256 ~= button else { return nil }
    let modifiers = 4 | 8 | 16
    let deed: MouseEvent.Deed
    switch button & ~modifiers {
    case 0: deed = .press
    case 64: deed = .wheelUp
    case 65: deed = .wheelDown
    default: return nil
    }
    return MouseEvent(deed, column: column - 1, row: row - 1)
  }
}
