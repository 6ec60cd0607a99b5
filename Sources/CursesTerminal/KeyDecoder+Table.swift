import TerminalUI

extension KeyDecoder {
  /// The key of a sequence by its last character (ECMA-48; xterm's control sequences, "PC-style function keys").
  static func key(final: UInt32, parameter: Int?) -> Key? {
    switch final {
    case 0x41: .up
    case 0x42: .down
    case 0x43: .right
    case 0x44: .left
    case 0x46: .end
    case 0x48: .home
    case 0x4D: .enter
    case 0x50...0x53: .function(Int(final) - 0x4F)
    case 0x5A: .backTab
    case 0x7E: tildeKey(parameter)
    default: nil
    }
  }

  private static func tildeKey(_ parameter: Int?) -> Key? {
    switch parameter {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case let number? where (11...15).contains(number): .function(number - 10)
    case let number? where (17...21).contains(number): .function(number - 11)
    case let number? where (23...24).contains(number): .function(number - 12)
    default: nil
    }
  }

  static func consoleKey(final: UInt32) -> Key? {
    (0x41...0x45).contains(final) ? .function(Int(final) - 0x40) : nil
  }

  /// The key of a single character.
  static func key(character value: UInt32, isUTF8: Bool) -> Key? {
    switch value {
    case 0: .control(" ")
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x01...0x1A: .control(Character(Unicode.Scalar(UInt8(value + 0x60))))
    case 0x20..<0x7F: .character(Character(Unicode.Scalar(UInt8(value))))
    case 0xA0... where isUTF8: Unicode.Scalar(value).map { .character(Character($0)) }
    default: nil
    }
  }
}
