import Glibc

/// A program that runs beside a test, killed when the value is released.
package final class ChildProcess: Sendable {
  private let id: pid_t

  /// Starts a program of ``path(of:)`` with silent output. It inherits what descriptors are open to that.
  package init(_ program: String, _ arguments: [String]) throws {
    guard let path = Self.path(of: program) else { throw SystemCallError(call: program, code: ENOENT) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in Int32(0)...2 {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var argumentPointers = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in argumentPointers { free(pointer) } }
    var id = pid_t()
    let status = posix_spawn(&id, path, &actions, nil, &argumentPointers, environ)
    guard status == 0 else { throw SystemCallError(call: "posix_spawn", code: status) }
    self.id = id
  }

  deinit {
    kill(id, SIGKILL)
    waitpid(id, nil, 0)
  }

  /// Runs a program to its end; it has to succeed.
  package static func run(_ program: String, _ arguments: [String]) throws {
    let child = try ChildProcess(program, arguments)
    var end = siginfo_t()
    // Leaves the process to `deinit`.
    while waitid(P_PID, id_t(child.id), &end, WNOWAIT | WEXITED) < 0, errno == EINTR {}
    guard end._sifields._sigchld.si_status == 0 else {
      throw SystemCallError(call: ([program] + arguments).joined(separator: " "), code: EINVAL)
    }
  }

  /// Where a program is, `/usr/sbin` included, which `PATH` may leave out.
  package static func path(of program: String) -> String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin"
    return (folders + ":/usr/sbin").split(separator: ":").map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }
}
