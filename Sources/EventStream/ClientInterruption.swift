/// Why the client itself gives up what it is doing.
enum ClientInterruption: Equatable, Sendable {
  case stop
  /// A new connection was asked for.
  case reconnect
  case silent
  case drip
  /// The program stood still for longer than the heartbeat timeout.
  case suspended
  /// The time at which the server wanted to be left has come.
  case departure
}
