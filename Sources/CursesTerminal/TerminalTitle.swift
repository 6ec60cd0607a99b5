import TerminalUI

/// The window's title, where the terminal is of a kind that has one (xterm's control sequences, OSC 2 and CSI 22/23 t).
struct TerminalTitle {
  private let isSupported: Bool
  private var shown: TerminalText?

  init(terminalType: String) {
    isSupported = TerminalFamily.isXterm(terminalType)
  }

  /// Puts the title that the window has on the terminal's stack, unless entering the screen does it anyway.
  func saving(entering: [UInt8]) -> [UInt8] {
    isSupported && !entering.contains(Array("\u{1B}[22;".utf8)) ? Array("\u{1B}[22;2t".utf8) : []
  }

  /// Takes it back from the stack.
  func restoring(leaving: [UInt8]) -> [UInt8] {
    isSupported && !leaving.contains(Array("\u{1B}[23;".utf8)) ? Array("\u{1B}[23;2t".utf8) : []
  }

  /// What changes the title; nothing if it is shown already. `isUTF8`: otherwise ASCII alone.
  mutating func changing(to title: TerminalText, isUTF8: Bool) -> [UInt8] {
    guard isSupported, title != shown else { return [] }
    shown = title
    // A `TerminalText` is safe by its making; this is the last look before bytes that ncurses does not see.
    let safe = title.text.unicodeScalars.lazy.map { scalar -> Unicode.Scalar in
      let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      return isControl || !(isUTF8 || scalar.isASCII) ? "?" : scalar
    }
    let text = String(String.UnicodeScalarView(safe))
    return Array("\u{1B}]2;\(text)\u{7}".utf8)
  }

  /// What sets the title again, for a terminal that may have forgotten it.
  mutating func repeating(isUTF8: Bool) -> [UInt8] {
    guard let title = shown else { return [] }
    shown = nil
    return changing(to: title, isUTF8: isUTF8)
  }
}
