import ArgumentParser
import OrdertopConfiguration

/// How long and how much the dashboard keeps.
struct RetentionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Closed orders leave the board after so long without news. (default: 24h)", valueName: "time"))
  var closedOnBoard: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "Closed orders leave the saved state after so long without news. (default: 30d)", valueName: "time"))
  var closedInState: TimeSpan?

  @Option(help: ArgumentHelp("Events that the journal keeps. (default: 100000)", valueName: "n"))
  var journalEvents: Int?

  @Option(help: ArgumentHelp("Bytes that the journal keeps. (default: 256M)", valueName: "size"))
  var journalSize: ByteCount?

  func validate() throws {
    guard journalEvents.map({ $0 >= 0 }) ?? true else {
      throw ValidationError("--journal-events must not be negative.")
    }
  }
}

extension RetentionOptions: ConfigurationOverrides {
  func apply(to configuration: inout Configuration) {
    configuration.closedOnBoard.override(closedOnBoard?.duration, from: .option("--closed-on-board"))
    configuration.closedInState.override(closedInState?.duration, from: .option("--closed-in-state"))
    configuration.journalEvents.override(journalEvents, from: .option("--journal-events"))
    configuration.journalBytes.override(journalSize?.bytes, from: .option("--journal-size"))
  }
}
