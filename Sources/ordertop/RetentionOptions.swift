import ArgumentParser
import SavedState

/// How long and how much the dashboard keeps.
struct RetentionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Closed orders leave the board after so long without news.", valueName: "time"))
  var closedOnBoard = TimeSpan(Retention().closedOnBoard)

  @Option(help: ArgumentHelp("Closed orders leave the saved state after so long without news.", valueName: "time"))
  var closedInState = TimeSpan(Retention().closedInState)

  @Option(help: ArgumentHelp("Events that the journal keeps.", valueName: "n"))
  var journalEvents = Retention().journalEvents

  @Option(help: ArgumentHelp("Bytes that the journal keeps.", valueName: "size"))
  var journalSize = ByteCount(Retention().journalBytes)

  var retention: Retention {
    var retention = Retention()
    retention.closedOnBoard = closedOnBoard.duration
    retention.closedInState = closedInState.duration
    retention.journalEvents = journalEvents
    retention.journalBytes = journalSize.bytes
    return retention
  }

  func validate() throws {
    guard journalEvents >= 0 else { throw ValidationError("--journal-events must not be negative.") }
    guard closedInState.duration >= closedOnBoard.duration else {
      throw ValidationError("--closed-in-state must not be shorter than --closed-on-board.")
    }
  }
}
