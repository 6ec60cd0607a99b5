import Glibc
import TestSupport
import Testing

/// A program in a tmux of its own, and what can be seen of it.
final class TmuxScreen {
  enum Failure: Error, CustomStringConvertible {
    case timedOut(waitingFor: String, screen: String)
    case tmux(String)

    var description: String {
      switch self {
      case .timedOut(let wanted, let screen): "waited in vain for \(wanted); the screen is\n\(screen)"
      case .tmux(let message): message
      }
    }
  }

  /// Whether tmux is installed; without it these tests are left out.
  static let isAvailable = access("/usr/bin/tmux", X_OK) == 0

  private static let environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm-256color"]
  private let folder: TemporaryFolder

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - command: the program's path and its arguments.
  ///   - environment: added to, or instead of, what a program in a usual terminal finds.
  ///   - isTold: the program is told by its environment that it runs inside tmux.
  init(
    _ command: [String], columns: Int = 120, rows: Int = 40, environment changes: [String: String] = [:],
    isTold: Bool = false
  ) async throws {
    folder = try TemporaryFolder()
    var environment = [
      "TERM": "tmux-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "XDG_STATE_HOME": folder.path("state"),
    ]
    if isTold { environment["TMUX"] = "\(folder.path("socket")),1,0" }
    environment.merge(changes) { $1 }
    // A shell tells how the program ended: this tmux does not always notice.
    let shell = ["/bin/sh", "-c", #"trap : INT QUIT; "$@"; echo $? > "$0""#, folder.path("status")]
    let settings = [
      "set-option -g remain-on-exit on", "set-option -g status off", "set-option -s escape-time 0",
      "set-option -s set-clipboard off",
    ]
    try folder.write(settings.joined(separator: "\n") + "\n", to: "tmux.conf")
    let start = ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "/usr/bin/env", "-i"]
    _ = try await tmux(["-f", folder.path("tmux.conf")], start + environment.map { "\($0)=\($1)" } + shell + command)
  }

  /// Starts ordertop.
  static func ordertop(
    _ arguments: [String], columns: Int = 120, rows: Int = 40, environment: [String: String] = [:]
  ) async throws -> TmuxScreen {
    try await TmuxScreen(
      [BuiltProgram.path("ordertop")] + arguments, columns: columns, rows: rows, environment: environment)
  }

  deinit {
    // Waits: after the last test nobody would be there to end it.
    let arguments = ["-S", folder.path("socket"), "kill-server"]
    (try? ChildProgram("/usr/bin/tmux", arguments, environment: Self.environment))?.waitForEnd()
  }

  /// Presses keys, named as tmux does: `q`, `Enter`, `C-l`, `BTab`.
  func press(_ keys: String...) async throws { _ = try await tmux(["send-keys"] + keys) }

  /// Types text.
  func type(_ text: String) async throws { _ = try await tmux(["send-keys", "-l", "--", text]) }

  func resize(columns: Int, rows: Int) async throws {
    _ = try await tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Writes over the screen, behind the program's back, as whatever else has the terminal open can.
  func scribble(_ text: String) async throws {
    let terminal = try #require(fopen(try await property("#{pane_tty}"), "w"))
    defer { fclose(terminal) }
    fputs("\u{1B}7\u{1B}[9;5H\(text)\u{1B}8", terminal)
  }

  /// The lines on the screen, without blanks at their ends.
  func lines() async throws -> [String] {
    try await tmux(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  func text() async throws -> String { try await tmux(["capture-pane", "-p"]) }

  /// The screen with its colours and attributes, as escape sequences.
  func styledText() async throws -> String { try await tmux(["capture-pane", "-p", "-e"]) }

  /// The text that was copied last.
  func buffer() async throws -> String { try await tmux(["show-buffer"]) }

  /// What tmux knows about the program, e.g. `#{pane_pid}`.
  func property(_ format: String) async throws -> String {
    try await tmux(["display-message", "-p", format]).filter { $0 != "\n" }
  }

  /// Waits until the screen is as wanted; returns it.
  @discardableResult
  func wait(
    for wanted: String, within limit: Duration = .seconds(30), until isWanted: (String) -> Bool
  ) async throws -> String {
    let deadline = ContinuousClock.now + limit
    while true {
      let screen = try await text()
      if isWanted(screen) { return screen }
      guard ContinuousClock.now < deadline else { throw Failure.timedOut(waitingFor: wanted, screen: screen) }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Waits until the screen shows all of these texts.
  @discardableResult
  func shows(_ texts: String..., within limit: Duration = .seconds(30)) async throws -> String {
    try await wait(for: texts.joined(separator: ", "), within: limit) { screen in
      texts.allSatisfy(screen.contains)
    }
  }

  /// Waits until the screen shows none of these texts.
  @discardableResult
  func hides(_ texts: String..., within limit: Duration = .seconds(30)) async throws -> String {
    try await wait(for: "no " + texts.joined(separator: ", "), within: limit) { screen in
      !texts.contains(where: screen.contains)
    }
  }

  /// Waits for the program's end; its exit code, or 128 and the signal that killed it.
  func end(within limit: Duration = .seconds(30)) async throws -> Int32? {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
      if let status = folder.text("status"), status.hasSuffix("\n") { return Int32(status.dropLast()) }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw Failure.timedOut(waitingFor: "the end", screen: try await text())
  }

  private func tmux(_ options: [String] = [], _ command: [String]) async throws -> String {
    let program = try ChildProgram(
      "/usr/bin/tmux", ["-u", "-S", folder.path("socket")] + options + command, environment: Self.environment)
    let status = try await program.end()
    guard status == 0 else { throw Failure.tmux("tmux \(command): \(status) \(await program.errorText)") }
    return await program.outputText
  }

  private func tmux(_ command: [String]) async throws -> String { try await tmux([], command) }
}
