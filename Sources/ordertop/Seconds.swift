import ArgumentParser
import OrdertopConfiguration

/// A length of time on the command line: seconds, with decimals.
struct Seconds: ExpressibleByArgument, Sendable {
  let duration: Duration

  init?(argument: String) {
    guard let span = Double(argument).flatMap(TimeSpan.init(seconds:)) else { return nil }
    duration = span.duration
  }
}
