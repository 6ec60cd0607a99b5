/// Why a terminal cannot be used for a screen. The description is one sentence or two for the user.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Standard output is a file, a pipe or closed.
  case notATerminal
  /// `TERM` is not set, or empty.
  case noTerminalType
  /// The terminal database has no such entry.
  case unknownTerminal(String)
  /// The terminal cannot move its cursor: `dumb`, a printer.
  case incapableTerminal(String)
  /// One screen is open already.
  case alreadyOpen
  /// A signal asked for the end before the screen was on.
  case interrupted
  /// A call to the system failed.
  case system(call: String, code: Int32)

  package var description: String {
    switch self {
    case .notATerminal: "standard output is not a terminal; \(Self.wayOut)"
    case .noTerminalType: "TERM is not set, so nobody knows how to draw on this terminal; \(Self.wayOut)"
    case .unknownTerminal(let name):
      "terminal type '\(Self.readable(name))' (TERM) is not in the terminal database; set TERM to one that is, or \(Self.wayOut)"
    case .incapableTerminal(let name):
      "a terminal of type '\(Self.readable(name))' (TERM) cannot move its cursor; \(Self.wayOut)"
    case .alreadyOpen: "the terminal is in use by another screen of this program"
    case .interrupted: "stopped by a signal before the screen was on"
    case .system(let call, let code): "the terminal cannot be used: \(call) failed with error \(code); \(Self.wayOut)"
    }
  }

  private static let wayOut = "use 'ordertop tail', which needs no terminal"

  /// The environment is not to be trusted more than the network.
  private static func readable(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.prefix(40).map { (" "..."~").contains($0) ? $0 : "?" }))
  }
}
