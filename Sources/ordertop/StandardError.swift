import CursesTerminal
import Glibc
import TerminalUI

/// Lines for the user on standard error: one clean line each, without colour.
enum StandardError {
  /// Longest line, in cells.
  static let limit = 500

  /// What the environment's locale can show.
  static let charset = TerminalLocale.adopted().isUTF8 ? Charset.unicode : .ascii

  static func say(_ sentence: String, charset: Charset = charset) {
    print(["ordertop: " + forTerminal(sentence, maxCells: limit, charset: charset).text])
  }

  /// Says what is wrong with the command line, which may hold anything: it is quoted in there.
  static func say(usageError message: String) {
    print(
      message.split(separator: "\n", omittingEmptySubsequences: false).map {
        forTerminal(String($0), maxCells: limit, charset: charset).text
      })
  }

  private static func print(_ lines: [String]) {
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
