import ArgumentParser
import Persistence

/// Where states are saved. Shared by the commands that write or read one.
struct StateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where states are saved (default: $XDG_STATE_HOME/ordertop, or ~/.local/state/ordertop).", valueName: "dir"),
    completion: .directory)
  var stateDir: String?

  /// The directory; `nil` when none is given and there is no home.
  var directory: StateDirectory? {
    if let stateDir { return StateDirectory(path: stateDir) }
    if let state = Environment.value("XDG_STATE_HOME"), state.hasPrefix("/") {
      return StateDirectory(path: state + "/ordertop")
    }
    return Environment.value("HOME").map { StateDirectory(path: $0 + "/.local/state/ordertop") }
  }

  func validate() throws {
    if stateDir == "" { throw ValidationError("--state-dir is empty.") }
  }
}
