import TerminalUI

/// Characters and codes, as ncurses reads them, to keys and reports of the mouse.
///
/// Sequences that the terminal database does not know – arrows of the other cursor mode, keys with modifiers – come as
/// single characters, whose letters must not pass for commands: they are put together again here.
struct KeyDecoder {
  private enum State {
    case ground
    case escape
    /// After `ESC [`: the parameters so far.
    case control([UInt8])
    /// After `ESC O`.
    case application
    /// After `ESC [ M`: the characters of the report so far.
    case legacyMouse([UInt32])
  }

  private var state = State.ground
  private let isUTF8: Bool

  init(isUTF8: Bool) { self.isUTF8 = isUTF8 }

  /// What one reading completes: nothing, a key, a report, or Escape and another key.
  mutating func decode(_ reading: CursesKey) -> [TerminalInput] {
    switch reading {
    case .code(let code):
      let pending = finish()
      return pending + Self.input(CursesKey.key(code: code))
    case .character(let value): return decode(character: value)
    }
  }

  /// No more readings follow for now: an Escape that nothing followed is the key.
  mutating func finish() -> [TerminalInput] {
    guard case .escape = state else { return [] }
    state = .ground
    return [.key(.escape)]
  }

  /// Forgets the beginning of a sequence that was never completed.
  mutating func reset() { state = .ground }

  private static func input(_ key: Key?) -> [TerminalInput] { key.map { [.key($0)] } ?? [] }

  private mutating func decode(character value: UInt32) -> [TerminalInput] {
    switch state {
    case .ground:
      if value == 0x1B {
        state = .escape
        return []
      }
      return Self.input(Self.key(character: value, isUTF8: isUTF8))
    case .escape:
      switch value {
      case 0x1B: return [.key(.escape)]
      case 0x5B: state = .control([])
      case 0x4F: state = .application
      default:
        state = .ground
        return [.key(.escape)] + Self.input(Self.key(character: value, isUTF8: isUTF8))
      }
      return []
    case .application:
      state = .ground
      return Self.input(Self.key(final: value, parameter: nil))
    case .control(let parameters): return decode(control: parameters, value)
    case .legacyMouse(let before):
      let characters = before + [value]
      state = characters.count < 3 ? .legacyMouse(characters) : .ground
      return MouseReport.event(legacy: characters).map { [.mouse($0)] } ?? []
    }
  }

  private mutating func decode(control parameters: [UInt8], _ value: UInt32) -> [TerminalInput] {
    switch value {
    case 0x20...0x3F where parameters.count < 32:
      state = .control(parameters + [UInt8(value)])
      return []
    case 0x40...0x7E:
      state = .ground
      // A linux console's function keys are `ESC [ [ A`.
      if value == 0x5B, parameters.isEmpty {
        state = .control([0x5B])
        return []
      }
      if parameters.first == 0x5B { return Self.input(Self.consoleKey(final: value)) }
      if value == 0x4D, parameters.isEmpty {
        state = .legacyMouse([])
        return []
      }
      if parameters.first == 0x3C {
        let isPress = value == 0x4D
        return isPress ? MouseReport.event(parameters: parameters).map { [.mouse($0)] } ?? [] : []
      }
      let first = parameters.split(separator: 0x3B, omittingEmptySubsequences: false).first ?? []
      return Self.input(Self.key(final: value, parameter: Int(String(decoding: first, as: UTF8.self))))
    default:
      state = .ground
      return []
    }
  }
}
