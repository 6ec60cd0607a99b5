import CTerminalGuard
import Glibc

/// A program that was started and of which nothing is read: it has no terminal, no input and no open files of ours.
struct ChildProcess {
  private let id: pid_t

  /// Starts a program in a process group of its own. No shell looks at the words.
  ///
  /// - Parameters:
  ///   - words: its name or path, and its arguments. Not empty.
  ///   - environment: all of it, as `NAME=value`.
  /// - Throws: ``SpawnFailure``.
  init(_ words: [String], environment: [String]) throws(SpawnFailure) {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for descriptor in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY, 0)
    }
    _ = terminal_guard_close_in_child(&files, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Signals that are blocked or ignored here are nothing that the program expects.
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))

    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var id = pid_t()
    let code = posix_spawnp(&id, words.first ?? "", &files, &attributes, arguments, variables)
    guard code == 0 else { throw SpawnFailure(code: code) }
    self.id = id
  }

  /// How it ended; `nil` while it runs. Not to be asked again after that.
  func end() -> End? {
    var status: Int32 = 0
    let answer = waitpid(id, &status, WNOHANG)
    guard answer != 0 else { return nil }
    if answer < 0 { return errno == EINTR ? nil : .exited(status: 0) }
    let signal = status & 0x7F
    return signal == 0 ? .exited(status: (status >> 8) & 0xFF) : .killed(signal: signal)
  }

  /// Ends it, and all that it has started and that is still of its group.
  func kill() { Glibc.kill(-id, SIGKILL) }

  enum End: Equatable {
    case exited(status: Int32)
    case killed(signal: Int32)
  }
}

/// Why a program could not be started.
struct SpawnFailure: Error {
  var code: Int32

  var reason: String { String(cString: strerror(code)) }
}
