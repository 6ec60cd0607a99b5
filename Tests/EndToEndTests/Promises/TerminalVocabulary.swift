/// What may reach a terminal: printable text, and the control sequences that draw.
struct TerminalVocabulary {
  let columns: Int
  let rows: Int

  /// Final bytes of control sequences (ECMA-48) that move, erase, insert, delete, repeat and scroll.
  private static let drawing = Set("ABCDGHIJKLMPSTXZ@abdr")
  /// Modes that a program switches on to take the screen and off to give it back: the alternate screen, the cursor and its
  /// blinking, the keypad, the mouse, automatic margins; and the stack of window titles.
  private static let modes: Set<Substring> = ["1", "7", "12", "25", "1000", "1002", "1003", "1006", "1034", "1049"]

  /// What SGR may set besides colours of many: attributes, their ends, and the sixteen colours.
  private static let looks: [ClosedRange<Int>] = [
    0...5, 7...7, 9...9, 22...25, 27...27, 29...37, 39...47, 49...49, 90...97, 100...107,
  ]

  /// What does not belong there, each with its place; empty: all is well. At most ten.
  func violations(in bytes: [UInt8]) -> [String] {
    var found: [String] = []
    let bytes = Self.withoutHalves(bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    if Array(text.utf8) != bytes { found.append("not UTF-8") }
    var rest = Substring.UnicodeScalarView(text.unicodeScalars)
    var marks = 0
    while let scalar = rest.popFirst(), found.count < 10 {
      switch scalar {
      case "\u{1B}":
        if let sequence = Self.takeSequence(from: &rest), let problem = problem(of: sequence) {
          found.append("\(problem): \(sequence.debugDescription)")
        }
        marks = 0
      // BEL rings; CAN ends a sequence of ours that was sent in part, when the screen is left; the others move.
      case "\r", "\n", "\u{8}", "\u{7}", "\u{18}": break
      default:
        if !Self.isPrintable(scalar) { found.append("U+" + String(scalar.value, radix: 16, uppercase: true)) }
        marks = scalar.properties.generalCategory.isMark ? marks + 1 : 0
        if marks > 4 { found.append("more than four marks") }
      }
    }
    return found
  }

  /// Without the beginning of a character before a CAN: a frame may have been sent in part when the screen was left.
  private static func withoutHalves(_ bytes: [UInt8]) -> [UInt8] {
    let pieces = bytes.split(separator: 0x18, omittingEmptySubsequences: false)
    let whole = pieces.dropLast().map { piece in
      let start = piece.suffix(3).lastIndex { $0 >= 0xC0 } ?? piece.endIndex
      let isWhole = String(validating: piece[start...], as: UTF8.self) != nil
      return isWhole ? piece : piece[..<start]
    }
    return Array((whole + pieces.suffix(1)).joined(separator: [0x18]))
  }

  /// What does not belong on a terminal where nothing is drawn: text in lines, and nothing else.
  static func violations(inPlain bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    let scalars = text.unicodeScalars.filter { !isPrintable($0) && $0 != "\n" && $0 != "\r" }
    return scalars.prefix(10).map { "U+" + String($0.value, radix: 16, uppercase: true) }
      + (Array(text.utf8) == bytes ? [] : ["not UTF-8"])
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }

  /// What follows an ESC: up to its final byte, or of a string to its terminator. `nil`: a CAN has cancelled it (ECMA-48,
  /// 8.3.6), so that the terminal does nothing of it.
  private static func takeSequence(from rest: inout Substring.UnicodeScalarView) -> String? {
    var sequence = String.UnicodeScalarView()
    guard let kind = rest.popFirst() else { return "" }
    sequence.append(kind)
    var isCancelled = kind == "\u{18}"
    func take(until isEnd: (Unicode.Scalar) -> Bool) {
      while let next = rest.popFirst() {
        isCancelled = next == "\u{18}"
        if isCancelled { return }
        sequence.append(next)
        if isEnd(next) { return }
      }
    }
    switch kind {
    case "[": take { (0x40...0x7E).contains($0.value) }
    case "]", "P", "X", "^", "_", "k":
      var isEscaped = false
      take { scalar in
        defer { isEscaped = scalar == "\u{1B}" }
        return scalar == "\u{7}" || isEscaped && scalar == "\\"
      }
    case "(", ")", "#", "%", " ": take { _ in true }
    default: break
    }
    return isCancelled ? nil : String(sequence)
  }

  private func problem(of sequence: String) -> String? {
    switch sequence.first {
    case "[": problem(ofControl: sequence.dropFirst())
    case "]": problem(ofTitle: sequence.dropFirst())
    default: ["(B", "(0", "7", "8", "=", ">", "M"].contains(sequence) ? nil : "escape sequence"
    }
  }

  private func problem(ofControl body: Substring) -> String? {
    guard let final = body.last else { return "cut off" }
    let parameters = body.dropLast()
    if "hl".contains(final) {
      let isKnown =
        parameters.first == "?" && parameters.dropFirst().split(separator: ";").allSatisfy(Self.modes.contains)
      return isKnown || parameters == "4" ? nil : "mode"
    }
    if final == "t" { return ["22;0;0", "23;0;0", "22;2", "23;2"].contains(parameters) ? nil : "window operation" }
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { $0.isEmpty ? 0 : Int($0) }
    guard numbers.allSatisfy({ $0 != nil }) else { return "parameters" }
    if final == "m" { return isLook(numbers.compactMap(\.self)) ? nil : "attribute" }
    guard Self.drawing.contains(final) else { return "control sequence" }
    return numbers.compactMap(\.self).allSatisfy { $0 <= max(columns, rows) } ? nil : "off the screen"
  }

  private func isLook(_ numbers: [Int]) -> Bool {
    if let index = numbers.firstIndex(where: { $0 == 38 || $0 == 48 }) {
      let color = numbers[(index + 1)...]
      guard let kind = color.first, let length = [5: 2, 2: 4][kind], color.count >= length else { return false }
      return isLook(Array(numbers[..<index])) && color.prefix(length).allSatisfy { $0 < 256 }
        && isLook(Array(color.dropFirst(length)))
    }
    return numbers.allSatisfy { number in Self.looks.contains { $0.contains(number) } }
  }

  /// A title may be set, to printable text.
  private func problem(ofTitle body: Substring) -> String? {
    guard let kind = body.split(separator: ";", maxSplits: 1).first, ["0", "2"].contains(kind), body.last == "\u{7}"
    else { return "string sequence" }
    return body.dropLast().unicodeScalars.allSatisfy(Self.isPrintable) ? nil : "title"
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isMark: Bool { self == .nonspacingMark || self == .enclosingMark }
}
