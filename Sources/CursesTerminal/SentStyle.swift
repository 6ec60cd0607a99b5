/// What a terminal draws text with, as control sequences say it (SGR, ECMA-48).
struct SentStyle: Equatable {
  /// The codes of what is set, as bits: bold, dim, italic, underline, blinking, reverse, invisible, struck through.
  private var attributes: UInt16 = 0
  private var foreground = Color.standard
  private var background = Color.standard

  static let plain = SentStyle()

  private enum Color: Equatable {
    case standard
    /// One of the sixteen, with a code of its own.
    case code(Int)
    case indexed(Int)
  }

  /// Bold, dim, italic: a blank does not show them.
  private static let shownByLettersOnly: UInt16 = 1 << 1 | 1 << 2 | 1 << 3
  private static let reverse: UInt16 = 1 << 7

  /// Takes over what the parameters of a sequence say. `false`: some of it is not known here.
  mutating func apply(_ parameters: [Int]) -> Bool {
    var index = 0
    while index < parameters.count {
      let code = parameters[index]
      switch code {
      case 0: self = .plain
      case 1...5, 7...9: attributes |= 1 << UInt16(code)
      case 22: attributes &= ~(1 << 1 | 1 << 2)
      case 23...25, 27...29: attributes &= ~(1 << UInt16(code - 20))
      case 30...37, 90...97: foreground = .code(code)
      case 39: foreground = .standard
      case 40...47, 100...107: background = .code(code)
      case 49: background = .standard
      case 38, 48:
        guard index + 2 < parameters.count, parameters[index + 1] == 5 else { return false }
        if code == 38 {
          foreground = .indexed(parameters[index + 2])
        } else {
          background = .indexed(parameters[index + 2])
        }
        index += 2
      default: return false
      }
      index += 1
    }
    return true
  }

  /// Whether a blank looks the same in both.
  func drawsBlank(like other: SentStyle) -> Bool {
    background == other.background && (attributes | other.attributes) & Self.reverse == 0
      && (attributes ^ other.attributes) & ~Self.shownByLettersOnly == 0
  }

  /// Appends the shortest sequence that makes this of what is set.
  func append(to bytes: inout [UInt8], after set: SentStyle) {
    let start = bytes.count
    bytes.appendControlStart()
    if self != .plain {
      bytes.append(UInt8(ascii: "0"))
      appendParameters(to: &bytes, after: .plain, isFirst: false)
    }
    bytes.append(UInt8(ascii: "m"))
    // What is not wanted any more goes only with everything.
    guard attributes & set.attributes == set.attributes else { return }
    let end = bytes.count
    bytes.appendControlStart()
    appendParameters(to: &bytes, after: set, isFirst: true)
    bytes.append(UInt8(ascii: "m"))
    if bytes.count - end < end - start { bytes.removeSubrange(start..<end) } else { bytes.removeSubrange(end...) }
  }

  private func appendParameters(to bytes: inout [UInt8], after set: SentStyle, isFirst: Bool) {
    var isFirst = isFirst
    func append(_ code: Int) {
      if !isFirst { bytes.append(UInt8(ascii: ";")) }
      isFirst = false
      bytes.append(number: code)
    }
    func append(_ color: Color, standard: Int, indexed: Int) {
      switch color {
      case .standard: append(standard)
      case .code(let code): append(code)
      case .indexed(let index): for code in [indexed, 5, index] { append(code) }
      }
    }
    for code in 1...9 where attributes & ~set.attributes & 1 << UInt16(code) != 0 { append(code) }
    if foreground != set.foreground { append(foreground, standard: 39, indexed: 38) }
    if background != set.background { append(background, standard: 49, indexed: 48) }
  }
}
