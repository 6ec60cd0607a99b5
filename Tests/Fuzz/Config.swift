import Dashboard
import OrdertopConfiguration
import TOML
import TerminalUI

extension FuzzTarget {
  /// A configuration is refused with every mistake in its place, or can be printed, and is the same when read again.
  func checkConfig(_ input: [UInt8]) {
    let lines = input.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "\n") }.count
    var configuration = Configuration(stateDirectory: "/state")
    do throws(ConfigurationErrors) {
      try configuration.read(input, file: "/home/me/c.toml", folder: "/home/me", home: "/home/me")
    } catch {
      require((1...50).contains(error.errors.count), "\(error.errors.count) mistakes")
      for mistake in error.errors { checkMistake(mistake, file: "/home/me/c.toml", lines: lines) }
      return
    }
    for warning in configuration.warnings { checkPrintable("\(warning)", .unicode) }
    // They may be secret, and are not printed.
    configuration.headers = Configuration().headers
    let printed = configuration.document
    checkPrintable(printed, .unicode, newlines: true)
    var again = Configuration(stateDirectory: "/state")
    do throws(ConfigurationErrors) {
      try again.read(Array(printed.utf8), file: "/home/me/d.toml", folder: "/home/me", home: "/home/me")
    } catch {
      fatalError("what was printed cannot be read: \(error.errors)\n\(printed)")
    }
    require(
      Self.values(again) == Self.values(configuration), "read again, it is another:\n\(again.document)\nnot\n\(printed)"
    )
  }

  /// Can be printed, is short, and says where.
  func checkMistake(_ mistake: DocumentError, file: String, lines: Int) {
    checkPrintable("\(mistake)", .unicode)
    require("\(mistake)".utf8.count < 4_096, "a long complaint")
    require(mistake.file == file, "a complaint about another file")
    guard let position = mistake.position else { fatalError("a complaint without a place: \(mistake)") }
    require((1...lines).contains(position.line) && position.column >= 1, "no such place: \(mistake)")
  }

  /// The printed lines without where their values are from.
  private static func values(_ configuration: Configuration) -> [String] {
    configuration.document.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      String(line.utf8.lastIndex(of: UInt8(ascii: "#")).map { line[..<$0] } ?? line)
    }
  }
}
