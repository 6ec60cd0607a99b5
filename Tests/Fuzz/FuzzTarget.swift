/// What random bytes are given to, and what must hold of it for all of them.
enum FuzzTarget: String, CaseIterable {
  /// Bytes of a connection, cut anywhere.
  case stream
  /// A connection's events: decoded, reduced, drawn.
  case orders
  /// Any text on its way to the terminal.
  case text
  /// A file for `demo --recording`.
  case recording
  /// A user's theme.
  case theme
  /// A user's configuration.
  case config
  /// A saved state whose file was damaged.
  case state

  /// Ends the program where something does not hold.
  func check(_ input: [UInt8]) {
    switch self {
    case .stream: checkStream(input)
    case .orders: checkOrders(input)
    case .text: checkText(input)
    case .recording: checkRecording(input)
    case .theme: checkTheme(input)
    case .config: checkConfig(input)
    case .state: checkState(input)
    }
  }
}

/// Ends the program where something does not hold, and says what: optimised code drops the words of a `precondition`.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}
