/// Whether the terminal reports the mouse: on all that ncurses' own database calls by other names, too.
struct TerminalMouse {
  /// The terminal is of a kind that can.
  let isSupported: Bool
  /// It does, as far as we know.
  private(set) var isOn = false
  private var wasOn = false

  private static let on = Array("\u{1B}[?1000h\u{1B}[?1006h".utf8)
  private static let off = Array("\u{1B}[?1006l\u{1B}[?1000l".utf8)

  init(terminalType: String) { isSupported = TerminalFamily.isXterm(terminalType) }

  /// From now on it is wanted, or not. `false`: the terminal cannot.
  mutating func want(_ isWanted: Bool) -> Bool {
    guard isSupported || !isWanted else { return false }
    isOn = isWanted
    wasOn = wasOn || isWanted
    return true
  }

  /// What brings the terminal to what is wanted. Presses, releases and the wheel, as text of any size (mode 1006).
  var setting: [UInt8] { isOn ? Self.on : wasOn ? Self.off : [] }

  /// What is sent on entering the screen.
  var entering: [UInt8] { isOn ? Self.on : [] }

  /// What is sent on leaving it, once it was on: bytes that turned it off may never have arrived.
  var leaving: [UInt8] { wasOn ? Self.off : [] }
}
