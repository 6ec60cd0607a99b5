package import TOML

/// Two settings that cannot both be, and who is to blame.
package enum ConfigurationConflict: Equatable, Sendable {
  /// An option takes part: one sentence.
  case options(String)
  /// The file does.
  case file(DocumentError)
}

extension Configuration {
  /// What cannot go together once all sources have been applied; `nil` when all is well.
  package var conflict: ConfigurationConflict? {
    guard closedInState.value < closedOnBoard.value else { return nil }
    let sources = [closedInState.source, closedOnBoard.source]
    let lengths = "\(TimeSpan.text(closedInState.value)) and \(TimeSpan.text(closedOnBoard.value))"
    for case .file(let file, let position) in sources where !sources.contains(where: \.isOption) {
      return .file(
        DocumentError(
          file: file, position: position,
          reason: "state.closed-in-state must not be shorter than state.closed-on-board: \(lengths)"))
    }
    return .options("--closed-in-state must not be shorter than --closed-on-board: \(lengths)")
  }
}

extension ConfigurationSource {
  fileprivate var isOption: Bool { if case .option = self { true } else { false } }
}
