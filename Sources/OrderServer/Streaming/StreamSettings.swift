/// What every stream is like.
package struct StreamSettings: Equatable, Sendable {
  /// From one heartbeat to the next.
  package var heartbeat = Duration.seconds(15)
  /// How long clients are asked to stay away when the server stops.
  package var reconnectAfter = Duration.seconds(5)
  /// How long clients are asked to stay away when there are too many.
  package var retryAfter = Duration.seconds(30)
  /// How long a token is good for on one connection; `nil` for as long as the token file says so.
  package var tokenLifetime: Duration?
  /// What goes wrong on purpose.
  package var faults: [Fault] = []

  package init() {}
}
