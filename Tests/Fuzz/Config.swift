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
      precondition((1...50).contains(error.errors.count), "\(error.errors.count) mistakes")
      for mistake in error.errors { checkMistake(mistake, file: "/home/me/c.toml", lines: lines) }
      return
    }
    for warning in configuration.warnings { checkPrintable("\(warning)", .unicode) }
    let printed = configuration.document
    checkPrintable(printed, .unicode, newlines: true)
    var again = Configuration(stateDirectory: "/state")
    do throws(ConfigurationErrors) {
      try again.read(Array(printed.utf8), file: "/home/me/d.toml", folder: "/home/me", home: "/home/me")
    } catch {
      preconditionFailure("what was printed cannot be read: \(error.errors)\n\(printed)")
    }
    precondition(Self.values(again) == Self.values(configuration), "printed and read, it is another\n\(printed)")
  }

  /// Can be printed, is short, and says where.
  func checkMistake(_ mistake: DocumentError, file: String, lines: Int) {
    checkPrintable("\(mistake)", .unicode)
    precondition("\(mistake)".utf8.count < 4_096, "a long complaint")
    precondition(mistake.file == file, "a complaint about another file")
    guard let position = mistake.position else { preconditionFailure("a complaint without a place: \(mistake)") }
    precondition((1...lines).contains(position.line) && position.column >= 1, "no such place: \(mistake)")
  }

  /// The printed lines without where their values are from.
  private static func values(_ configuration: Configuration) -> [String] {
    configuration.document.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      String(line.utf8.lastIndex(of: UInt8(ascii: "#")).map { line[..<$0] } ?? line)
    }
  }
}
