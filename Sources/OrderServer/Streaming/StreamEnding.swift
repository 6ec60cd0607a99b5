/// Why the server ends a stream.
enum StreamEnding: Equatable, Sendable {
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
}
