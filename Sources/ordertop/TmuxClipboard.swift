import CTerminalGuard
import Glibc

/// The clipboard inside tmux: tmux takes the text as a buffer of its own and hands it on to the terminal (`load-buffer -w`,
/// since 3.2), whichever of its clients that is.
enum TmuxClipboard {
  /// The most bytes it is given: what tmux would hand on.
  private static let limit = 56_244
  private static let patience = Duration.seconds(2)

  /// Gives tmux a text, without a shell. `false`: there is no tmux, or it did not take it within two seconds.
  static func take(_ text: String) async -> Bool {
    guard Environment.value("TMUX") != nil, text.utf8.count <= limit, let program = start(text) else { return false }
    let deadline = ContinuousClock.now + patience
    while true {
      var status: Int32 = 0
      switch waitpid(program, &status, WNOHANG) {
      case program: return status == 0
      case -1 where errno != EINTR: return false
      default: break
      }
      if ContinuousClock.now >= deadline {
        kill(program, SIGKILL)
        waitpid(program, &status, 0)
        return false
      }
      // Not before its time is up: an end of the screen does not end the copying.
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  /// A file in memory is its input: nothing is waited for until it has read all of it.
  private static func start(_ text: String) -> pid_t? {
    let input = terminal_guard_memory_file()
    guard input >= 0 else { return nil }
    defer { close(input) }
    guard writeAll(Array(text.utf8), to: input), lseek(input, 0, SEEK_SET) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    // Not a word of it on the screen.
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var every = sigset_t()
    var none = sigset_t()
    sigfillset(&every)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &every)
    posix_spawnattr_setsigmask(&attributes, &none)
    // A group of its own: Ctrl-C is not meant for it.
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    var arguments = cStrings(["tmux", "load-buffer", "-w", "-"])
    // What it finds its server and session by; ours may hold secrets.
    let names = ["TMUX", "TMUX_PANE", "TMPDIR", "PATH", "HOME", "LANG", "TERM"]
    var environment = cStrings(names.compactMap { name in Environment.value(name).map { "\(name)=\($0)" } })
    defer { for text in arguments + environment { free(text) } }
    var program: pid_t = 0
    return posix_spawnp(&program, "tmux", &actions, &attributes, &arguments, &environment) == 0 ? program : nil
  }

  private static func cStrings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
