import Glibc
import TerminalUI

/// Lines for the user on standard error: one clean line each, without colour.
enum StandardError {
  /// Longest line, in cells.
  static let limit = 500

  static func say(_ sentence: String, charset: Charset = .unicode) {
    let line = "ordertop: " + forTerminal(sentence, maxCells: limit, charset: charset).text + "\n"
    _ = Array(line.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
