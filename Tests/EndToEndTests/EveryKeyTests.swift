import Dashboard
import TerminalUI
import TestSupport
import Testing

/// Every key of the key table, pressed in the running program. What there is to press is read from the table: an action
/// without a trial is a failure, and another key of an action is tried as the first is.
@Suite(.serialized, .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"))
struct EveryKeyTests {
  private static let bindings = KeyTable.standard.bindings

  private let files: TemporaryFolder

  init() throws {
    files = try TemporaryFolder()
    try files.write(SampleRecording.board, to: "board.sse")
  }

  @Test("there is a trial for each action, and no other")
  func complete() {
    #expect(Set(KeyTrial.all.keys) == Set(KeyTable.standard.actions))
  }

  @Test("each key of an action does what its line in the help says", arguments: KeyTable.standard.actions)
  func keys(action: String) async throws {
    let binding = try #require(Self.bindings.first { $0.action == action })
    let trial = try #require(KeyTrial.all[action], "nobody has tried '\(action)'")
    for key in binding.keys {
      let screen = try await start(trial)
      for step in trial.before { try await take(step, on: screen) }
      try await screen.press(key.tmuxName)
      for step in trial.after { try await take(step, on: screen) }
    }
  }

  private func start(_ trial: KeyTrial) async throws -> TmuxScreen {
    let command = [BuiltProgram.path("ordertop"), "demo", "--recording", files.path("board.sse")]
    let shell = ["/bin/bash", "--norc", "--noprofile", "-i"]
    // Its own tmux takes what is copied.
    let screen = try await TmuxScreen(trial.isUnderShell ? shell : command, isTold: true)
    if trial.isUnderShell {
      try await screen.type(command.joined(separator: " "))
      try await screen.press("Enter")
    }
    try await screen.shows("Orders 50", "shipped", "┬─ order-001 ─", "? help")
    return screen
  }

  private func take(_ step: KeyTrial.Step, on screen: TmuxScreen) async throws {
    switch step {
    case .press(let key): try await screen.press(key)
    case .type(let text): try await screen.type(text)
    case .shows(let text): try await screen.shows(text)
    case .hides(let text): try await screen.hides(text)
    case .scribble(let text):
      try await screen.scribble(text)
      try await screen.shows(text)
    case .ends: #expect(try await screen.end() == 0)
    }
  }
}

extension Key {
  /// What tmux calls it.
  fileprivate var tmuxName: String {
    switch self {
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .pageUp: "PPage"
    case .pageDown: "NPage"
    case .home: "Home"
    case .end: "End"
    case .enter: "Enter"
    case .escape: "Escape"
    case .tab: "Tab"
    case .backTab: "BTab"
    case .backspace: "BSpace"
    case .delete: "DC"
    case .insert: "IC"
    case .function(let number): "F\(number)"
    case .control(let letter): "C-\(letter)"
    case .character(" "): "Space"
    case .character(let character): String(character)
    }
  }
}
