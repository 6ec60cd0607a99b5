/// Why the server ends a stream.
enum StreamEnding: Equatable, Sendable, CustomStringConvertible {
  /// The client has closed the connection, or its task was cancelled: nothing more can be said.
  case clientGone
  /// The server stops.
  case maintenance
  /// The token that the client came with holds no longer.
  case tokenExpired
  /// The client does not keep up: why, in one clause.
  case tooSlow(String)
  /// An error that was told already.
  case allSaid

  /// For the log.
  var description: String {
    switch self {
    case .clientGone: "the client has gone"
    case .maintenance: "the server ends"
    case .tokenExpired: "its token has expired"
    case .tooSlow(let reason): reason.prefix(1).lowercased() + reason.dropFirst()
    case .allSaid: "ended by an error event"
    }
  }
}
