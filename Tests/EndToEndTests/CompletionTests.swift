import Glibc
import TestSupport
import Testing

/// Completion in real shells: what Tab makes of a line.
@Suite(.serialized) struct CompletionTests {
  /// A shell that completes with generated scripts.
  enum Shell: String, CaseIterable {
    case bash, zsh, fish

    var path: String { self == .bash ? "/bin/bash" : "/usr/bin/\(self)" }

    /// Whether it is installed; without it its test is left out.
    var isAvailable: Bool { TmuxScreen.isAvailable && access(path, X_OK) == 0 }

    /// How to start it without anything of the machine's own.
    var command: [String] {
      switch self {
      case .bash: [path, "--norc", "--noprofile", "-i"]
      case .zsh: [path, "-f", "-i"]
      case .fish: [path, "--no-config", "-i"]
      }
    }

    /// What makes it know the scripts in a folder.
    func setUp(_ folder: String) -> String {
      switch self {
      case .bash: "for script in \(folder)/*; do . $script; done; PS1='> '"
      case .zsh: "fpath=(\(folder) $fpath); autoload -Uz compinit; compinit -u -D; PS1='> '"
      case .fish: "set fish_complete_path \(folder); function fish_prompt; echo '> '; end"
      }
    }

    /// The name under which it looks for a script.
    func script(_ program: String) -> String {
      switch self {
      case .bash: program
      case .zsh: "_\(program)"
      case .fish: "\(program).fish"
      }
    }
  }

  static let bash = Shell.bash
  static let zsh = Shell.zsh
  static let fish = Shell.fish

  /// Lines up to Tab, and what they become.
  static let lines = [
    ("ordertop ex", "ordertop export"),
    ("ordertop --asc", "ordertop --ascii"),
    ("ordertop --theme pap", "ordertop --theme paper"),
    ("ordertop demo --theme min", "ordertop demo --theme mine"),
    ("ordertop watch --theme con", "ordertop watch --theme contrast"),
    ("ordertop tail --format j", "ordertop tail --format jsonl"),
    ("ordertop --event-types order-created,order-sh", "ordertop --event-types order-created,order-shipped"),
    ("ordertop demo --recording ./kept", "ordertop demo --recording ./kept.sse"),
    ("ordertop status --state-dir ./fol", "ordertop status --state-dir ./folder/"),
    ("ordertop-server --fault no", "ordertop-server --fault no-heartbeats"),
    ("ordertop-server --tok", "ordertop-server --token-"),
  ]

  private func expectCompletion(in shell: Shell) async throws {
    let folder = try TemporaryFolder()
    for program in ["ordertop", "ordertop-server"] {
      let script = try ChildProgram(
        BuiltProgram.path(program), ["--generate-completion-script", shell.rawValue], environment: [:])
      #expect(try await script.end() == 0)
      #expect(await script.errorText == "")
      mkdir(folder.path("scripts"), 0o700)
      try folder.write(await script.outputBytes, to: "scripts/\(shell.script(program))")
    }
    for name in ["config", "config/ordertop", "config/ordertop/themes", "folder"] { mkdir(folder.path(name), 0o700) }
    try folder.write("description = \"Mine\"\n", to: "config/ordertop/themes/mine.toml")
    try folder.write("", to: "kept.sse")

    let programs = BuiltProgram.path("")
    let screen = try await TmuxScreen(
      shell.command, columns: 100, rows: 30,
      environment: [
        "PATH": "\(programs):/usr/bin:/bin", "HOME": folder.path(""), "XDG_CONFIG_HOME": folder.path("config"),
      ])
    try await screen.type("cd \(folder.path("")); \(shell.setUp(folder.path("scripts"))); echo is re''ady")
    try await screen.press("Enter")
    try await screen.shows("is ready")
    for (line, completed) in Self.lines {
      try await screen.press("C-u", "C-l")
      try await screen.hides(completed)
      try await screen.type(line)
      try await screen.shows(line)
      try await screen.press("Tab")
      try await screen.shows(completed)
    }
  }

  @Test("in bash", .enabled(if: bash.isAvailable, "bash or tmux is not installed"))
  func inBash() async throws { try await expectCompletion(in: .bash) }

  @Test("in zsh", .enabled(if: zsh.isAvailable, "zsh or tmux is not installed"))
  func inZsh() async throws { try await expectCompletion(in: .zsh) }

  @Test("in fish", .enabled(if: fish.isAvailable, "fish or tmux is not installed"))
  func inFish() async throws { try await expectCompletion(in: .fish) }
}
