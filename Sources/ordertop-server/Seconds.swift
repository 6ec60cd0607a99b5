import ArgumentParser

/// A length of time on the command line: seconds, with decimals.
struct Seconds: ExpressibleByArgument, Sendable {
  /// No option needs more, and nothing may overflow.
  static let limit = 1e9

  let duration: Duration

  init(_ duration: Duration) { self.duration = duration }

  init?(argument: String) {
    guard let value = Double(argument), value.isFinite, value >= 0, value <= Self.limit else { return nil }
    duration = .seconds(value)
  }

  var defaultValueDescription: String { "\(duration.components.seconds)" }
}
