import TerminalUI

extension FuzzTarget {
  /// Whatever comes in: printable, no wider than allowed, and stable.
  func checkText(_ input: [UInt8]) {
    guard let first = input.first else { return }
    let text = String(decoding: input.dropFirst(), as: UTF8.self)
    let width = Int(first) % 90
    for charset in [Charset.unicode, .ascii] {
      for clip in [Clip.keepStart, .keepEnd] {
        let safe = forTerminal(text, maxCells: width, charset: charset, clip: clip)
        require(safe.cells <= width, "\(safe.cells) cells of \(width)")
        checkPrintable(safe.text, charset)
        let again = forTerminal(safe.text, maxCells: width, charset: charset, clip: clip)
        require(again == safe, "not stable")
      }
    }
    var surface = Surface(size: Size(columns: width + 1, rows: 2))
    surface.write(text, column: 0, row: 0, columns: width, style: .plain)
    surface.write(text, column: 3, row: 1, style: .plain)
    checkPrintable(surface.text, .unicode, newlines: true)
  }

  func checkPrintable(_ text: String, _ charset: Charset, newlines: Bool = false) {
    for scalar in text.unicodeScalars {
      if newlines, scalar == "\n" { continue }
      if (0x20..<0x7F).contains(scalar.value) { continue }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
        fatalError("a control character comes through: \(scalar.value)")
      case .format where scalar != "\u{200D}":
        fatalError("a format character comes through: \(scalar.value)")
      default: break
      }
      require(charset == .unicode || scalar.isASCII, "not ASCII: \(scalar.value)")
    }
  }
}
