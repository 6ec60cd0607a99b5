import TerminalUI

/// Characters and codes, as ncurses reads them, to keys.
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
  }

  private var state = State.ground
  private let isUTF8: Bool

  init(isUTF8: Bool) { self.isUTF8 = isUTF8 }

  /// The keys that one reading completes: none, one, or Escape and another.
  mutating func decode(_ reading: CursesKey) -> [Key] {
    switch reading {
    case .code(let code):
      let pending = finish()
      return pending + (CursesKey.key(code: code).map { [$0] } ?? [])
    case .character(let value): return decode(character: value)
    }
  }

  /// No more readings follow for now: an Escape that nothing followed is the key.
  mutating func finish() -> [Key] {
    guard case .escape = state else { return [] }
    state = .ground
    return [.escape]
  }

  /// Forgets the beginning of a sequence that was never completed.
  mutating func reset() { state = .ground }

  private mutating func decode(character value: UInt32) -> [Key] {
    switch state {
    case .ground:
      if value == 0x1B {
        state = .escape
        return []
      }
      return Self.key(character: value, isUTF8: isUTF8).map { [$0] } ?? []
    case .escape:
      switch value {
      case 0x1B: return [.escape]
      case 0x5B: state = .control([])
      case 0x4F: state = .application
      default:
        state = .ground
        return [.escape] + (Self.key(character: value, isUTF8: isUTF8).map { [$0] } ?? [])
      }
      return []
    case .application:
      state = .ground
      return Self.key(final: value, parameter: nil).map { [$0] } ?? []
    case .control(let parameters): return decode(control: parameters, value)
    }
  }

  private mutating func decode(control parameters: [UInt8], _ value: UInt32) -> [Key] {
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
      if parameters.first == 0x5B { return Self.consoleKey(final: value).map { [$0] } ?? [] }
      let first = parameters.split(separator: 0x3B, omittingEmptySubsequences: false).first ?? []
      return Self.key(final: value, parameter: Int(String(decoding: first, as: UTF8.self))).map { [$0] } ?? []
    default:
      state = .ground
      return []
    }
  }
}
