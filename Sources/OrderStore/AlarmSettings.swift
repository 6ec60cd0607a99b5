/// What somebody is called for, and how.
package struct AlarmSettings: Equatable, Sendable {
  /// What may happen that somebody wants to be told of; raw values are the words of the configuration and of
  /// `ORDERTOP_EVENT`.
  package enum Event: String, CaseIterable, Hashable, Sendable {
    /// An order has come to be late.
    case late
    case cancelled, shipped
    /// The stream told of an error, ended with one, or what happens cannot be saved.
    case error
    /// Events are missing.
    case gap
    /// Nothing is heard of the stream, or all retries are used up.
    case stale
  }

  /// How long `z` puts an alarm off. More than zero.
  package var shelveDuration: Duration = .seconds(15 * 60)
  /// How long an order has to be within its limit before its alarm ends.
  package var hysteresis: Duration = .seconds(30)
  /// Whether the terminal's bell rings for new alarms.
  package var ringsBell = true
  /// The bell rings no more often than this.
  package var bellInterval: Duration = .seconds(10)
  /// What rings the bell (a shipped order never does) and runs the command.
  package var events: Set<Event> = [.late, .cancelled, .error, .gap, .stale]
  /// A program to run, by its name or path, and its arguments; empty: none. No shell looks at them.
  package var command: [String] = []

  package init() {}
}
