import Glibc

extension PseudoTerminal {
  /// What a program finds if the test does not say otherwise.
  package static let environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]

  /// Starts a program with this terminal as its standard input, output and error and as its controlling terminal, leader
  /// of a session of its own. Its descriptor 3 takes reports.
  ///
  /// - Parameters:
  ///   - environment: all of it.
  ///   - input: a file to read standard input from instead: `/dev/null`.
  ///   - output: a file to write standard output to instead.
  package func start(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = PseudoTerminal.environment,
    input: String? = nil, output: String? = nil
  ) throws(Failure) {
    var pipe: [Int32] = [-1, -1]
    guard Glibc.pipe(&pipe) == 0 else { throw .system("pipe", errno) }
    defer { close(pipe[1]) }
    for descriptor in pipe { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    reports = pipe[0]
    _ = fcntl(reports, F_SETFL, O_NONBLOCK)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its controlling one.
    posix_spawn_file_actions_addopen(&actions, 2, linePath, O_RDWR, 0)
    if let input {
      posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    } else {
      posix_spawn_file_actions_adddup2(&actions, 2, 0)
    }
    if let output {
      posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    } else {
      posix_spawn_file_actions_adddup2(&actions, 2, 1)
    }
    posix_spawn_file_actions_adddup2(&actions, pipe[1], 3)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var everySignal = sigset_t()
    var noSignal = sigset_t()
    sigfillset(&everySignal)
    sigemptyset(&noSignal)
    posix_spawnattr_setsigdefault(&attributes, &everySignal)
    posix_spawnattr_setsigmask(&attributes, &noSignal)
    let newSession: Int32 = 0x80
    posix_spawnattr_setflags(&attributes, Int16(newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    var process: pid_t = 0
    let code = Self.withCStrings([path] + arguments) { arguments in
      Self.withCStrings(environment.map { "\($0)=\($1)" }) { environment in
        posix_spawn(&process, path, &actions, &attributes, arguments, environment)
      }
    }
    guard code == 0 else { throw .system("posix_spawn \(path)", code) }
    program = process
  }

  /// Sends the program signals, one right after the other.
  package func signal(_ numbers: Int32...) {
    for number in numbers {
      if let program, ending == nil { kill(program, number) }
    }
  }

  /// Sends a signal to the program that has the terminal: not the shell that was started, but what it runs.
  package func signalForeground(_ number: Int32) {
    let group = tcgetpgrp(window)
    if group > 1 { kill(-group, number) }
  }

  /// The processor time that the program has used, in hundredths of a second (proc(5), `stat`, fields 14 and 15).
  package var processorTime: Int {
    guard let program else { return 0 }
    let file = open("/proc/\(program)/stat", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(file, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.dropFirst(11).prefix(2).compactMap { Int($0) }.reduce(0, +)
  }

  /// Waits for the program's end, reading on.
  package func end(within limit: Duration = .seconds(30)) async throws -> Ending {
    try await wait(for: "the end of the program", within: limit) {
      readAll()
      return hasEnded()
    }
  }

  private func hasEnded() -> Ending? {
    if let ending { return ending }
    guard let program else { return nil }
    var status: Int32 = 0
    guard waitpid(program, &status, WNOHANG) == program else { return nil }
    let signal = status & 0x7F
    ending = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
    readAll()
    return ending
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
