import ArgumentParser
import OrdertopConfiguration

/// Where states are saved. Shared by the commands that write or read one.
struct StateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where states are saved (default: $XDG_STATE_HOME/ordertop, or ~/.local/state/ordertop).", valueName: "dir"),
    completion: .directory)
  var stateDir: String?

  func validate() throws {
    if stateDir == "" { throw ValidationError("--state-dir is empty.") }
  }
}

extension StateOptions: ConfigurationOverrides {
  func apply(to configuration: inout Configuration) {
    configuration.stateDirectory.override(stateDir, from: .option("--state-dir"))
  }
}
